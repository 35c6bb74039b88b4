#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "belonging.h"
#include "settings.h"
#include <muster/core/object.h>
#include <muster/sdk/call.h>
#include <muster/sdk/membership.h>
#include <muster/sdk/update_steps.h>

namespace muster::lineworks {

/** One of the four lists of a group: members, org units and groups in it, and its administrators.
 */
struct GroupList {
    std::string_view attribute;
    BelongingList list;
    std::string_view addKey;
    std::string_view removeKey;
    std::string_view placeholder;  ///< of the id in the path of a removal
    std::string_view stepNoun;     ///< "member" in `member:<id>:add`
};

/** The four, in the order in which changes are sent: administrators last, so that a group keeps
 * one. */
const std::vector<GroupList>& groupLists();
/** The list of that attribute, or null. */
const GroupList* findGroupList(std::string_view attribute);

/** An element as a body has it: `{"id":"...","type":"USER"}`, or `{"userId":"..."}`. */
Value memberToWire(const GroupList& list, const std::string& id);

/** The deltas with ids in the place of External Keys and login ids, so that they can be compared
 * with what is in the list. What is not found stays as it was given: LINE WORKS answers for it. A
 * dry run reads nothing. */
Result<std::vector<AttributeDelta>> withIds(sdk::Call& call, const Settings& settings,
                                            const GroupList& list,
                                            const std::vector<AttributeDelta>& deltas);

/** Adds and removes one object a request (LINE WORKS takes no lists later), each by a step of its
 * own: `<noun>:<id>:add`, `<noun>:<id>:remove`. What is in it already, or is not, is done. */
void addMembershipSteps(sdk::Call& call, sdk::UpdateSteps& steps, const std::string& groupId,
                        const GroupList& list, const sdk::MembershipChange& change);

}  // namespace muster::lineworks
