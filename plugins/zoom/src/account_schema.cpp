#include <array>

#include "schema.h"
#include <muster/core/ids.h>

namespace muster::zoom {
namespace {

/** An attribute that can be read and written. Lengths are those of the Zoom Users API reference. */
AttributeInfo text(std::string name, std::int64_t maxLength, std::string description) {
    return {.name = std::move(name), .maxLength = maxLength, .description = std::move(description)};
}

AttributeInfo readOnly(std::string name, ValueKind type, std::string description) {
    return {.name = std::move(name),
            .type = type,
            .creatable = false,
            .updateable = false,
            .description = std::move(description)};
}

AttributeInfo keyed(AttributeInfo info) {
    info.key = true;
    return info;
}

AttributeInfo writeOnly(AttributeInfo info) {
    info.readable = false;
    info.returnedByDefault = false;
    return info;
}

AttributeInfo multiValued(AttributeInfo info) {
    info.multiValued = true;
    return info;
}

std::vector<AttributeInfo> identityAttributes() {
    return {
        {.name = std::string(attr::kName),
         .nativeName = "email",
         .required = true,
         .maxLength = 128,
         .description = "E-mail address; changed only within the account's managed domains"},
        writeOnly({.name = std::string(attr::kPassword),
                   .nativeName = "password",
                   .type = ValueKind::kSecret,
                   .description = "With createType autoCreate, or of a work-e-mail login"}),
        {.name = std::string(attr::kEnable),
         .type = ValueKind::kBoolean,
         .description = "True for active, false for inactive; not shown of a pending user"},
        writeOnly({.name = std::string(name::kCreateType),
                   .nativeName = "action",
                   .lookup = "Lookup.Zoom.createType",
                   .description = "How Zoom makes the account; changing it later changes nothing"}),
        {.name = std::string(name::kType),
         .lookup = "Lookup.Zoom.type",
         .description = "Licence of the user"},
        text("first_name", 64, "First name, at most 5 Chinese characters"),
        text("last_name", 64, "Last name, at most 5 Chinese characters"),
        text("display_name", 128,
             "Name shown, at most 10 Chinese characters; cleared, Zoom makes it from the names"),
    };
}

std::vector<AttributeInfo> profileAttributes() {
    return {
        text("dept", 0, "Department"),
        text("job_title", 128, "Job title"),
        text("company", 255, "Company"),
        text("cost_center", 0, "Cost centre"),
        text("location", 256, "Place of work"),
        text("manager", 0, "E-mail address or display name of a colleague"),
        text("language", 0, "Language of Zoom's pages, e.g. ja-JP"),
        text("timezone", 0, "Time zone, e.g. Asia/Tokyo"),
        text("pronouns", 0, "Pronouns"),
        {.name = "pmi",
         .type = ValueKind::kInteger,
         .description = "Personal meeting id, 10 digits"},
        {.name = "use_pmi",
         .type = ValueKind::kBoolean,
         .description = "Whether instant meetings use the personal meeting id"},
        writeOnly(text("vanity_name", 0, "Personal link name; read as vanity_url")),
        writeOnly({.name = "host_key",
                   .type = ValueKind::kSecret,
                   .description = "Key that makes a participant the host, 6 to 10 digits"}),
        multiValued({.name = std::string(name::kPhoneNumbers),
                     .type = ValueKind::kObject,
                     .description = "At most 3; Zoom replaces the list as a whole",
                     .attributes = {text("country", 0, "Country, e.g. JP"),
                                    keyed(text("code", 0, "Country code, e.g. +81")),
                                    keyed(text("number", 0, "Number without the country code")),
                                    text("label", 0, "Mobile, Office, Home or Fax"),
                                    readOnly("verified", ValueKind::kBoolean,
                                             "Whether Zoom has verified the number")}}),
        multiValued({.name = std::string(name::kCustomAttributes),
                     .type = ValueKind::kObject,
                     .description = "At most 5; defined in the account's settings",
                     .attributes = {keyed(text("key", 0, "Identifier of the custom attribute")),
                                    text("name", 0, "Its name"), text("value", 0, "Its value")}}),
    };
}

std::vector<AttributeInfo> entitlements() {
    return {multiValued({.name = std::string(name::kGroupIds),
                         .type = ValueKind::kReference,
                         .description = "Groups that the user is in",
                         .referenceClass = std::string(object_class::kGroup)}),
            {.name = std::string(name::kRoleId),
             .type = ValueKind::kReference,
             .description = "Role, each user has one: 0 owner, 1 admin, 2 member, or one of the "
                            "account's own; cleared, the user is a member",
             .referenceClass = std::string(roleClass().name)}};
}

std::vector<AttributeInfo> readOnlyAttributes() {
    return {
        readOnly(std::string(name::kStatus), ValueKind::kString, "active, inactive or pending"),
        readOnly("role_name", ValueKind::kString, "Name of the role"),
        multiValued(readOnly("login_types", ValueKind::kString,
                             "How the user signs in: 100 work e-mail, 101 SSO, 99 API user, 0 "
                             "Facebook, 1 Google, 24 Apple, 27 Microsoft")),
        readOnly("verified", ValueKind::kBoolean, "Whether the e-mail address is verified"),
        readOnly("user_created_at", ValueKind::kTime, "When the user was created"),
        readOnly("created_at", ValueKind::kTime, "When the newest login type was created"),
        readOnly("last_login_time", ValueKind::kTime, "Last sign-in, within three days"),
        readOnly("last_client_version", ValueKind::kString, "Client last used"),
        readOnly("account_id", ValueKind::kString, "Zoom account of the user"),
        readOnly("employee_unique_id", ValueKind::kString, "Employee id sent by single sign-on"),
        readOnly("personal_meeting_url", ValueKind::kString, "Address of the personal meeting"),
        readOnly("vanity_url", ValueKind::kString, "Personal link"),
        readOnly("pic_url", ValueKind::kString, "Address of the profile picture"),
        readOnly("jid", ValueKind::kString, "Identifier in Zoom's chat"),
    };
}

std::vector<OptionInfo> options() {
    const std::vector<std::string> removals = {"delete", "disassociate"};
    const auto transfer = [&](std::string optionName, const std::string& what) {
        return OptionInfo{.name = std::move(optionName),
                          .type = ValueKind::kBoolean,
                          .operations = removals,
                          .description = "Gives the user's " + what + " to transfer_email"};
    };
    return {{.name = "policy",
             .operations = {"delete"},
             .allowed = {"delete", "disassociate", "deactivate"},
             .description = "What a delete does; without it the target's deletePolicy"},
            {.name = "transfer_email",
             .operations = removals,
             .description = "Colleague who receives what the transfer options name"},
            transfer("transfer_meeting", "meetings"),
            transfer("transfer_webinar", "webinars"),
            transfer("transfer_recording", "recordings")};
}

ObjectClassInfo makeAccountClass() {
    ObjectClassInfo account{.name = std::string(object_class::kAccount),
                            .description = "A user of the Zoom account",
                            .create = Support::kSupported,
                            .update = Support::kSupported,
                            .remove = Support::kSupported,
                            .disassociate = Support::kSupported,
                            .get = Support::kSupported,
                            .search = Support::kSupported,
                            .options = options(),
                            // A pending user's created_at is the time of the call (Users API
                            // reference, get a user); user_created_at of the others is true.
                            .createdAttribute = "user_created_at",
                            .createdTrustedStates = {"active", "inactive"}};
    for (const auto& part :
         {identityAttributes(), profileAttributes(), entitlements(), readOnlyAttributes()}) {
        account.attributes.insert(account.attributes.end(), part.begin(), part.end());
    }
    return account;
}

}  // namespace

const ObjectClassInfo& accountClass() {
    static const ObjectClassInfo kAccount = makeAccountClass();
    return kAccount;
}

bool isOnlyInSingleRead(std::string_view attributeName) {
    static constexpr std::array<std::string_view, 15> kNames = {
        "login_types", "role_name",  "job_title",  "company",  "cost_center",
        "location",    "manager",    "language",   "pronouns", "phone_numbers",
        "use_pmi",     "account_id", "vanity_url", "pic_url",  "jid"};
    for (const std::string_view known : kNames) {
        if (equalNames(known, attributeName)) {
            return true;
        }
    }
    // Rows have custom attributes only on request.
    return equalNames(attributeName, name::kCustomAttributes) ||
           equalNames(attributeName, "personal_meeting_url");
}

}  // namespace muster::zoom
