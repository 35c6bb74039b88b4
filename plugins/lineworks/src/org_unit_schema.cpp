#include "schema.h"
#include "schema_parts.h"
#include <muster/core/ids.h>

namespace muster::lineworks {
namespace {

// Lengths and patterns: Developers, orgunit-create and orgunit-get.

std::vector<AttributeInfo> placeAttributes() {
    AttributeInfo order{.name = std::string(name::kDisplayOrder),
                        .type = ValueKind::kInteger,
                        .required = true,
                        .description = "Place among its siblings, from 1 on"};
    return {{.name = std::string(attr::kName),
             .nativeName = "orgUnitName",
             .required = true,
             .maxLength = 100,
             .description = "Name; several org units may have the same"},
            externalKey("orgUnitExternalKey"),
            reference(std::string(name::kParent), class_name::kOrgUnit,
                      "Org unit that it is in; cleared, it is at the top"),
            order};
}

std::vector<AttributeInfo> profileAttributes() {
    return {
        text("email", 90, "Address; LINE WORKS makes one when none is given"),
        text("description", 160, "Description"),
        flag("visible", "Whether it is shown; nothing within a hidden one can be"),
        multiValued(object("i18nNames", "Names in other languages, one for each",
                           {keyed(looked("language", "Lookup.LineWorks.locale", "The language")),
                            text("name", 100, "The name")})),
        multiValued(text(std::string(name::kAliasEmails), 90,
                         "Further addresses, at most 20; plan Advanced only")),
        multiValued(reference(std::string(name::kEmailRecipients), object_class::kAccount,
                              "Members who receive mail to its address")),
        multiValued(reference(std::string(name::kEmailSenders), object_class::kAccount,
                              "Members who send mail from its address")),
    };
}

std::vector<AttributeInfo> featureAttributes() {
    return {
        flag("canReceiveExternalMail", "Whether mail from outside comes in"),
        flag("useMessage", "Whether it has a message room; the next four need it"),
        flag("useNote", "Whether it has notes"),
        flag("useCalendar", "Whether it has a calendar"),
        flag("useTask", "Whether it has tasks"),
        flag("useFolder", "Whether it has a folder"),
        flag("useServiceNotification", "Whether service notifications are sent"),
    };
}

std::vector<AttributeInfo> readOnlyAttributes() {
    AttributeInfo members = readOnly(std::string(name::kMembers), ValueKind::kReference,
                                     "Members with a post in it; read only when asked for, and "
                                     "written by the members' orgUnits");
    members.referenceClass = object_class::kAccount;
    return {
        readOnly(std::string(name::kDomainId), ValueKind::kInteger, "Domain that it is in"),
        readOnly(std::string(name::kDisplayLevel), ValueKind::kInteger, "How deep it is, from 1"),
        readOnly("parentExternalKey", ValueKind::kString, "External Key of its parent"),
        onlyWhenAsked(multiValued(members)),
    };
}

ObjectClassInfo makeOrgUnitClass() {
    ObjectClassInfo orgUnit{
        .name = std::string(class_name::kOrgUnit),
        .description = "An org unit (組織)",
        .create = Support::kSupported,
        .update = Support::kSupported,
        .remove = Support::kSupported,
        .get = Support::kSupported,
        .search = Support::kSupported,
        .options = {{.name = "adopt",
                     .type = ValueKind::kBoolean,
                     .operations = {"create"},
                     .description = "Whether an org unit of that name in that place without an "
                                    "External Key is taken over; without it the target's "
                                    "adoptExisting"},
                    {.name = "withEmptyOrgUnits",
                     .type = ValueKind::kBoolean,
                     .operations = {"delete"},
                     .description = "Whether org units within it that have no members are deleted "
                                    "with it; without it the delete is refused while there are "
                                    "any"}},
        .markAttribute = std::string(name::kExternalKey)};
    for (const auto& part :
         {placeAttributes(), profileAttributes(), featureAttributes(), readOnlyAttributes()}) {
        orgUnit.attributes.insert(orgUnit.attributes.end(), part.begin(), part.end());
    }
    return orgUnit;
}

}  // namespace

const ObjectClassInfo& orgUnitClass() {
    static const ObjectClassInfo kOrgUnit = makeOrgUnitClass();
    return kOrgUnit;
}

}  // namespace muster::lineworks
