#include "checks.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include "schema.h"
#include "text_rules.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>
#include <muster/sdk/code_points.h>

namespace muster::lineworks {
namespace {

Error illegal(std::string_view attribute, std::string message, std::string hint) {
    return sdk::refusal(ErrorCode::kInvalidAttributeValue, std::move(message), std::move(hint),
                        std::string(attribute));
}

Result<void> refuseFault(std::string_view attribute, const std::string& text, const Fault& fault,
                         const std::string& hint) {
    return fault ? illegal(attribute, std::string(attribute) + " \"" + text + "\" " + *fault, hint)
                 : Result<void>();
}

/** A rule on each text of an attribute. */
struct TextRule {
    std::string_view attribute;
    Fault (*faultOf)(std::string_view);
    std::string_view hint;
};

constexpr std::string_view kNameHint =
    "letters, digits, blanks and ! @ & ( ) - _ + [ ] { } , . / # ' ` ^ ~ are legal";
constexpr std::string_view kLoginHint =
    "LINE WORKS takes small letters, digits, dots, underscores and hyphens before \"@\"";

constexpr std::array<TextRule, 14> kTextRules = {
    {{"externalKey", &faultOfExternalKey, "% \\ # / ? cannot stand in it"},
     {"lastName", &faultOfName, kNameHint},
     {"firstName", &faultOfName, kNameHint},
     {"nickName", &faultOfName, kNameHint},
     {"phoneticLastName", &faultOfPhonetic, "write it in katakana"},
     {"phoneticFirstName", &faultOfPhonetic, "write it in katakana"},
     {"telephone", &faultOfPhone, "digits and + - * # P T ( ) are legal"},
     {"cellPhone", &faultOfPhone, "digits and + - * # P T ( ) are legal"},
     {"birthday", &faultOfDate, "such as 1990-04-01"},
     {"hiredDate", &faultOfDate, "such as 2026-04-01"},
     {"timeZone", &faultOfTimeZone, "names are those of the IANA time zone database"},
     {"privateEmail", &faultOfPrivateEmail, "give the person's private address"},
     {"aliasEmails", &faultOfLoginId, kLoginHint},
     {"__NAME__", &faultOfLoginId, kLoginHint}}};

constexpr std::array<TextRule, 4> kOrgUnitTextRules = {
    {{"externalKey", &faultOfExternalKey, "% \\ # / ? cannot stand in it"},
     {"__NAME__", &faultOfOrgUnitName,
      "letters, digits, blanks and ! @ & ( ) - _ + [ ] { } , . / are legal"},
     {"email", &faultOfOrgUnitEmail,
      "LINE WORKS takes small letters, digits and . _ - ! # before \"@\""},
     {"aliasEmails", &faultOfOrgUnitEmail,
      "LINE WORKS takes small letters, digits and . _ - ! # before \"@\""}}};

template <std::size_t count>
Result<void> checkTexts(const Attribute& attribute, const std::array<TextRule, count>& rules) {
    for (const TextRule& rule : rules) {
        if (rule.attribute != attribute.name()) {
            continue;
        }
        for (const Value& value : attribute.values()) {
            const auto* text = value.as<std::string>();
            if (text != nullptr) {
                MUSTER_RETURN_IF_ERROR(refuseFault(attribute.name(), *text, rule.faultOf(*text),
                                                   std::string(rule.hint)));
            }
        }
    }
    return {};
}

Result<void> checkCount(const Attribute& attribute, std::size_t most) {
    return attribute.values().size() <= most
               ? Result<void>()
               : illegal(attribute.name(),
                         attribute.name() + " would have " +
                             std::to_string(attribute.values().size()) +
                             " values; LINE WORKS keeps at most " + std::to_string(most),
                         "remove some in the same update");
}

std::string textIn(const ObjectValue& object, std::string_view part) {
    const Attribute* found = object.find(part);
    return found == nullptr || found->single() == nullptr ? std::string()
                                                          : found->single()->toDisplay();
}

bool isTrueIn(const ObjectValue& object, std::string_view part) {
    const Attribute* found = object.find(part);
    const bool* flag =
        found == nullptr || found->single() == nullptr ? nullptr : found->single()->as<bool>();
    return flag != nullptr && *flag;
}

/** Calls `check` with each element that is an object. */
template <typename Check>
Result<void> eachElement(const Attribute& attribute, const Check& check) {
    for (const Value& value : attribute.values()) {
        if (const auto* element = value.as<ObjectValue>()) {
            MUSTER_RETURN_IF_ERROR(check(*element));
        }
    }
    return {};
}

Result<void> checkLoginDomain(const Attribute& attribute, const Settings& settings) {
    for (const Value& value : attribute.values()) {
        const auto* text = value.as<std::string>();
        const bool isKnown =
            text == nullptr || settings.emailDomains.empty() ||
            std::any_of(settings.emailDomains.begin(), settings.emailDomains.end(),
                        [&](const std::string& one) { return equalNames(one, domainOf(*text)); });
        if (!isKnown) {
            return illegal(attribute.name(),
                           attribute.name() + " \"" + *text +
                               "\" is of none of the domains that the setting emailDomains names",
                           "give an address of the tenant, or add the domain to emailDomains");
        }
    }
    return {};
}

Result<void> checkAliases(const Attribute& attribute, const Settings& settings) {
    constexpr std::size_t kMostAliases = 10;
    MUSTER_RETURN_IF_ERROR(checkCount(attribute, kMostAliases));
    return checkLoginDomain(attribute, settings);
}

Result<void> checkMessenger(const Attribute& attribute, const Settings&) {
    return eachElement(attribute, [&](const ObjectValue& messenger) -> Result<void> {
        if (textIn(messenger, "protocol").empty() || textIn(messenger, "messengerId").empty()) {
            return illegal(attribute.name(), "messenger needs protocol and messengerId",
                           R"(write messenger={"protocol":"LINE","messengerId":"taro"})");
        }
        const bool isCustom = textIn(messenger, "protocol") == "CUSTOM";
        if (isCustom && textIn(messenger, "customProtocol").empty()) {
            return illegal(attribute.name(),
                           "messenger has the protocol CUSTOM without customProtocol",
                           "name the messenger in customProtocol");
        }
        return {};
    });
}

Result<void> checkI18nNames(const Attribute& attribute, const Settings&) {
    std::set<std::string> languages;
    return eachElement(attribute, [&](const ObjectValue& names) -> Result<void> {
        const std::string language = textIn(names, "language");
        if (language.empty() || !languages.insert(language).second) {
            return illegal(
                attribute.name(),
                attribute.name() + (language.empty() ? " has an element without language"
                                                     : " has two elements of " + language),
                "give one element for each language");
        }
        for (const char* part : {"lastName", "firstName"}) {
            const std::string text = textIn(names, part);
            MUSTER_RETURN_IF_ERROR(
                refuseFault(attribute.name(), text, faultOfName(text), std::string(kNameHint)));
        }
        return {};
    });
}

/** `primary` of an element counts within its group: the domain of a post, or all organizations. */
Result<void> checkOnePrimary(const Attribute& attribute, bool isByDomain) {
    std::map<std::string, int> primaries;
    return eachElement(attribute, [&](const ObjectValue& element) -> Result<void> {
        const std::string domain = isByDomain ? textIn(element, name::kDomainId) : std::string();
        if (isTrueIn(element, name::kPrimary) && ++primaries[domain] > 1) {
            return illegal(attribute.name(), attribute.name() + " would have two main elements",
                           "say primary of one alone; add the new main one with primary true, and "
                           "it takes the place of the old");
        }
        return {};
    });
}

Result<void> checkPosts(const Attribute& attribute, const Settings&) {
    constexpr int kMostPosts = 30;
    std::map<std::string, int> counts;
    std::set<std::string> orgUnits;
    MUSTER_RETURN_IF_ERROR(eachElement(attribute, [&](const ObjectValue& post) -> Result<void> {
        if (textIn(post, name::kOrgUnitId).empty()) {
            return illegal(attribute.name(), "orgUnits has an element without orgUnitId",
                           R"(write orgUnits+={"orgUnitId":"externalKey:sales"})");
        }
        const std::string domain = textIn(post, name::kDomainId);
        if (!orgUnits.insert(domain + " " + textIn(post, name::kOrgUnitId)).second) {
            return illegal(
                attribute.name(),
                "orgUnits names org unit \"" + textIn(post, name::kOrgUnitId) + "\" twice",
                "say all of one post in one element");
        }
        if (++counts[domain] > kMostPosts) {
            return illegal(attribute.name(),
                           "orgUnits would have more than 30 posts in one domain; LINE WORKS "
                           "keeps at most 30",
                           "remove some in the same update");
        }
        return {};
    }));
    return checkOnePrimary(attribute, true);
}

Result<void> checkOrganizations(const Attribute& attribute, const Settings&) {
    return checkOnePrimary(attribute, false);
}

Result<void> checkCustomFields(const Attribute& attribute, const Settings&) {
    constexpr std::size_t kMostFields = 50;
    constexpr int kMostOfOne = 10;
    MUSTER_RETURN_IF_ERROR(checkCount(attribute, kMostFields));
    std::map<std::string, int> counts;
    return eachElement(attribute, [&](const ObjectValue& field) -> Result<void> {
        const std::string id = textIn(field, "customFieldId");
        if (id.empty() || ++counts[id] > kMostOfOne) {
            return illegal(attribute.name(),
                           id.empty() ? "customFields has an element without customFieldId"
                                      : "customFields has more than 10 values of field " + id,
                           "give each element its field, and at most 10 of one");
        }
        return {};
    });
}

std::size_t countIn(const ObjectValue& object, std::string_view part) {
    const Attribute* found = object.find(part);
    return found == nullptr ? 0 : found->values().size();
}

Result<void> checkCustomProperties(const Attribute& attribute, const Settings&) {
    constexpr std::size_t kMostValues = 10;
    std::set<std::string> names;
    return eachElement(attribute, [&](const ObjectValue& property) -> Result<void> {
        const std::string named = textIn(property, "propertyName");
        if (named.empty() || !names.insert(named).second) {
            return illegal(attribute.name(),
                           named.empty() ? "customProperties has an element without propertyName"
                                         : "customProperties has two elements of " + named,
                           "give one element for each property");
        }
        std::size_t kinds = 0;
        for (const char* part : {"value", "number", "link"}) {
            kinds += countIn(property, part) > 0 ? 1 : 0;
            if (countIn(property, part) > kMostValues) {
                return illegal(attribute.name(),
                               "custom property " + named + " has more than 10 values",
                               "give at most 10");
            }
        }
        const Attribute* links = property.find("link");
        for (const Value& value : links == nullptr ? std::vector<Value>() : links->values()) {
            const auto* link = value.as<ObjectValue>();
            if (link != nullptr && textIn(*link, "link").empty()) {
                return illegal(attribute.name(),
                               "custom property " + named + " has a link without an address",
                               R"(write "link":{"text":"...","link":"https://..."})");
            }
        }
        if (kinds > 1) {
            return illegal(attribute.name(),
                           "custom property " + named + " has values of several kinds",
                           "give one of value, number and link");
        }
        const Attribute* numbers = property.find("number");
        for (const Value& value : numbers == nullptr ? std::vector<Value>() : numbers->values()) {
            const auto* number = value.as<std::int64_t>();
            if (number == nullptr || *number < 0) {
                return illegal(attribute.name(),
                               "custom property " + named + " has a number below 0",
                               "give 0 or more");
            }
        }
        return {};
    });
}

Result<void> checkRelations(const Attribute& attribute, const Settings&) {
    constexpr std::size_t kMostRelations = 10;
    MUSTER_RETURN_IF_ERROR(checkCount(attribute, kMostRelations));
    return eachElement(attribute, [&](const ObjectValue& relation) -> Result<void> {
        return !textIn(relation, "relationUserId").empty()
                   ? Result<void>()
                   : illegal(attribute.name(), "relations has an element without relationUserId",
                             "say who: id, login id or externalKey:KEY");
    });
}

struct AttributeRule {
    std::string_view attribute;
    Result<void> (*check)(const Attribute&, const Settings&);
};

constexpr std::array<AttributeRule, 9> kAttributeRules = {
    {{"__NAME__", &checkLoginDomain},
     {"aliasEmails", &checkAliases},
     {"messenger", &checkMessenger},
     {"i18nNames", &checkI18nNames},
     {"orgUnits", &checkPosts},
     {"organizations", &checkOrganizations},
     {"customFields", &checkCustomFields},
     {"customProperties", &checkCustomProperties},
     {"relations", &checkRelations}}};

Result<void> checkDisplayOrder(const Attribute& attribute) {
    const auto* order =
        attribute.single() == nullptr ? nullptr : attribute.single()->as<std::int64_t>();
    if (order == nullptr || (*order >= 1 && *order <= std::numeric_limits<std::int32_t>::max())) {
        return {};
    }
    return illegal(attribute.name(),
                   "displayOrder is " + std::to_string(*order) + "; LINE WORKS counts from 1",
                   "1 is the first among its siblings");
}

}  // namespace

Result<void> checkAttribute(const Attribute& attribute, const Settings& settings) {
    MUSTER_RETURN_IF_ERROR(checkTexts(attribute, kTextRules));
    for (const AttributeRule& rule : kAttributeRules) {
        if (rule.attribute == attribute.name()) {
            MUSTER_RETURN_IF_ERROR(rule.check(attribute, settings));
        }
    }
    return {};
}

Result<void> checkOrgUnitAttribute(const Attribute& attribute) {
    constexpr std::size_t kMostAliases = 20;
    MUSTER_RETURN_IF_ERROR(checkTexts(attribute, kOrgUnitTextRules));
    if (attribute.name() == name::kDisplayOrder) {
        return checkDisplayOrder(attribute);
    }
    if (attribute.name() == name::kAliasEmails) {
        return checkCount(attribute, kMostAliases);
    }
    return attribute.name() == "i18nNames" ? checkOrgUnitNames(attribute) : Result<void>();
}

Result<void> checkGroupAttributes(const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) {
        if (attribute.name() == name::kExternalKey) {
            MUSTER_RETURN_IF_ERROR(checkTexts(attribute, kTextRules));
        }
    }
    return {};
}

Result<void> checkNames(const std::string& lastName, const std::string& firstName) {
    constexpr std::size_t kMostTogether = 80;
    const std::size_t together =
        sdk::codePoints(lastName).size() + sdk::codePoints(firstName).size();
    const auto isBlank = [](const std::string& text) {
        const std::u32string points = sdk::codePoints(text);
        return std::all_of(points.begin(), points.end(),
                           [](char32_t c) { return c == ' ' || c == 0x3000; });
    };
    if (isBlank(lastName) && isBlank(firstName)) {
        return illegal(name::kLastName, "lastName and firstName are both empty",
                       "LINE WORKS needs one of them");
    }
    if (together > kMostTogether) {
        return illegal(name::kLastName,
                       "lastName and firstName have " + std::to_string(together) +
                           " characters together; LINE WORKS takes at most 80",
                       "shorten one of them");
    }
    return {};
}

Result<void> checkCanSuspend(const User& user) {
    return !user.isPending()
               ? Result<void>()
               : sdk::refusal(ErrorCode::kInvalidState,
                              "member \"" + user.email +
                                  "\" has not signed in yet (pending), and LINE WORKS suspends "
                                  "only members in use; nothing was sent",
                              "wait for the first sign-in, or delete the member");
}

Result<void> checkCanDelete(const User& user) {
    return !user.isAdministrator
               ? Result<void>()
               : sdk::refusal(ErrorCode::kInvalidState,
                              "member \"" + user.email +
                                  "\" is an administrator, and LINE WORKS deletes no "
                                  "administrators; nothing was sent",
                              "take the administrator role away in the admin page first; no API "
                              "can");
}

Result<void> checkPlanWrites(const Settings& settings) {
    return !settings.isFree()
               ? Result<void>()
               : sdk::refusal(ErrorCode::kPermissionDenied,
                              "the target's plan is Free, whose scopes read only; nothing was sent",
                              "take a paid plan of LINE WORKS, and set the target's plan");
}

}  // namespace muster::lineworks
