// The properties of a user that stand alone: docs page user-create.
#include <algorithm>
#include <array>
#include <map>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/custom_properties.h"
#include "lineworks/find.h"
#include "lineworks/text_rules.h"
#include "lineworks/user_fields.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

using Text = std::string_view;

template <std::size_t kMost>
bool isUpTo(Text text) {
    return isShort(text, kMost);
}

bool isNickName(Text text) { return isShort(text, 100) && isPersonName(text); }
bool isCalendar(Text text) { return text == "SOLAR" || text == "LUNAR"; }
bool isInstant(Text text) { return parseInstant(text).has_value(); }
bool isEmployeeNumber(Text text) { return !text.empty() && isShort(text, 20); }

struct TextField {
    Text name;
    bool (*isRight)(Text);
    Text fallback;  ///< "": null
};

/// The defaults of locale and timeZone are those of a Japanese domain (ours).
constexpr TextField kTexts[] = {
    {"nickName", &isNickName, ""},
    {"privateEmail", &isAnyMail, ""},
    {"telephone", &isPhone, ""},
    {"cellPhone", &isPhone, ""},
    {"location", &isUpTo<100>, ""},
    {"task", &isUpTo<100>, ""},
    {"birthdayCalendarType", &isCalendar, ""},
    {"birthday", &isDate, ""},
    {"locale", &isLanguage, "ja_JP"},
    {"hiredDate", &isDate, ""},
    {"timeZone", &isTimeZone, "Asia/Tokyo"},
    {"activationDate", &isInstant, ""},
    {"employeeNumber", &isEmployeeNumber, ""},
};

json::value fallbackOf(const TextField& field) {
    return field.fallback.empty() ? json::value(nullptr) : json::value(field.fallback);
}

/// Checks the items of a list and gives them as they are to be kept.
using ReadItem = json::object (*)(BodyReader& item, const json::object& sent, const Tenant& tenant);

json::object readI18nName(BodyReader& item, const json::object& sent, const Tenant&) {
    item.require("language");
    item.text("language", isLanguage);
    for (const Text name : {"firstName", "lastName"}) item.text(name, isUpTo<100>);
    return {{"language", textOf(sent, "language")},
            {"firstName", textOf(sent, "firstName")},
            {"lastName", textOf(sent, "lastName")}};
}

json::object readCustomField(BodyReader& item, const json::object& sent, const Tenant&) {
    item.require("customFieldId");
    item.text("customFieldId", [](Text text) { return !text.empty(); });
    item.text("value", isUpTo<100>);
    item.text("link", isUpTo<300>);
    json::object kept{{"customFieldId", textOf(sent, "customFieldId")}};
    for (const Text name : {"value", "link"}) {
        kept[name] = item.has(name) ? json::value(textOf(sent, name)) : json::value(nullptr);
    }
    return kept;
}

json::object readRelation(BodyReader& item, const json::object& sent, const Tenant& tenant) {
    item.require("relationUserId");
    item.text("relationName", isUpTo<50>);
    auto other = referTo(tenant, Kind::kUser, textOf(sent, "relationUserId"));
    item.refuse(std::move(other.refusal));
    return {{"relationUserId", other.id}, {"relationName", textOf(sent, "relationName")}};
}

struct ListField {
    Text name;
    std::size_t most;
    Text key;  ///< by which merged lists know their items
    ReadItem read;
    std::array<Text, 3> parts;  ///< properties of an item
};

constexpr ListField kLists[] = {
    {"i18nNames", 5, "language", &readI18nName, {"language", "firstName", "lastName"}},
    {"customFields", 50, "customFieldId", &readCustomField, {"customFieldId", "value", "link"}},
    {"relations",
     10,
     "relationUserId",
     &readRelation,
     {"relationUserId", "relationName", "externalKey"}},
};

/// Of one custom field a member has ten values at most.
void checkRepeats(BodyReader& in, const json::array& fields) {
    std::map<std::string, int, std::less<>> counts;
    for (const auto& each : fields) {
        if (++counts[std::string(textOf(each.get_object(), "customFieldId"))] > 10) {
            in.complain("customFields", "10 at most of one customFieldId");
        }
    }
}

void readList(BodyReader& in, const Tenant& tenant, Mode mode, const ListField& field,
              json::object& profile) {
    if (mode == Mode::kPatch && !in.sent(field.name)) return;
    json::array kept;
    for (const auto* sent : in.objects(field.name, field.most)) {
        BodyReader item(*sent, std::string(field.name) + "[].");
        item.onlyKnows(tenant.settings, field.parts);
        kept.push_back(field.read(item, *sent, tenant));
        in.refuse(item.refusal());
    }
    if (field.name == "customFields") checkRepeats(in, kept);
    const bool merges = mode == Mode::kPatch && tenant.settings.patchArrays == "merged";
    profile[field.name] =
        merges ? mergeItems(profile.at(field.name).get_array(), kept, field.key) : kept;
}

bool isProtocol(Text text) {
    constexpr std::array<Text, 5> kKnown = {"LINE", "FACEBOOK", "TWITTER", "X", "CUSTOM"};
    return std::find(kKnown.begin(), kKnown.end(), text) != kKnown.end();
}

constexpr Text kMessengerParts[] = {"protocol", "customProtocol", "messengerId"};

/// X is answered as TWITTER until the vendor turns it round.
void readMessenger(BodyReader& in, const Tenant& tenant, Mode mode, json::object& profile) {
    if (mode == Mode::kPatch && !in.sent("messenger")) return;
    profile["messenger"] = nullptr;
    const auto* sent = in.object("messenger");
    if (sent == nullptr) return;
    BodyReader item(*sent, "messenger.");
    item.onlyKnows(tenant.settings, kMessengerParts);
    item.require("protocol");
    item.require("messengerId");
    const auto protocol = item.text("protocol", isProtocol);
    if (protocol == "CUSTOM") item.require("customProtocol");
    const auto custom = item.text("customProtocol", isUpTo<100>);
    const auto id =
        item.text("messengerId", [](Text text) { return !text.empty() && isShort(text, 100); });
    in.refuse(item.refusal());
    profile["messenger"] = json::object{
        {"protocol", protocol == "X" ? "TWITTER" : protocol},
        {"customProtocol", protocol == "CUSTOM" ? json::value(custom) : json::value(nullptr)},
        {"messengerId", id}};
}

void readCustomProperties(BodyReader& in, const Tenant& tenant, Mode mode, json::object& profile) {
    if (mode == Mode::kPatch && !in.sent("customProperties")) return;
    const auto* sent = in.object("customProperties");
    if (sent != nullptr) in.refuse(checkCustomProperties(tenant.directory, *sent));
    auto kept = mode == Mode::kPatch && sent != nullptr
                    ? profile.at("customProperties").get_object()
                    : json::object();
    if (sent != nullptr) {
        for (const auto& [name, value] : *sent) {
            if (value.is_null()) {
                kept.erase(name);
            } else {
                kept[name] = value;
            }
        }
    }
    profile["customProperties"] = std::move(kept);
}

}  // namespace

json::object emptyProfile() {
    json::object profile;
    for (const auto& field : kTexts) profile[field.name] = fallbackOf(field);
    for (const auto& field : kLists) profile[field.name] = json::array();
    profile["searchable"] = true;
    profile["messenger"] = nullptr;
    profile["customProperties"] = json::object();
    return profile;
}

void readProfile(BodyReader& in, const Tenant& tenant, Mode mode, json::object& profile) {
    for (const auto& field : kTexts) {
        if (mode == Mode::kPatch && !in.sent(field.name)) continue;
        profile[field.name] = fallbackOf(field);
        if (in.has(field.name)) profile[field.name] = in.text(field.name, field.isRight);
    }
    for (const auto& field : kLists) readList(in, tenant, mode, field, profile);
    if (mode != Mode::kPatch || in.sent("searchable")) {
        profile["searchable"] = in.flag("searchable", true);
    }
    readMessenger(in, tenant, mode, profile);
    readCustomProperties(in, tenant, mode, profile);
}

}  // namespace sandbox::lineworks
