#include "defer.h"

#include "schema.h"
#include "user_writer.h"
#include <muster/core/ids.h>

namespace muster::zoom {
namespace {

/** Whether a change waits: all but createType, which never changes anything, and groups once they
 * are joined. */
bool isLeft(const AttributeDelta& delta, bool hasGroupsLeft) {
    const AttributeInfo* info = accountClass().find(delta.name());
    return info != nullptr && info->name != name::kCreateType &&
           (info->name != name::kGroupIds || hasGroupsLeft);
}

}  // namespace

void sayDeferred(sdk::Call& call, const std::string& email,
                 const std::vector<AttributeDelta>& deferred) {
    if (deferred.empty()) {
        return;
    }
    std::string names;
    for (const AttributeDelta& delta : deferred) {
        if (names.find(delta.name()) == std::string::npos) {
            names += (names.empty() ? "" : ", ") + delta.name();
        }
    }
    call.notice(
        "profile-deferred",
        "user \"" + email +
            "\" is pending, and Zoom stores nothing of a pending user: what was asked for " +
            names + " waits until the invitation is accepted",
        deferred.front().name());
}

Result<WriteReport> deferUpdate(sdk::Call& call, const User& user, const UpdatePlan& plan,
                                const std::vector<AttributeDelta>& asked) {
    WriteReport report{.uid = user.uid(), .name = user.email, .state = user.status};
    std::size_t joined = 0;
    if (!plan.groups.added.empty() && user.groupIds.empty()) {
        MUSTER_RETURN_IF_ERROR(
            UserWriter(call).joinGroupPending(user.uid(), plan.groups.added.front()));
        joined = 1;
    }
    const bool hasGroupsLeft = plan.groups.added.size() > joined || !plan.groups.removed.empty();
    for (const AttributeDelta& delta : asked) {
        if (isLeft(delta, hasGroupsLeft)) {
            report.deferred.push_back(delta);
        }
    }
    report.accepted = !report.deferred.empty();
    sayDeferred(call, user.email, report.deferred);
    return report;
}

}  // namespace muster::zoom
