#include "read_groups.h"

#include "group_members.h"
#include "schema.h"
#include <muster/sdk/filter_values.h>
#include <muster/sdk/wanted.h>

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
                            sdk::NamedReader(call, groups()).find(ref));
    if (!group) {
        return group;
    }
    if (sdk::isAsked(attributes, groupClass(), name::kMembers)) {
        MUSTER_RETURN_IF_ERROR(addMembers(call, *group));
    }
    return std::optional(sdk::withWanted(*std::move(group), groupClass(), attributes));
}

Result<sdk::SearchReport> searchGroups(sdk::Call& call, const Filter& filter,
                                       const sdk::SearchOptions& options,
                                       const sdk::ObjectHandler& handler) {
    sdk::CompleteObject complete;
    if (sdk::isAsked(options.attributes, groupClass(), name::kMembers) ||
        sdk::asksAbout(filter, groupClass(), name::kMembers)) {
        call.notice("search-reads-each-group",
                    "Zoom lists groups without their members, so the members of each group are "
                    "read by themselves");
        complete = [&call](ConnectorObject& group) { return addMembers(call, group); };
    }
    return sdk::searchNamed(call, groups(), filter, options, handler, complete);
}

}  // namespace muster::zoom
