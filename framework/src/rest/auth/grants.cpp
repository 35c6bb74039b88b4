#include "rest/auth/grants.h"

namespace muster::rest {

Result<std::vector<FormField>> AccountCredentialsGrant::fields() const {
    return std::vector<FormField>{{"grant_type", "account_credentials"},
                                  {"account_id", accountId_}};
}

Result<std::vector<FormField>> ClientCredentialsGrant::fields() const {
    std::vector<FormField> fields{{"grant_type", "client_credentials"}};
    if (!scope_.empty()) {
        fields.push_back({"scope", scope_});
    }
    return fields;
}

}  // namespace muster::rest
