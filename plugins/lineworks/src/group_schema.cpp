#include "schema.h"
#include "schema_parts.h"
#include <muster/core/ids.h>

namespace muster::lineworks {
namespace {

// Developers, group-create, group-member-list, group-administrator-list.

AttributeInfo belonging(std::string_view name, std::string_view objectClass,
                        std::string description) {
    return onlyWhenAsked(
        multiValued(reference(std::string(name), objectClass, std::move(description))));
}

ObjectClassInfo makeGroupClass() {
    return {
        .name = std::string(object_class::kGroup),
        .description = "A group (グループ)",
        .create = Support::kSupported,
        .update = Support::kSupported,
        .remove = Support::kSupported,
        .get = Support::kSupported,
        .search = Support::kSupported,
        .attributes = {{.name = std::string(attr::kName),
                        .nativeName = "groupName",
                        .required = true,
                        .maxLength = 100,
                        .description = "Name, another one for each group of the domain"},
                       externalKey("groupExternalKey"),
                       text("description", 300, "Description"),
                       flag("visible", "Whether others find it by search"),
                       flag("useServiceNotification", "Whether service notifications are sent"),
                       flag("serviceManageable", "Whether its administrators choose its features"),
                       flag("useMessage",
                            "Whether it has a message room; the next four need it, and "
                            "30 days after it is switched off the history is gone"),
                       flag("useNote", "Whether it has notes"),
                       flag("useCalendar", "Whether it has a calendar"),
                       flag("useTask", "Whether it has tasks"),
                       flag("useFolder", "Whether it has a folder"),
                       belonging(name::kMembers, object_class::kAccount,
                                 "Members who are in it; read only when asked for"),
                       belonging(name::kMemberOrgUnits, class_name::kOrgUnit,
                                 "Org units that are in it as a whole; read only when asked for"),
                       belonging(name::kMemberGroups, object_class::kGroup,
                                 "Groups that are in it as a whole; read only when asked for"),
                       belonging(
                           name::kAdministrators, object_class::kAccount,
                           "Its administrators (グループマスター), one at least; read only when "
                           "asked for"),
                       readOnly(std::string(name::kDomainId), ValueKind::kInteger, "Its domain")},
        .markAttribute = std::string(name::kExternalKey)};
}

}  // namespace

const ObjectClassInfo& groupClass() {
    static const ObjectClassInfo kGroup = makeGroupClass();
    return kGroup;
}

}  // namespace muster::lineworks
