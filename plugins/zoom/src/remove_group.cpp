#include "remove_group.h"

#include "schema.h"
#include "target_errors.h"

namespace muster::zoom {

Result<void> deleteGroup(sdk::Call& call, const ObjectRef& ref) {
    std::string uid = ref.text();
    if (ref.isName()) {
        MUSTER_ASSIGN_OR_RETURN(const ConnectorObject group,
                                sdk::NamedReader(call, groups()).require(ref));
        uid = group.uid;
    }
    const Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kDeleteGroup),
                          .step = "delete",
                          .placeholders = {Attribute(std::string(attr::kUid), Value(uid))}});
    return response ? Result<void>() : explained(response.error(), groupClass());
}

}  // namespace muster::zoom
