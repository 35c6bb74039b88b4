#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "http/url.h"
#include "lineworks/errors.h"
#include "lineworks/key_pair.h"
#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// POST /oauth2/v2.0/token with the grants jwt-bearer and refresh_token (docs, "Authentication with
/// Service Account (JWT)"). The parameters come as a form; in the query they are taken too. Takes
/// the tenant's lock itself.
Response issueToken(Tenant& tenant, const KeyPair& key, const Request& request, const Query& query);

/// POST /oauth2/v2.0/revoke: 200 whatever the token. Takes the tenant's lock itself.
Response revokeToken(Tenant& tenant, const Request& request, const Query& query);

/// The scopes that this simulator knows, or those of the Free plan.
std::vector<std::string> allScopes(std::string_view plan);

/// 401 without a live token; puts the token into `found`. The caller holds the tenant's lock.
Refusal authenticate(const Tenant& tenant, std::string_view authorization,
                     const TokenStore::Token*& found);

/// 403 when the token has none of the scopes, any one of which will do.
Refusal authorize(const TokenStore::Token& token, const std::vector<std::string_view>& scopes);

}  // namespace sandbox::lineworks
