#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "http/url.h"
#include "zoom/account.h"
#include "zoom/endpoints.h"

namespace sandbox::zoom {

/// POST /oauth/token with grant `account_credentials` (Zoom docs, "Server-to-Server OAuth"). The
/// parameters come in the query or in a form body. Takes the account's lock itself.
Response issueToken(Account& account, const Request& request, const Query& query,
                    const std::string& baseUrl);

/// 401/124 without a live token, 400/4711 without the scope of `endpoint`. The caller holds the
/// account's lock.
Refusal authorize(const Account& account, std::string_view authorization, const Endpoint& endpoint);

}  // namespace sandbox::zoom
