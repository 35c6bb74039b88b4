// The body of an org unit: docs pages orgunit-create, orgunit-update-put, orgunit-update-patch.
#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/body_reader.h"
#include "lineworks/domains.h"
#include "lineworks/duplicates.h"
#include "lineworks/find.h"
#include "lineworks/names_in_use.h"
#include "lineworks/org_units.h"
#include "lineworks/text_rules.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

using Text = std::string_view;

constexpr std::int64_t kMostInt32 = 2'147'483'647;
constexpr std::size_t kMostAliases = 20;

constexpr Text kFeatures[] = {
    "canReceiveExternalMail", "useMessage", "useNote", "useCalendar", "useTask", "useFolder",
    "useServiceNotification"};
/// These live in the message room.
constexpr Text kRoomFeatures[] = {"useNote", "useCalendar", "useTask", "useFolder"};
constexpr Text kMailUsers[] = {"membersAllowedToUseOrgUnitEmailAsRecipient",
                               "membersAllowedToUseOrgUnitEmailAsSender"};

constexpr Text kProperties[] = {"domainId",
                                "orgUnitId",
                                "orgUnitExternalKey",
                                "orgUnitName",
                                "i18nNames",
                                "email",
                                "description",
                                "visible",
                                "parentOrgUnitId",
                                "parentExternalKey",
                                "displayOrder",
                                "displayLevel",
                                "aliasEmails",
                                "canReceiveExternalMail",
                                "useMessage",
                                "useNote",
                                "useCalendar",
                                "useTask",
                                "useFolder",
                                "useServiceNotification",
                                "membersAllowedToUseOrgUnitEmailAsRecipient",
                                "membersAllowedToUseOrgUnitEmailAsSender"};

constexpr Text kI18nParts[] = {"language", "name"};
constexpr Text kUserParts[] = {"userId"};

void readDomain(BodyReader& in, const Settings& settings, Mode mode, OrgUnit& unit) {
    if (mode != Mode::kPatch && !in.has("domainId")) {
        return in.refuse(apiError(400, settings.missingDomain, "domainId is required."));
    }
    const auto id = in.number("domainId", unit.domainId, 1, kMostInt32);
    if (!in.good()) return;
    if (!isOurDomain(settings, id)) return in.refuse(foreignDomain(settings, std::to_string(id)));
    if (mode == Mode::kCreate) {
        unit.domainId = id;
    } else if (id != unit.domainId) {
        in.complain("domainId", "the org unit's domain");
    }
}

/// On PUT the name carries no mark in the docs: left out, it stays.
void readName(BodyReader& in, Mode mode, OrgUnit& unit) {
    if (mode == Mode::kCreate || in.sent("orgUnitName")) in.require("orgUnitName");
    if (!in.has("orgUnitName")) return;
    unit.name = in.text("orgUnitName", [](Text text) {
        return !text.empty() && isShort(text, 100) && isUnitName(text);
    });
}

void readMails(BodyReader& in, const Settings& settings, Mode mode, OrgUnit& unit) {
    if (mode == Mode::kReplace || in.sent("email")) in.require("email");
    const auto isMail = [&](Text text) { return isUnitMail(text, settings); };
    if (in.has("email")) unit.email = in.text("email", isMail);
    if (mode == Mode::kPatch && !in.sent("aliasEmails")) return;
    auto aliases = in.texts("aliasEmails", kMostAliases);
    for (const auto& each : aliases) {
        if (!isMail(each) || settings.plan != "advanced") {
            in.complain("aliasEmails", "addresses of the tenant, on the Advanced plan");
        }
    }
    if (mode == Mode::kPatch && settings.patchArrays == "merged") {
        aliases = mergeTexts(unit.aliasEmails, aliases);
        if (aliases.size() > kMostAliases) in.complain("aliasEmails", "20 at most");
    }
    unit.aliasEmails = std::move(aliases);
}

void readKey(BodyReader& in, const Settings& settings, Mode mode, OrgUnit& unit) {
    const bool keeps = mode == Mode::kPatch || (mode == Mode::kReplace && !settings.putWipesKey);
    if (keeps && !in.sent("orgUnitExternalKey")) return;
    unit.externalKey = in.text("orgUnitExternalKey", isExternalKey);
}

/// Left out on PUT they are off, and what they held is gone; PATCH keeps them.
void readFeatures(BodyReader& in, Mode mode, json::object& more) {
    for (const auto name : kFeatures) {
        if (mode == Mode::kPatch && !in.sent(name)) continue;
        more[name] = in.flag(name, false);
    }
    if (flagOf(more, "useMessage")) return;
    for (const auto name : kRoomFeatures) {
        if (in.has(name) && flagOf(more, name)) in.complain(name, "false without useMessage");
        more[name] = false;
    }
}

void readNames(BodyReader& in, const Tenant& tenant, Mode mode, json::object& more) {
    if (mode == Mode::kPatch && !in.sent("i18nNames")) return;
    json::array names;
    for (const auto* sent : in.objects("i18nNames", 5)) {
        BodyReader item(*sent, "i18nNames[].");
        item.onlyKnows(tenant.settings, kI18nParts);
        item.require("language");
        item.require("name");
        names.push_back(json::object{
            {"language", item.text("language", isLanguage)},
            {"name", item.text("name", [](Text text) { return isShort(text, 100); })}});
        in.refuse(item.refusal());
    }
    const bool merges = mode == Mode::kPatch && tenant.settings.patchArrays == "merged";
    more["i18nNames"] =
        merges ? mergeItems(more.at("i18nNames").get_array(), names, "language") : names;
}

void readMailUsers(BodyReader& in, const Tenant& tenant, Mode mode, json::object& more) {
    for (const auto name : kMailUsers) {
        if (mode == Mode::kPatch && !in.sent(name)) continue;
        json::array users;
        for (const auto* sent : in.objects(name, 1000)) {
            BodyReader item(*sent, std::string(name) + "[].");
            item.onlyKnows(tenant.settings, kUserParts);
            in.refuse(item.refusal());
            const auto asSent = textOf(*sent, "userId");
            auto user = referTo(tenant, Kind::kUser, asSent);
            in.refuse(std::move(user.refusal));
            users.push_back(json::object{{"userId", user.id}});
        }
        const bool merges = mode == Mode::kPatch && tenant.settings.patchArrays == "merged";
        more[name] = merges ? mergeItems(more.at(name).get_array(), users, "userId") : users;
    }
}

void readDescription(BodyReader& in, Mode mode, json::object& more) {
    if (mode == Mode::kPatch && !in.sent("description")) return;
    more["description"] = nullptr;
    if (!in.has("description")) return;
    more["description"] = in.text("description", [](Text text) { return isShort(text, 160); });
}

}  // namespace

OrgUnitDraft readOrgUnit(const Tenant& tenant, const Call& call, const OrgUnit& base, Mode mode) {
    const auto& settings = tenant.settings;
    OrgUnitDraft draft{base, {}};
    BodyReader in(call.body);
    in.onlyKnows(settings, kProperties);
    auto& unit = draft.unit;
    readDomain(in, settings, mode, unit);
    readName(in, mode, unit);
    readMails(in, settings, mode, unit);
    readKey(in, settings, mode, unit);
    if (mode != Mode::kPatch || in.sent("visible")) unit.visible = in.flag("visible", true);
    readDescription(in, mode, unit.more);
    readNames(in, tenant, mode, unit.more);
    readFeatures(in, mode, unit.more);
    readMailUsers(in, tenant, mode, unit.more);
    draft.refusal = in.refusal();
    return draft;
}

Refusal checkOrgUnitNames(const Tenant& tenant, const Call& call, const OrgUnit& draft,
                          std::string_view self) {
    const auto& settings = tenant.settings;
    for (const auto& mail : mailsOf(draft)) {
        if (!mail.empty() && mailInUse(tenant, mail, self)) {
            return duplicate(settings, call, Kind::kOrgUnit, Duplicate::kEmail, mail);
        }
    }
    if (keyInUse(tenant.directory.orgUnits, draft.externalKey, self)) {
        return duplicate(settings, call, Kind::kOrgUnit, Duplicate::kKey, draft.externalKey);
    }
    return {};
}

}  // namespace sandbox::lineworks
