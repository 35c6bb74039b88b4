#include "group_members.h"

#include <algorithm>

#include "schema.h"
#include "target_errors.h"
#include "user_reader.h"
#include <muster/sdk/answers.h>
#include <muster/sdk/named_objects.h>

namespace muster::lineworks {
namespace {

GroupList memberList(std::string_view attribute, std::string_view type, std::string_view noun) {
    return {.attribute = attribute,
            .list = {.key = key::kGroupMembers,
                     .idMember = "id",
                     .type = type,
                     .what = "the members of group"},
            .addKey = key::kAddMember,
            .removeKey = key::kRemoveMember,
            .placeholder = "members",
            .stepNoun = noun};
}

Result<void> add(sdk::Call& call, const std::string& groupId, const GroupList& list,
                 const std::string& id) {
    const Value element = memberToWire(list, id);
    Result<sdk::Response> response =
        call.host().call({.key = std::string(list.addKey),
                          .step = std::string(list.stepNoun) + ":" + id + ":add",
                          .placeholders = {Attribute("__UID__", Value(groupId))},
                          .body = *element.as<ObjectValue>()});
    if (!response && !sdk::isAlreadySo(response.error())) {
        return explained(std::move(response).error(), groupClass());
    }
    return {};
}

Result<void> remove(sdk::Call& call, const std::string& groupId, const GroupList& list,
                    const std::string& id) {
    Result<sdk::Response> response =
        call.host().call({.key = std::string(list.removeKey),
                          .step = std::string(list.stepNoun) + ":" + id + ":remove",
                          .placeholders = {Attribute("__UID__", Value(groupId)),
                                           Attribute(std::string(list.placeholder), Value(id))}});
    if (!response && !sdk::isAlreadySo(response.error())) {
        return explained(std::move(response).error(), groupClass());
    }
    return {};
}

}  // namespace

namespace {

/** Of an org unit or a group. */
Result<std::optional<std::string>> findNamed(sdk::Call& call, const sdk::NamedClass& named,
                                             const std::string& address) {
    MUSTER_ASSIGN_OR_RETURN(const Uid uid, Uid::parse(address));
    MUSTER_ASSIGN_OR_RETURN(const std::optional<ConnectorObject> found,
                            sdk::NamedReader(call, named).find(uid));
    return found ? std::optional(found->uid) : std::nullopt;
}

Result<std::optional<std::string>> findId(sdk::Call& call, const Settings& settings,
                                          const GroupList& list, const std::string& address) {
    if (list.list.type == "ORGUNIT") {
        return findNamed(call, orgUnits(), address);
    }
    if (list.list.type == "GROUP") {
        return findNamed(call, groups(), address);
    }
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user,
                            UserReader(call, settings).find(address));
    return user ? std::optional(user->id) : std::nullopt;
}

bool isAddress(const std::string& reference) {
    return reference.starts_with(kKeyPrefix) || reference.find('@') != std::string::npos;
}

}  // namespace

Result<std::vector<AttributeDelta>> withIds(sdk::Call& call, const Settings& settings,
                                            const GroupList& list,
                                            const std::vector<AttributeDelta>& deltas) {
    if (call.isDryRun()) {
        return deltas;
    }
    std::vector<AttributeDelta> resolved;
    for (const AttributeDelta& delta : deltas) {
        std::vector<std::string> ids = sdk::referencesOf(delta.attribute.values());
        for (std::string& id : ids) {
            if (isAddress(id)) {
                MUSTER_ASSIGN_OR_RETURN(const std::optional<std::string> found,
                                        findId(call, settings, list, id));
                id = found.value_or(id);
            }
        }
        resolved.push_back({delta.mode, asReferences(list.attribute, ids)});
    }
    return resolved;
}

const std::vector<GroupList>& groupLists() {
    static const std::vector<GroupList> kLists = {
        memberList(name::kMembers, "USER", "member"),
        memberList(name::kMemberOrgUnits, "ORGUNIT", "orgunit"),
        memberList(name::kMemberGroups, "GROUP", "group"),
        {.attribute = name::kAdministrators,
         .list = {.key = key::kGroupAdministrators,
                  .idMember = "userId",
                  .what = "the administrators of group"},
         .addKey = key::kAddAdministrator,
         .removeKey = key::kRemoveAdministrator,
         .placeholder = "administrators",
         .stepNoun = "administrator"}};
    return kLists;
}

const GroupList* findGroupList(std::string_view attribute) {
    const auto found =
        std::find_if(groupLists().begin(), groupLists().end(),
                     [&](const GroupList& list) { return list.attribute == attribute; });
    return found == groupLists().end() ? nullptr : &*found;
}

Value memberToWire(const GroupList& list, const std::string& id) {
    if (list.list.type.empty()) {
        return Value(ObjectValue({Attribute("userId", Value(id))}));
    }
    return Value(ObjectValue(
        {Attribute("id", Value(id)), Attribute("type", Value(std::string(list.list.type)))}));
}

void addMembershipSteps(sdk::Call& call, sdk::UpdateSteps& steps, const std::string& groupId,
                        const GroupList& list, const sdk::MembershipChange& change) {
    for (const std::string& id : change.added) {
        steps.add(std::string(list.stepNoun) + ":" + id + ":add",
                  [&call, &list, groupId, id](sdk::UpdateSteps&) {
                      return add(call, groupId, list, id);
                  });
    }
    for (const std::string& id : change.removed) {
        steps.add(std::string(list.stepNoun) + ":" + id + ":remove",
                  [&call, &list, groupId, id](sdk::UpdateSteps&) {
                      return remove(call, groupId, list, id);
                  });
    }
}

}  // namespace muster::lineworks
