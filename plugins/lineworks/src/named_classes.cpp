#include <algorithm>
#include <array>

#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/named_json.h>

namespace muster::lineworks {
namespace {

constexpr std::string_view kPlace = "LINE WORKS";

Error explainedOrgUnit(Error error) { return explained(std::move(error), orgUnitClass()); }
Error explainedGroup(Error error) { return explained(std::move(error), groupClass()); }
Error explainedOther(Error error) { return explained(std::move(error), levelClass()); }

/** The class with what all of LINE WORKS' have in common: External Keys address, pages hold 100. */
sdk::NamedClass named(const ObjectClassInfo& info, std::string_view getKey,
                      std::string_view searchKey, std::string_view noun) {
    return {.info = info,
            .getKey = getKey,
            .searchKey = searchKey,
            .noun = noun,
            .place = kPlace,
            .parse = &sdk::parseNamed,
            .explained = &explainedOther,
            .keyAttribute = name::kExternalKey,
            .keyPrefix = kKeyPrefix,
            .isWordOfThePath = &isWordOfThePath};
}

/** Members who receive and send come as `[{"userId":"..."}]`. */
void addMailUsers(const boost::json::object& json, std::string_view member, std::string_view name,
                  ConnectorObject& object) {
    const boost::json::value* list = sdk::memberOf(json, member);
    if (list == nullptr || !list->is_array()) {
        return;
    }
    std::vector<Value> users;
    for (const boost::json::value& item : list->get_array()) {
        if (item.is_object()) {
            users.emplace_back(Reference{sdk::jsonText(item.get_object(), "userId")});
        }
    }
    object.attributes.push_back(Attribute::list(std::string(name), std::move(users)));
}

Result<ConnectorObject> parseOrgUnit(const sdk::NamedClass& named, std::string_view text) {
    MUSTER_ASSIGN_OR_RETURN(ConnectorObject object, sdk::parseNamed(named, text));
    if (const auto json = sdk::parseJsonObject(text)) {
        addMailUsers(*json, "membersAllowedToUseOrgUnitEmailAsRecipient", name::kEmailRecipients,
                     object);
        addMailUsers(*json, "membersAllowedToUseOrgUnitEmailAsSender", name::kEmailSenders, object);
    }
    return object;
}

/** Members and administrators are read by their own lists: what a group shows of them may be
 * shortened. */
Result<ConnectorObject> parseGroup(const sdk::NamedClass& named, std::string_view text) {
    MUSTER_ASSIGN_OR_RETURN(ConnectorObject object, sdk::parseNamed(named, text));
    std::erase_if(object.attributes, [](const Attribute& attribute) {
        return attribute.name() == name::kMembers || attribute.name() == name::kAdministrators;
    });
    return object;
}

}  // namespace

bool isWordOfThePath(std::string_view text) {
    static constexpr std::array<std::string_view, 7> kWords = {
        "me",     "external-keys", "send-invitation-email", "link-to-line", "link-to-works",
        "enable", "disable"};
    return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

const sdk::NamedClass& orgUnits() {
    static const sdk::NamedClass kOrgUnits = [] {
        sdk::NamedClass all =
            named(orgUnitClass(), key::kGetOrgUnit, key::kSearchOrgUnits, "org unit");
        all.uidMember = "orgUnitId";
        all.nameMember = "orgUnitName";
        all.parse = &parseOrgUnit;
        all.explained = &explainedOrgUnit;
        return all;
    }();
    return kOrgUnits;
}

const sdk::NamedClass& groups() {
    static const sdk::NamedClass kGroups = [] {
        sdk::NamedClass all = named(groupClass(), key::kGetGroup, key::kSearchGroups, "group");
        all.uidMember = "groupId";
        all.nameMember = "groupName";
        all.parse = &parseGroup;
        all.explained = &explainedGroup;
        return all;
    }();
    return kGroups;
}

const sdk::NamedClass& levels() {
    static const sdk::NamedClass kLevels = [] {
        sdk::NamedClass all = named(levelClass(), key::kGetLevel, key::kSearchLevels, "level");
        all.uidMember = "levelId";
        all.nameMember = "levelName";
        return all;
    }();
    return kLevels;
}

const sdk::NamedClass& positions() {
    static const sdk::NamedClass kPositions = [] {
        sdk::NamedClass all =
            named(positionClass(), key::kGetPosition, key::kSearchPositions, "position");
        all.uidMember = "positionId";
        all.nameMember = "positionName";
        return all;
    }();
    return kPositions;
}

const sdk::NamedClass& userTypes() {
    static const sdk::NamedClass kUserTypes = [] {
        sdk::NamedClass all =
            named(userTypeClass(), key::kGetUserType, key::kSearchUserTypes, "user type");
        all.uidMember = "userTypeId";
        all.nameMember = "userTypeName";
        return all;
    }();
    return kUserTypes;
}

}  // namespace muster::lineworks
