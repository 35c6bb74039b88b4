#pragma once

#include "zoom/account.h"
#include "zoom/call.h"
#include "zoom/errors.h"

namespace sandbox::zoom {

/// GET /accounts/{accountId}/managed_domains; "me" is our account, another id gives 404/2001.
Response managedDomains(const Account& account, const Call& call);

}  // namespace sandbox::zoom
