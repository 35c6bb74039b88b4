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

/** What a token may not read, or an account does not show, is no trouble of the way there. */
bool isNotTold(const Error& error) {
    return error.code == ErrorCode::kPermissionDenied || error.code == ErrorCode::kUnknownUid ||
           error.code == ErrorCode::kConfiguration;
}

/** The id of the account's owner; empty when the list does not show one. */
Result<std::string> ownersId(sdk::Call& call) {
    MUSTER_ASSIGN_OR_RETURN(const sdk::Response response,
                            call.host().call({.key = std::string(key::kOwner)}));
    const auto owner =
        response.records.empty() ? std::nullopt : sdk::parseJsonObject(response.records.front());
    return owner ? sdk::jsonText(*owner, "id") : std::string();
}

/** The answer to the question for the owner's privileges, or kUnknownUid. */
Result<std::string> privilegesOf(sdk::Call& call) {
    MUSTER_ASSIGN_OR_RETURN(const std::string owner, ownersId(call));
    if (owner.empty()) {
        return Error{.code = ErrorCode::kUnknownUid,
                     .message = "the list of users shows no owner of the account (role_id 0)"};
    }
    MUSTER_ASSIGN_OR_RETURN(
        sdk::Response response,
        call.host().call({.key = std::string(key::kPermissions),
                          .placeholders = {Attribute(std::string(attr::kUid), Value(owner))}}));
    return std::move(response.body);
}

}  // namespace

Result<void> explainPrivileges(sdk::Call& call) {
    const Result<std::string> body = privilegesOf(call);
    if (!body) {
        if (!isNotTold(body.error())) {
            return explained(body.error());
        }
        call.notice("privileges-not-read",
                    "the privileges of the account's owner, as whom the app acts, cannot be read "
                    "(scopes user:read:list_users:admin and user:read:list_permissions:admin); "
                    "operations may be refused for the role");
        return {};
    }
    const auto answer = sdk::parseJsonObject(*body);
    std::string lacking;
    for (const Need& need : kNeeds) {
        if (answer && !holds(*answer, need.privilege)) {
            lacking += (lacking.empty() ? "" : ", ") + std::string(need.privilege) + " (" +
                       std::string(need.without) + ")";
        }
    }
    call.notice("privileges", lacking.empty()
                                  ? "the account's owner, as whom the app acts, has all "
                                    "privileges that are needed"
                                  : "the account's owner, as whom the app acts, lacks " + lacking);
    return {};
}

}  // namespace muster::zoom
