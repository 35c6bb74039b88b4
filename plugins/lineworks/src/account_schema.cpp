#include "schema.h"
#include "schema_parts.h"
#include <muster/core/ids.h>

namespace muster::lineworks {
namespace {

// Lengths and patterns: Developers, user-create and user-get.

AttributeInfo onlyAtCreation(AttributeInfo info) {
    info.updateable = false;
    info.readable = false;
    info.returnedByDefault = false;
    return info;
}

std::vector<AttributeInfo> identityAttributes() {
    return {
        {.name = std::string(attr::kName),
         .nativeName = "email",
         .required = true,
         .maxLength = 90,
         .description = "Login id: id@domain, on plans without company mail id@group"},
        externalKey("userExternalKey"),
        onlyAtCreation({.name = std::string(attr::kPassword),
                        .nativeName = "password",
                        .type = ValueKind::kSecret,
                        .description = "First password; LINE WORKS has no way to set another"}),
        onlyAtCreation(looked(std::string(name::kPasswordCreationType),
                              "Lookup.LineWorks.passwordCreationType",
                              "Who makes the first password; ADMIN when one is given")),
        onlyAtCreation(flag(std::string(name::kChangePassword),
                            "Whether the first password must be changed at the first sign-in")),
        flag(std::string(attr::kEnable),
             "False for suspended; not shown while the member is pending"),
    };
}

std::vector<AttributeInfo> nameAttributes() {
    return {
        text(std::string(name::kLastName), 80,
             "Last name; with the first name at most 80 characters, and one of them is needed"),
        text(std::string(name::kFirstName), 80, "First name"),
        text(std::string(name::kPhoneticLastName), 100, "Last name in katakana"),
        text(std::string(name::kPhoneticFirstName), 100, "First name in katakana"),
        text("nickName", 100, "Nickname"),
        multiValued(
            object("i18nNames", "Names in other languages, one for each",
                   {keyed(looked("language", "Lookup.LineWorks.locale", "The language")),
                    text("lastName", 100, "Last name"), text("firstName", 100, "First name")})),
    };
}

std::vector<AttributeInfo> contactAttributes() {
    return {
        text(std::string(name::kPrivateEmail), 256,
             "Private address; needed without single sign-on when the member makes the password"),
        multiValued(text(std::string(name::kAliasEmails), 90,
                         "Further addresses, at most 10; plan Advanced only")),
        text("telephone", 100, "Telephone"),
        text("cellPhone", 100, "Mobile telephone"),
        object("messenger", "Messenger of the profile",
               {looked("protocol", "Lookup.LineWorks.messengerProtocol", "Which messenger"),
                text("customProtocol", 100, "Its name when protocol is CUSTOM"),
                text("messengerId", 100, "The member's id there")}),
    };
}

std::vector<AttributeInfo> workAttributes() {
    return {
        reference("userTypeId", class_name::kUserType, "User type (利用権限タイプ)"),
        reference(std::string(name::kLevelId), class_name::kLevel,
                  "Level (職級) in the target's domain"),
        text("location", 100, "Place of work"),
        text("task", 100, "Duty"),
        text("employeeNumber", 20, "Employee number"),
        text("hiredDate", 10, "Day of joining, YYYY-MM-DD"),
        text("birthday", 10, "Birthday, YYYY-MM-DD"),
        looked("birthdayCalendarType", "Lookup.LineWorks.birthdayCalendarType",
               "Calendar of the birthday"),
        looked("locale", "Lookup.LineWorks.locale", "Language of the member's screens"),
        text("timeZone", 64, "Time zone, such as Asia/Tokyo"),
        flag("searchable", "Whether others find the member by search"),
        {.name = "activationDate",
         .type = ValueKind::kTime,
         .description = "From when on the member can sign in; cleared, at once"},
    };
}

/** One entry for each domain that the member belongs to. */
AttributeInfo organizations() {
    return multiValued(
        object(std::string(name::kOrganizations),
               "What the member is in each domain of the tenant; posts are in orgUnits",
               {keyed({.name = std::string(name::kDomainId),
                       .type = ValueKind::kInteger,
                       .description = "The domain; without it the target's"}),
                flag(std::string(name::kPrimary), "Whether it is the main one; one is"),
                text("email", 90, "Address in this domain; plan Advanced only"),
                reference(std::string(name::kLevelId), class_name::kLevel, "Level (職級) there"),
                readOnly("levelName", ValueKind::kString, "Its name"),
                readOnly("executive", ValueKind::kBoolean, "Whether the level is an executive's"),
                readOnly("organizationName", ValueKind::kString, "Name of the company")}));
}

/** One element is one post: main and concurrent ones. */
AttributeInfo posts() {
    return multiValued(object(
        std::string(name::kOrgUnits),
        "Posts: the org units that the member is in, main and concurrent ones, at most 30 a domain",
        {keyed({.name = std::string(name::kDomainId),
                .type = ValueKind::kInteger,
                .description = "Domain of the org unit; without it the target's"}),
         keyed(reference(std::string(name::kOrgUnitId), class_name::kOrgUnit, "The org unit")),
         flag(std::string(name::kPrimary),
              "Whether it is the main post; the first one when none is"),
         reference("positionId", class_name::kPosition, "Position (役職) in the org unit"),
         flag("isManager", "Whether the member heads it; whoever did is head no more"),
         flag("visible", "Whether the post is shown; true when not said"),
         flag("useTeamFeature", "Whether the member uses the team's features; true when not said"),
         readOnly("orgUnitName", ValueKind::kString, "Name of the org unit"),
         readOnly("orgUnitEmail", ValueKind::kString, "Its address"),
         readOnly("orgUnitExternalKey", ValueKind::kString, "Its External Key"),
         readOnly("positionName", ValueKind::kString, "Name of the position"),
         readOnly("positionExternalKey", ValueKind::kString, "Its External Key")}));
}

std::vector<AttributeInfo> openAttributes() {
    return {
        multiValued(object(
            "customFields", "Custom fields of the old kind, at most 50, 10 of one field",
            {keyed(text("customFieldId", 0, "The field")), keyed(text("value", 100, "Its value")),
             text("link", 300, "Address that it leads to")})),
        multiValued(
            object(std::string(name::kCustomProperties), "Custom properties, one element for each",
                   {keyed(text("propertyName", 0, "The property")),
                    multiValued(text("value", 100, "Text, day or option")),
                    multiValued({.name = "number",
                                 .type = ValueKind::kInteger,
                                 .description = "Number, 0 or more"}),
                    multiValued(object(
                        "link", "Address with a text",
                        {text("text", 100, "What is shown"), text("link", 300, "The address")})),
                    flag("multiValued",
                         "Whether the property takes several values, so that one is "
                         "sent as a list too")})),
        multiValued(object("relations", "Relations to other members, at most 10",
                           {keyed(reference("relationUserId", object_class::kAccount, "Who")),
                            text("relationName", 50, "What the person is to the member"),
                            readOnly("externalKey", ValueKind::kString, "Their External Key")})),
    };
}

std::vector<AttributeInfo> readOnlyAttributes() {
    AttributeInfo status = readOnly(std::string(name::kStatus), ValueKind::kString,
                                    "active, pending, suspended or deleted");
    status.lookup = "Lookup.LineWorks.memberStatus";
    AttributeInfo reason =
        readOnly("suspendedReason", ValueKind::kString, "Why the member is suspended");
    reason.lookup = "Lookup.LineWorks.suspendedReason";
    AttributeInfo leave =
        readOnly("leaveOfAbsence", ValueKind::kObject, "Leave of absence; see the actions");
    leave.attributes = {readOnly("startTime", ValueKind::kTime, "Its first moment"),
                        readOnly("endTime", ValueKind::kTime, "Its last moment"),
                        readOnly("isLeaveOfAbsence", ValueKind::kBoolean, "Whether it is now")};
    return {
        status,
        reason,
        leave,
        readOnly(std::string(name::kDomainId), ValueKind::kInteger, "Main domain"),
        readOnly("userTypeName", ValueKind::kString, "Name of the user type"),
        readOnly("userTypeExternalKey", ValueKind::kString, "Its External Key"),
        readOnly("userTypeCode", ValueKind::kString, "Its code"),
        readOnly("isAdministrator", ValueKind::kBoolean,
                 "Whether the member is an administrator; set in the admin page alone"),
        readOnly("isPending", ValueKind::kBoolean, "Whether the first sign-in is still to come"),
        readOnly("isSuspended", ValueKind::kBoolean, "Whether the member is suspended"),
        readOnly("isDeleted", ValueKind::kBoolean, "Whether the member is deleted, for 7 days"),
        readOnly("isAwaiting", ValueKind::kBoolean,
                 "Whether activationDate is still to come; vendor pages differ on which value "
                 "says so"),
    };
}

std::vector<OptionInfo> options() {
    return {{.name = "policy",
             .operations = {"delete", "disassociate"},
             .allowed = {"delete", "forcedelete", "suspend", "unlink"},
             .description = "What a delete (delete, forcedelete, suspend) or a disassociate "
                            "(suspend, unlink) does; without it the target's setting"},
            {.name = "adopt",
             .type = ValueKind::kBoolean,
             .operations = {"create"},
             .description = "Whether a member who is there without an External Key is taken "
                            "over; without it the target's adoptExisting"},
            {.name = "undelete",
             .type = ValueKind::kBoolean,
             .operations = {"create"},
             .description = "Whether a deleted member of that address or key is brought back; "
                            "without it the target's undeleteExisting"}};
}

ObjectClassInfo makeAccountClass() {
    ObjectClassInfo account{.name = std::string(object_class::kAccount),
                            .description = "A member (メンバー)",
                            .create = Support::kSupported,
                            .update = Support::kSupported,
                            .remove = Support::kSupported,
                            .disassociate = Support::kSupported,
                            .get = Support::kSupported,
                            .search = Support::kSupported,
                            .options = options(),
                            .markAttribute = std::string(name::kExternalKey)};
    for (const auto& part : {identityAttributes(), nameAttributes(), contactAttributes(),
                             workAttributes(), std::vector<AttributeInfo>{organizations(), posts()},
                             openAttributes(), readOnlyAttributes()}) {
        account.attributes.insert(account.attributes.end(), part.begin(), part.end());
    }
    return account;
}

}  // namespace

const ObjectClassInfo& accountClass() {
    static const ObjectClassInfo kAccount = makeAccountClass();
    return kAccount;
}

}  // namespace muster::lineworks
