// The body of a user, all but profile and organizations: docs page user-create.
#include "lineworks/user_fields.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/domains.h"
#include "lineworks/find.h"
#include "lineworks/text_rules.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMostInt32 = 2'147'483'647;
constexpr std::size_t kMostAliases = 10;

/// Read-only properties are known too: clients send back what they have read.
constexpr std::string_view kProperties[] = {"domainId",
                                            "userId",
                                            "userExternalKey",
                                            "email",
                                            "userName",
                                            "i18nNames",
                                            "nickName",
                                            "privateEmail",
                                            "aliasEmails",
                                            "userTypeId",
                                            "userTypeName",
                                            "userTypeExternalKey",
                                            "userTypeCode",
                                            "employmentTypeId",
                                            "employmentTypeName",
                                            "employmentTypeExternalKey",
                                            "searchable",
                                            "passwordConfig",
                                            "organizations",
                                            "telephone",
                                            "cellPhone",
                                            "location",
                                            "task",
                                            "messenger",
                                            "birthdayCalendarType",
                                            "birthday",
                                            "locale",
                                            "hiredDate",
                                            "timeZone",
                                            "customFields",
                                            "customProperties",
                                            "relations",
                                            "activationDate",
                                            "employeeNumber",
                                            "isAdministrator",
                                            "isPending",
                                            "isSuspended",
                                            "isDeleted",
                                            "isAwaiting",
                                            "suspendedReason",
                                            "leaveOfAbsence"};

constexpr std::string_view kNameParts[] = {"lastName", "firstName", "phoneticLastName",
                                           "phoneticFirstName"};
constexpr std::string_view kPasswordParts[] = {"passwordCreationType", "password",
                                               "changePasswordAtNextLogin"};

void readDomain(BodyReader& in, const Settings& settings, Mode mode, User& user) {
    if (mode != Mode::kPatch && !in.has("domainId")) {
        return in.refuse(apiError(400, settings.missingDomain, "domainId is required."));
    }
    const auto id = in.number("domainId", user.domainId, 1, kMostInt32);
    if (!in.good()) return;
    if (!isOurDomain(settings, id)) return in.refuse(foreignDomain(settings, std::to_string(id)));
    if (mode == Mode::kCreate) {
        user.domainId = id;
    } else if (id != user.domainId) {
        in.complain("domainId", "the user's domain; POST /users/{userId}/move changes it");
    }
}

void readEmail(BodyReader& in, const Settings& settings, Mode mode, User& user) {
    if (mode != Mode::kPatch || in.sent("email")) in.require("email");
    if (!in.has("email")) return;
    user.email = in.text("email", [&](auto text) { return isMemberMail(text, settings); });
}

void readKey(BodyReader& in, const Settings& settings, Mode mode, User& user) {
    if (mode == Mode::kCreate && settings.sso && settings.keyUnderSso) {
        in.require("userExternalKey");
    }
    const bool keeps = mode == Mode::kPatch || (mode == Mode::kReplace && !settings.putWipesKey);
    if (keeps && !in.sent("userExternalKey")) return;
    user.externalKey = in.text("userExternalKey", isExternalKey);
}

void readName(BodyReader& in, const Settings& settings, Mode mode, User& user) {
    if (mode != Mode::kPatch || in.sent("userName")) in.require("userName");
    const auto* object = in.object("userName");
    if (object == nullptr) return;
    BodyReader name(*object, "userName.");
    name.onlyKnows(settings, kNameParts);
    const auto isName = [](auto text) { return isShort(text, 80) && isPersonName(text); };
    const auto isPhonetic = [](auto text) { return isShort(text, 100) && isKatakana(text); };
    user.name = {name.text("lastName", isName), name.text("firstName", isName),
                 name.text("phoneticLastName", isPhonetic),
                 name.text("phoneticFirstName", isPhonetic)};
    in.refuse(name.refusal());
    if (user.name.lastName.empty() && user.name.firstName.empty()) {
        in.complain("userName", "a lastName or a firstName at least");
    }
    if (!isShort(user.name.lastName + user.name.firstName, 80)) {
        in.complain("userName", "of 80 characters at most, both together");
    }
}

/// Works at creation only; later it is ignored, as there is no reset of a password.
void readPassword(BodyReader& in, const Settings& settings, User& user) {
    const auto* object = in.object("passwordConfig");
    static const json::object kNone;
    BodyReader config(object == nullptr ? kNone : *object, "passwordConfig.");
    config.onlyKnows(settings, kPasswordParts);
    const auto type = config.text("passwordCreationType",
                                  [](auto text) { return text == "ADMIN" || text == "MEMBER"; });
    config.flag("changePasswordAtNextLogin", true);
    const auto isRight = [&](auto text) { return isPassword(text, settings); };
    if (type == "ADMIN") {
        if (!config.has("password")) config.complain("password", "there for ADMIN");
        config.text("password", isRight);
    } else if (!settings.sso && user.profile.at("privateEmail").is_null()) {
        in.require("privateEmail");
    }
    in.refuse(config.refusal());
}

void readAliases(BodyReader& in, const Settings& settings, Mode mode, User& user) {
    if (mode == Mode::kPatch && !in.sent("aliasEmails")) return;
    auto aliases = in.texts("aliasEmails", kMostAliases);
    if (!aliases.empty() && settings.plan != "advanced") {
        in.complain("aliasEmails", "empty: aliases are of the Advanced plan");
    }
    for (const auto& each : aliases) {
        if (!isMemberMail(each, settings)) in.complain("aliasEmails", "addresses of the tenant");
    }
    if (mode == Mode::kPatch && settings.patchArrays == "merged") {
        aliases = mergeTexts(user.aliasEmails, aliases);
        if (aliases.size() > kMostAliases) in.complain("aliasEmails", "10 at most");
    }
    user.aliasEmails = std::move(aliases);
}

/// `employmentTypeId` is the retiring twin of `userTypeId`.
void readUserType(BodyReader& in, const Tenant& tenant, Mode mode, User& user) {
    const std::string_view name = in.has("userTypeId") ? "userTypeId" : "employmentTypeId";
    const bool sent = in.sent("userTypeId") || in.sent("employmentTypeId");
    if (mode == Mode::kPatch && !sent) return;
    const auto asSent = in.text(name, [](auto text) { return !text.empty(); });
    user.userTypeId.clear();
    if (asSent.empty()) return;
    if (!tenant.settings.userTypes) return in.complain(name, "absent: user types are not enabled");
    auto reference = referTo(tenant, Kind::kUserType, asSent);
    in.refuse(std::move(reference.refusal));
    user.userTypeId = std::move(reference.id);
}

/// An older build wanted the key again in the primary organization (forum 101469).
void checkNestedKey(BodyReader& in, const Settings& settings, const User& user) {
    if (settings.nestedKey != "400") return;
    for (const auto* item : in.objects("organizations", kMostInt32)) {
        if (textOf(*item, "userExternalKey") == user.externalKey) continue;
        in.refuse(invalidParameter(
            "userExternalKey must be the same as the primary organization's externalKey."));
    }
}

}  // namespace

UserDraft readUser(const Tenant& tenant, const Call& call, const User& base, Mode mode) {
    const auto& settings = tenant.settings;
    UserDraft draft{base, {}};
    BodyReader in(call.body);
    in.onlyKnows(settings, kProperties);
    auto& user = draft.user;
    readDomain(in, settings, mode, user);
    readEmail(in, settings, mode, user);
    readName(in, settings, mode, user);
    readKey(in, settings, mode, user);
    readProfile(in, tenant, mode, user.profile);
    if (mode == Mode::kCreate) readPassword(in, settings, user);
    readAliases(in, settings, mode, user);
    readUserType(in, tenant, mode, user);
    readOrganizations(in, tenant, mode, user);
    checkNestedKey(in, settings, user);
    draft.refusal = in.refusal();
    return draft;
}

json::array mergeItems(const json::array& old, const json::array& changes, std::string_view key) {
    auto merged = old;
    for (const auto& change : changes) {
        const auto same = [&](const json::value& item) {
            return item.is_object() && change.is_object() &&
                   textOf(item.get_object(), key) == textOf(change.get_object(), key);
        };
        const auto found = std::find_if(merged.begin(), merged.end(), same);
        if (found == merged.end()) {
            merged.push_back(change);
        } else {
            *found = change;
        }
    }
    return merged;
}

std::vector<std::string> mergeTexts(std::vector<std::string> old,
                                    const std::vector<std::string>& changes) {
    for (const auto& each : changes) {
        if (std::find(old.begin(), old.end(), each) == old.end()) old.push_back(each);
    }
    return old;
}

}  // namespace sandbox::lineworks
