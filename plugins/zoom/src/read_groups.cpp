#include "read_groups.h"

#include "group_members.h"
#include "named_object.h"
#include "schema.h"
#include "search_named.h"
#include <muster/sdk/filter_values.h>

namespace muster::zoom {
namespace {

Result<void> addMembers(sdk::Call& call, ConnectorObject& group) {
    MUSTER_ASSIGN_OR_RETURN(Attribute members, GroupMembers(call, group.uid).readAttribute());
    group.attributes.push_back(std::move(members));
    return {};
}

}  // namespace

Result<std::optional<ConnectorObject>> readGroup(sdk::Call& call, const ObjectRef& ref,
                                                 const std::vector<std::string>& attributes) {
    MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> group,
                            NamedReader(call, groups()).find(ref));
    if (!group) {
        return group;
    }
    if (isAsked(attributes, groupClass(), name::kMembers)) {
        MUSTER_RETURN_IF_ERROR(addMembers(call, *group));
    }
    return std::optional(withWanted(*group, groupClass(), attributes));
}

Result<sdk::SearchReport> searchGroups(sdk::Call& call, const Filter& filter,
                                       const sdk::SearchOptions& options,
                                       const sdk::ObjectHandler& handler) {
    CompleteObject complete;
    if (isAsked(options.attributes, groupClass(), name::kMembers) ||
        sdk::asksAbout(filter, groupClass(), name::kMembers)) {
        call.notice("search-reads-each-group",
                    "Zoom lists groups without their members, so the members of each group are "
                    "read by themselves");
        complete = [&call](ConnectorObject& group) { return addMembers(call, group); };
    }
    return searchNamed(call, groups(), filter, options, handler, complete);
}

}  // namespace muster::zoom
