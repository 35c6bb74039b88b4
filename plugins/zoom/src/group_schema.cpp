#include "schema.h"
#include <muster/core/ids.h>

namespace muster::zoom {
namespace {

ObjectClassInfo makeGroupClass() {
    return {.name = std::string(object_class::kGroup),
            .description = "A group of users; paid accounts only",
            .create = Support::kSupported,
            .update = Support::kSupported,
            .remove = Support::kSupported,
            .get = Support::kSupported,
            .search = Support::kSupported,
            .attributes = {{.name = std::string(attr::kName),
                            .nativeName = "name",
                            .required = true,
                            .maxLength = 127,  // "less than 128" (Zoom Users API reference)
                            .description = "Name of the group, another one for each group"},
                           {.name = std::string(name::kMembers),
                            .type = ValueKind::kReference,
                            .multiValued = true,
                            .returnedByDefault = false,
                            .description = "Users in the group; read only when asked for",
                            .referenceClass = std::string(object_class::kAccount)},
                           {.name = "total_members",
                            .type = ValueKind::kInteger,
                            .creatable = false,
                            .updateable = false,
                            .description = "How many users are in the group"}}};
}

}  // namespace

const ObjectClassInfo& groupClass() {
    static const ObjectClassInfo kGroup = makeGroupClass();
    return kGroup;
}

}  // namespace muster::zoom
