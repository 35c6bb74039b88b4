#include "lineworks/seed.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "common/seed_parts.h"
#include "lineworks/custom_properties.h"
#include "lineworks/definitions.h"
#include "lineworks/domains.h"
#include "lineworks/find.h"
#include "lineworks/groups.h"
#include "lineworks/names_in_use.h"
#include "lineworks/org_units.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

using Problem = std::optional<std::string>;

constexpr std::int64_t kMostGenerated = 1'000'000;

/// In the order in which they are added: later ones name earlier ones.
constexpr std::string_view kParts[] = {"settings",  "levels",           "positions",
                                       "userTypes", "customProperties", "orgUnits",
                                       "users",     "groups",           "generate"};

/// The sentence of a refusal.
std::string sentenceOf(const Response& response) {
    const auto body = parseJsonObject(response.body);
    return body ? std::string(textOf(*body, "description")) : response.body;
}

/// The POST that an item stands for: the app's domain unless it names another, and the id that it
/// asks for.
Call callFor(const Tenant& tenant, const json::object& item, std::string_view idName) {
    Call call{.operation = {}, .parameters = {}, .body = item};
    if (!call.body.contains("domainId")) call.body["domainId"] = homeDomain(tenant.settings);
    call.newId = textOf(item, idName);
    return call;
}

/// As JSON has numbers that come over the wire: with a sign.
std::int64_t nextOrder(std::size_t there) { return static_cast<std::int64_t>(there) + 1; }

Problem addDefinitionItem(Tenant& tenant, const json::object& item, const DefinitionKind& kind) {
    auto call = callFor(tenant, item, std::string(kind.prefix) + "Id");
    if (!call.body.contains("displayOrder")) {
        call.body["displayOrder"] = nextOrder((tenant.directory.*kind.store).size());
    }
    const auto [made, refusal] = addDefinition(tenant, call, kind);
    if (refusal) return sentenceOf(*refusal);
    return {};
}

Problem addProperty(Tenant& tenant, const json::object& item) {
    const auto [made, refusal] = addCustomProperty(tenant, callFor(tenant, item, "propertyId"));
    if (refusal) return sentenceOf(*refusal);
    return {};
}

Problem addGroupItem(Tenant& tenant, const json::object& item) {
    auto call = callFor(tenant, item, "groupId");
    if (!call.body.contains("members")) call.body["members"] = json::array();
    const auto [made, refusal] = addGroup(tenant, call);
    if (refusal) return sentenceOf(*refusal);
    return {};
}

/// An org unit and, under `children`, those below it.
Problem addTree(Tenant& tenant, const json::object& item, const std::string& parentId) {
    auto call = callFor(tenant, item, "orgUnitId");
    call.body.erase("children");
    if (!parentId.empty()) call.body["parentOrgUnitId"] = parentId;
    const auto* above = findObject(tenant.directory.orgUnits, textOf(call.body, "parentOrgUnitId"));
    if (!call.body.contains("displayOrder")) {
        const auto siblings = childrenOf(tenant.directory, above == nullptr ? "" : above->id,
                                         call.body.at("domainId").to_number<std::int64_t>());
        call.body["displayOrder"] = nextOrder(siblings.size());
    }
    if (above != nullptr && !above->visible) call.body.emplace("visible", false);
    const auto [unit, refusal] = addOrgUnit(tenant, call);
    if (refusal) return sentenceOf(*refusal);
    const auto* children = item.if_contains("children");
    if (children == nullptr) return {};
    return forEachObject("children", *children, [&, id = unit->id](const json::object& child) {
        return addTree(tenant, child, id);
    });
}

/// What an administrator or time has done to a user: `"state":{"role","pending","suspended",
/// "deleted"}`.
Problem applyState(User& user, const json::object& state, std::int64_t nowMs) {
    for (const auto& [name, value] : state) {
        const bool isFlag = name == "pending" || name == "suspended" || name == "deleted";
        if (isFlag ? !value.is_bool() : name != "role") {
            return "\"state\" takes pending, suspended and deleted, true or false, and role";
        }
    }
    const auto role = textOf(state, "role");
    if (state.contains("role") && role != "member" && role != "administrator") {
        return std::string("\"role\" must be member or administrator; --admin-email names the ") +
               "super admin";
    }
    user.role = role == "administrator" ? Role::kAdministrator : Role::kMember;
    user.pending = flagOf(state, "pending");
    if (flagOf(state, "suspended")) user.suspendedReason = "MASTER";
    if (!flagOf(state, "deleted")) return {};
    user.deletedAtMs = nowMs;
    user.beforeDelete = user.organizations;
    for (auto& each : user.organizations) each.orgUnits.clear();
    return {};
}

Problem addUserItem(Tenant& tenant, const json::object& item) {
    auto call = callFor(tenant, item, "userId");
    call.body.erase("state");
    const auto [user, refusal] = addUser(tenant, call);
    if (refusal) return sentenceOf(*refusal);
    const auto* value = item.if_contains("state");
    if (value == nullptr) return {};
    const auto* state = value->if_object();
    if (state == nullptr) return std::string("\"state\" must be an object");
    Problem problem;
    tenant.directory.users.change(
        *user, [&](User& held) { problem = applyState(held, *state, tenant.clock.nowMs()); });
    if (user->deleted()) reserveNames(tenant, *user, tenant.settings.reuseDays);
    return problem;
}

json::object numberedUser(const std::string& prefix, const std::string& number,
                          const std::string& mailDomain) {
    return {{"email", prefix + number + "@" + mailDomain},
            {"userExternalKey", prefix + "-" + number},
            {"userName", json::object{{"lastName", prefix}, {"firstName", number}}}};
}

Problem generate(Tenant& tenant, const json::value& value) {
    const auto* item = value.if_object();
    const auto* count = item == nullptr ? nullptr : item->if_contains("count");
    if (count == nullptr || !count->is_int64() || count->get_int64() < 1 ||
        count->get_int64() > kMostGenerated) {
        return "\"generate\" needs a \"count\" from 1 to " + std::to_string(kMostGenerated);
    }
    const auto asked = textOf(*item, "prefix");
    const auto prefix = std::string(asked.empty() ? "user" : asked);
    const auto domains = domainsOf(tenant.settings);
    const auto mailDomain = domains.empty() ? std::string() : domains.front().mailDomain;
    for (std::int64_t at = 1; at <= count->get_int64(); ++at) {
        const auto user = numberedUser(prefix, std::to_string(at), mailDomain);
        if (auto problem = addUserItem(tenant, user)) return "generate: " + *problem;
    }
    return {};
}

Problem addPart(Tenant& tenant, std::string_view name, const json::value& value) {
    const auto each = [&](auto addItem) {
        return forEachObject(name, value,
                             [&](const json::object& item) { return addItem(tenant, item); });
    };
    const auto definitions = [&](const DefinitionKind& kind) {
        return each([&](Tenant& into, const json::object& item) {
            return addDefinitionItem(into, item, kind);
        });
    };
    if (name == "levels") return definitions(kLevelKind);
    if (name == "positions") return definitions(kPositionKind);
    if (name == "userTypes") return definitions(kUserTypeKind);
    if (name == "customProperties") return each(addProperty);
    if (name == "orgUnits") {
        return each([](Tenant& into, const json::object& item) { return addTree(into, item, {}); });
    }
    if (name == "users") return each(addUserItem);
    if (name == "groups") return each(addGroupItem);
    return generate(tenant, value);
}

/// What is there already keeps to fewer rules than what comes through the API, and a wrong name is
/// always a mistake.
Settings whileSeeding(Settings settings) {
    settings.sso = true;
    settings.keyUnderSso = false;
    settings.unknownProperty = "400";
    settings.unknownReference = "404";
    settings.levels = settings.positions = settings.userTypes = true;
    return settings;
}

Problem addAll(Tenant& tenant, const json::object& parts) {
    for (const auto name : kParts) {
        const auto* value = parts.if_contains(name);
        if (value == nullptr || name == "settings") continue;
        if (auto problem = addPart(tenant, name, *value)) return problem;
    }
    return {};
}

}  // namespace

Problem applySeed(Tenant& tenant, const json::value& seed) {
    const auto* parts = seed.if_object();
    if (parts == nullptr) return std::string("a seed must be a JSON object");
    if (auto problem = checkParts(*parts, kParts)) return problem;
    auto settings = tenant.settings;
    if (const auto* values = parts->if_contains("settings")) {
        if (auto problem = applySwitches(settings, switches(), *values)) return problem;
    }
    const auto settingsBefore = tenant.settings;
    auto directoryBefore = tenant.directory;
    tenant.settings = whileSeeding(settings);
    auto problem = addAll(tenant, *parts);
    if (problem) tenant.directory = std::move(directoryBefore);
    tenant.settings = problem ? settingsBefore : settings;
    tenant.gate.wake();
    return problem;
}

}  // namespace sandbox::lineworks
