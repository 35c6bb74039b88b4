#pragma once

#include "zoom/account.h"
#include "zoom/call.h"
#include "zoom/errors.h"

/// The operations below /groups (Users API reference, 2026): items 37 to 39. A group is what its
/// id and name say; who is in it stands in `User::groupIds`, the first being the primary group.
namespace sandbox::zoom {

Response listGroups(const Account& account, const Call& call);
Response createGroup(Account& account, const Call& call);
Response readGroup(const Account& account, const Call& call);
Response renameGroup(Account& account, const Call& call);
Response deleteGroup(Account& account, const Call& call);

Response listGroupMembers(const Account& account, const Call& call);
Response addGroupMembers(Account& account, const Call& call);
Response removeGroupMember(Account& account, const Call& call);
Response changeGroupMember(Account& account, const Call& call);

/// The group that a path or a body names, or the answer that says why there is none: 400/200 on a
/// free account, 404/4130.
struct FoundGroup {
    const Named* group;
    Refusal refusal;
};
FoundGroup findGroup(const Account& account, std::string_view id);

}  // namespace sandbox::zoom
