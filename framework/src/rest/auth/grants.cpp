#include "rest/auth/grants.h"

namespace muster::rest {

Result<std::vector<FormField>> AccountCredentialsGrant::fields() const {
    return std::vector<FormField>{{"grant_type", "account_credentials"},
                                  {"account_id", accountId_}};
}

JwtBearerGrant::JwtBearerGrant(AssertionClaims claims, SigningKey key, std::string scope, Clock now)
    : claims_(std::move(claims)),
      key_(std::move(key)),
      scope_(std::move(scope)),
      now_(std::move(now)) {}

Result<std::vector<FormField>> JwtBearerGrant::fields() const {
    AssertionClaims claims = claims_;
    claims.issued = now_();
    MUSTER_ASSIGN_OR_RETURN(const std::string assertion, makeAssertion(claims, key_));
    std::vector<FormField> fields{{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"},
                                  {"assertion", assertion}};
    if (!scope_.empty()) {
        fields.push_back({"scope", scope_});
    }
    return fields;
}

Result<std::vector<FormField>> ClientCredentialsGrant::fields() const {
    std::vector<FormField> fields{{"grant_type", "client_credentials"}};
    if (!scope_.empty()) {
        fields.push_back({"scope", scope_});
    }
    return fields;
}

}  // namespace muster::rest
