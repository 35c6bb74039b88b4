#pragma once

#include <string>
#include <vector>

#include "common/faults.h"
#include "http/message.h"
#include "http/url.h"
#include "zoom/account.h"

namespace sandbox::zoom {

/// Answers one call below /v2: finds the endpoint, checks token and scope, then the rate limits,
/// reads the body, waits at the write gate, and runs the endpoint, in that order. Reads run side
/// by side, writes alone. Takes the account's lock itself. `segments` are those behind "v2";
/// `faults` goes into the ledger, and hides a user that the call creates.
Response callApi(Account& account, const Request& request, const std::vector<std::string>& segments,
                 const Query& query, const FaultPlan& faults);

/// `{"code":2300,...}`, the answer on a path that the API does not have. Takes the lock.
Response unknownPath(const Account& account);

}  // namespace sandbox::zoom
