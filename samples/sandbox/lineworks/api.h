#pragma once

#include <string>
#include <vector>

#include "common/faults.h"
#include "http/message.h"
#include "http/url.h"
#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// Answers a call under /v1.0; `segments` are those behind it.
Response callApi(Tenant& tenant, const Request& request, const std::vector<std::string>& segments,
                 const Query& query, const FaultPlan& faults);

/// 404, for a path that is none.
Response unknownPath();

}  // namespace sandbox::lineworks
