#include "schema.h"
#include <muster/core/ids.h>

namespace muster::zoom {
namespace {

AttributeInfo readOnly(std::string name, ValueKind type, std::string description) {
    return {.name = std::move(name),
            .type = type,
            .creatable = false,
            .updateable = false,
            .description = std::move(description)};
}

ObjectClassInfo makeRoleClass() {
    AttributeInfo roleName =
        readOnly(std::string(attr::kName), ValueKind::kString, "Name of the role");
    roleName.nativeName = "name";
    return {.name = "__ROLE__",
            .description = "A role of the account; roles are made in Zoom's portal",
            .get = Support::kSupported,
            .search = Support::kSupported,
            .attributes = {
                std::move(roleName),
                readOnly("description", ValueKind::kString, "What the role is for"),
                readOnly("total_members", ValueKind::kInteger, "How many users have the role")}};
}

}  // namespace

const ObjectClassInfo& roleClass() {
    static const ObjectClassInfo kRole = makeRoleClass();
    return kRole;
}

}  // namespace muster::zoom
