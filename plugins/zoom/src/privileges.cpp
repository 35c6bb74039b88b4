#include "privileges.h"

#include <algorithm>
#include <array>

#include "schema.h"
#include "target_errors.h"
#include <muster/core/ids.h>
#include <muster/sdk/json.h>

namespace muster::zoom {
namespace {

struct Need {
    std::string_view privilege;
    std::string_view without;  ///< what cannot be done
};

constexpr std::array<Need, 6> kNeeds = {{{"User:Read", "reading users"},
                                         {"User:Edit", "writing users"},
                                         {"Group:Read", "reading groups"},
                                         {"Group:Edit", "writing groups"},
                                         {"Role:Read", "reading roles"},
                                         {"Role:Edit", "assigning roles"}}};

bool holds(const boost::json::object& answer, std::string_view privilege) {
    const boost::json::value* list = sdk::memberOf(answer, "permissions");
    return list != nullptr && list->is_array() &&
           std::any_of(list->get_array().begin(), list->get_array().end(),
                       [&](const boost::json::value& one) {
                           return equalNames(sdk::jsonText(one), privilege);
                       });
}

}  // namespace

Result<void> explainPrivileges(sdk::Call& call) {
    const Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kPermissions),
                          .placeholders = {Attribute(std::string(attr::kUid), Value("me"))}});
    if (!response) {
        const ErrorCode code = response.error().code;
        if (code != ErrorCode::kPermissionDenied && code != ErrorCode::kUnknownUid &&
            code != ErrorCode::kConfiguration) {
            return explained(response.error());
        }
        call.notice("privileges-not-read",
                    "the privileges of the app's owner cannot be read (scope "
                    "user:read:list_permissions:admin); operations may be refused for the role");
        return {};
    }
    const auto answer = sdk::parseJsonObject(response->body);
    std::string lacking;
    for (const Need& need : kNeeds) {
        if (answer && !holds(*answer, need.privilege)) {
            lacking += (lacking.empty() ? "" : ", ") + std::string(need.privilege) + " (" +
                       std::string(need.without) + ")";
        }
    }
    call.notice("privileges", lacking.empty()
                                  ? "the role of the app's owner has all privileges that are needed"
                                  : "the role of the app's owner lacks " + lacking);
    return {};
}

}  // namespace muster::zoom
