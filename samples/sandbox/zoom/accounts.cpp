#include "zoom/accounts.h"

#include <boost/json.hpp>

namespace sandbox::zoom {

namespace json = boost::json;

Response managedDomains(const Account& account, const Call& call) {
    const auto& asked = call.parameters.front();
    const auto& settings = account.settings;
    if (asked != "me" && asked != settings.accountId) {
        return apiError(404, 2001, "Account does not exist: " + asked + ".");
    }
    json::array domains;
    for (const auto& domain : settings.domains) {
        domains.push_back(json::object{{"domain", domain}, {"status", "verified"}});
    }
    const auto count = domains.size();
    return jsonResponse(200, json::serialize(json::object{{"total_records", count},
                                                          {"domains", std::move(domains)}}));
}

}  // namespace sandbox::zoom
