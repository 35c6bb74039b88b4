#include "user_entitlements.h"

#include "schema.h"
#include "user_writer.h"
#include <muster/sdk/json.h>

namespace muster::zoom {
namespace {

/** The answer to an add is `{"ids":"<who was added>"}`, empty when Zoom passed the user over. */
bool namesNobody(const sdk::Response& response) {
    const auto json = sdk::parseJsonObject(response.body);
    return !response.isDryRun && !response.isReplayed && json &&
           sdk::jsonText(*json, "ids").empty();
}

Result<void> join(sdk::Call& call, const User& user, const std::string& groupId) {
    UserWriter writer(call);
    if (user.isPending()) {
        return writer.joinGroupPending(user.uid(), groupId);
    }
    MUSTER_ASSIGN_OR_RETURN(const sdk::Response response, writer.joinGroup(user.uid(), groupId));
    if (namesNobody(response)) {
        call.notice("member-skipped",
                    "Zoom added nobody to group " + groupId + ": user \"" + user.email +
                        "\" is in it already",
                    name::kGroupIds);
    }
    return {};
}

}  // namespace

Result<void> changeGroups(sdk::Call& call, const User& user, const sdk::MembershipChange& groups,
                          bool& isStarted) {
    for (const std::string& groupId : groups.added) {
        MUSTER_RETURN_IF_ERROR(join(call, user, groupId));
        isStarted = true;
    }
    for (const std::string& groupId : groups.removed) {
        MUSTER_RETURN_IF_ERROR(UserWriter(call).leaveGroup(user.uid(), groupId));
        isStarted = true;
    }
    return {};
}

Result<void> changeRole(sdk::Call& call, const User& user, const std::string& roleId) {
    UserWriter writer(call);
    if (roleId != role::kMember) {
        return writer.assignRole(user.uid(), roleId);
    }
    // A dry run does not know which role the user has.
    return writer.removeRole(user.uid(), user.roleId.empty() ? "(the role held)" : user.roleId);
}

}  // namespace muster::zoom
