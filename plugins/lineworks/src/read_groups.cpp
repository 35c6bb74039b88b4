#include "read_groups.h"

#include "group_members.h"
#include "schema.h"
#include <muster/sdk/filter_values.h>
#include <muster/sdk/named_objects.h>
#include <muster/sdk/wanted.h>

namespace muster::lineworks {
namespace {

/** Reads the lists asked for. */
Result<void> addLists(sdk::Call& call, const std::vector<const GroupList*>& lists,
                      ConnectorObject& group) {
    for (const GroupList* list : lists) {
        MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                                readIds(call, list->list, group.uid));
        group.attributes.push_back(asReferences(list->attribute, ids));
    }
    return {};
}

std::vector<const GroupList*> asked(const std::vector<std::string>& attributes,
                                    const Filter& filter) {
    std::vector<const GroupList*> lists;
    for (const GroupList& list : groupLists()) {
        if (sdk::isAsked(attributes, groupClass(), list.attribute) ||
            sdk::asksAbout(filter, groupClass(), list.attribute)) {
            lists.push_back(&list);
        }
    }
    return lists;
}

}  // namespace

Result<std::optional<ConnectorObject>> readGroup(sdk::Call& call, const ObjectRef& ref,
                                                 const std::vector<std::string>& attributes) {
    MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> group,
                            sdk::NamedReader(call, groups()).find(ref));
    if (!group) {
        return group;
    }
    MUSTER_RETURN_IF_ERROR(addLists(call, asked(attributes, {}), *group));
    return std::optional(sdk::withWanted(*std::move(group), groupClass(), attributes));
}

Result<sdk::SearchReport> searchGroups(sdk::Call& call, const Filter& filter,
                                       const sdk::SearchOptions& options,
                                       const sdk::ObjectHandler& handler) {
    const std::vector<const GroupList*> lists = asked(options.attributes, filter);
    sdk::CompleteObject complete;
    if (!lists.empty()) {
        call.notice("search-reads-each-group",
                    "LINE WORKS lists groups without their members, so the lists of each are read "
                    "by themselves");
        complete = [&](ConnectorObject& group) { return addLists(call, lists, group); };
    }
    return sdk::searchNamed(call, groups(), filter, options, handler, complete);
}

}  // namespace muster::lineworks
