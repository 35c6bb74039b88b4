#pragma once

#include <string>
#include <vector>

#include <muster/core/object.h>
#include <muster/sdk/call.h>
#include <muster/sdk/membership.h>

namespace muster::zoom {

/** The members of one group, read and written. Valid during the call. */
class GroupMembers {
public:
    GroupMembers(sdk::Call& call, std::string groupId)
        : call_(call), groupId_(std::move(groupId)) {}

    /** The ids of all members, by a walk through Zoom's list. */
    Result<std::vector<std::string>> read();
    /** The attribute `members` as it stands. */
    Result<Attribute> readAttribute();

    /** Puts ids in the place of e-mail addresses, since Zoom's answers name ids. Of users whom Zoom
     * would leave out, because they are pending or not in the account, a notice `member-skipped`
     * tells, and they are not in the result. In a dry run addresses stay as they are. */
    Result<std::vector<std::string>> toIds(const std::vector<std::string>& users);

    /** Adds by steps of 30 users, `members:add:<digest of the users>`; removes by one step for each
     * user, `member:<id>:remove`. Who was no member is done. Of users whom Zoom left out (pending,
     * unknown, or in the group already) a notice `member-skipped` tells. `isStarted` becomes true
     * when a step was applied. */
    Result<void> apply(const sdk::MembershipChange& change, bool& isStarted);

private:
    Result<void> add(const std::vector<std::string>& ids);
    Result<void> remove(const std::string& id);

    sdk::Call& call_;
    const std::string groupId_;
};

}  // namespace muster::zoom
