#include "remove_group.h"

#include "checks.h"
#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/named_objects.h>

namespace muster::lineworks {

Result<void> deleteGroup(sdk::Call& call, const Settings& settings, const ObjectRef& ref) {
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    std::string uid = ref.text();
    if (ref.isName()) {
        MUSTER_ASSIGN_OR_RETURN(const ConnectorObject group,
                                sdk::NamedReader(call, groups()).require(ref));
        uid = group.uid;
    }
    Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kDeleteGroup),
                          .step = "delete",
                          .placeholders = {Attribute("__UID__", Value(uid))}});
    return response ? Result<void>() : explained(std::move(response).error(), groupClass());
}

}  // namespace muster::lineworks
