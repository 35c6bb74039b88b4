#include "zoom/seed.h"

#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "common/seed_parts.h"
#include "zoom/account_rules.h"
#include "zoom/user_fields.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

using Problem = std::optional<std::string>;

constexpr int kMostGenerated = 1'000'000;

/// Fields of a seeded user beside the profile fields.
constexpr std::string_view kUserFields[] = {
    "id",        "email",  "first_name",  "last_name", "display_name",
    "type",      "status", "login_types", "role_id",   "password",
    "zoom_room", "lapsed", "vanity_name", "group_ids", "pmi"};

bool isUserField(std::string_view name) {
    const auto& profile = profileFields();
    return std::find(std::begin(kUserFields), std::end(kUserFields), name) !=
               std::end(kUserFields) ||
           std::any_of(profile.begin(), profile.end(),
                       [&](const ProfileField& field) { return field.name == name; });
}

/// What a seed would add, collected before anything is touched.
struct Plan {
    Settings settings;
    std::vector<std::pair<std::string, OutsidePlan>> outside;
    std::vector<Named> groups;
    std::vector<Named> roles;
    std::vector<User> users;
    std::set<std::string> mails;  ///< of `users`, in lower case
    std::set<std::string> ids;
};

Problem checkUserItem(const Account& account, const json::object& item) {
    for (const auto& [name, value] : item) {
        if (!isUserField(name)) return "\"" + std::string(name) + "\" is no field of a user";
    }
    if (!isMailAddress(textOf(item, "email"))) return "\"email\" must be a mail address";
    const auto bad = badUserFields(item, "", account.settings);
    if (!bad.empty()) return "\"" + bad.front() + "\" is of the wrong type or out of range";
    const auto* status = item.if_contains("status");
    if (status != nullptr && !parseStatus(textOf(item, "status"))) {
        return std::string("\"status\" must be active, inactive or pending");
    }
    if (textOf(item, "role_id") == role::kOwner) {
        return std::string("\"role_id\" 0 belongs to the owner, whom --owner-email names");
    }
    return {};
}

/// Reads `name` as an array of numbers or texts; false when it is something else.
template <typename Item>
bool readArray(const json::object& item, std::string_view name, std::vector<Item>& field) {
    const auto* value = item.if_contains(name);
    if (value == nullptr) return true;
    const auto read = json::try_value_to<std::vector<Item>>(*value);
    if (read) field = *read;
    return read.has_value();
}

Problem readUser(Account& account, const json::object& item, User& user) {
    if (auto problem = checkUserItem(account, item)) return problem;
    user.email = textOf(item, "email");
    user.id = textOf(item, "id");
    if (user.id.empty()) user.id = account.ids.base64Url(22);
    mergeNames(user, item);
    if (user.displayName.empty()) {
        user.displayName = builtDisplayName(user.firstName, user.lastName);
    }
    mergeProfile(user, item);
    if (const auto* value = item.if_contains("type")) {
        user.type = static_cast<int>(value->get_int64());
    }
    user.status = parseStatus(textOf(item, "status")).value_or(Status::kActive);
    if (!user.isPending()) user.loginTypes = {login::kWorkEmail};
    if (!readArray(item, "login_types", user.loginTypes)) {
        return std::string("\"login_types\" must be an array of numbers");
    }
    if (!readArray(item, "group_ids", user.groupIds)) {
        return std::string("\"group_ids\" must be an array of texts");
    }
    if (const auto id = textOf(item, "role_id"); !id.empty()) user.roleId = id;
    if (const auto text = textOf(item, "password"); !text.empty())
        user.passwords.emplace_back(text);
    user.zoomRoom = flagOf(item, "zoom_room");
    user.lapsed = flagOf(item, "lapsed");
    user.vanityName = textOf(item, "vanity_name");
    const auto* pmi = item.if_contains("pmi");
    user.pmi = pmi != nullptr ? pmi->get_int64() : account.ids.tenDigits();
    user.createdAtMs = account.clock.nowMs();
    return {};
}

/// True when the account or the seed has a group or role of that id or that name.
bool isTaken(const NamedStore& store, const std::vector<Named>& planned, const Named& item) {
    return store.find(item.id) != nullptr || store.findByName(item.name) != nullptr ||
           std::any_of(planned.begin(), planned.end(), [&](const Named& each) {
               return each.id == item.id || equalsIgnoringCase(each.name, item.name);
           });
}

Problem planNamed(Account& account, const json::object& item, const NamedStore& store,
                  std::vector<Named>& planned) {
    for (const auto& [name, value] : item) {
        if (name != "id" && name != "name") return "\"" + std::string(name) + "\" is no field here";
    }
    Named read{.id = std::string(textOf(item, "id")), .name = std::string(textOf(item, "name"))};
    if (read.name.empty()) return std::string("\"name\" must be a text");
    if (read.id.empty()) read.id = account.ids.base64Url(22);
    if (isTaken(store, planned, read)) {
        return "the id \"" + read.id + "\" or the name \"" + read.name + "\" is in use already";
    }
    planned.push_back(std::move(read));
    return {};
}

Problem planGroup(Account& account, const json::object& item, Plan& plan) {
    return planNamed(account, item, account.groups, plan.groups);
}

Problem planRole(Account& account, const json::object& item, Plan& plan) {
    return planNamed(account, item, account.roles, plan.roles);
}

bool knows(const NamedStore& store, const std::vector<Named>& planned, std::string_view id) {
    return store.find(id) != nullptr ||
           std::any_of(planned.begin(), planned.end(), [&](auto& each) { return each.id == id; });
}

/// Groups must be there; a role that is not is made, and called by its id.
Problem planMemberships(const Account& account, const User& user, Plan& plan) {
    for (const auto& id : user.groupIds) {
        if (!knows(account.groups, plan.groups, id)) {
            return "there is no group \"" + id + "\"; name it under \"groups\"";
        }
    }
    if (!knows(account.roles, plan.roles, user.roleId)) {
        plan.roles.push_back({.id = user.roleId, .name = user.roleId});
    }
    return {};
}

Problem planUser(Account& account, const json::object& item, Plan& plan) {
    User user;
    if (auto problem = readUser(account, item, user)) return problem;
    if (auto problem = planMemberships(account, user, plan)) return problem;
    if (account.users.findByMail(user.email) != nullptr ||
        !plan.mails.insert(lowered(user.email)).second) {
        return "the address \"" + user.email + "\" is in the account already";
    }
    if (account.users.find(user.id) != nullptr || !plan.ids.insert(user.id).second) {
        return "the id \"" + user.id + "\" is in use already";
    }
    plan.users.push_back(std::move(user));
    return {};
}

Problem planOutside(Account&, const json::object& item, Plan& plan) {
    const auto mail = textOf(item, "email");
    const auto kind = textOf(item, "plan");
    if (!isMailAddress(mail)) return std::string("\"email\" must be a mail address");
    if (kind != "free" && kind != "paid") return std::string("\"plan\" must be free or paid");
    plan.outside.emplace_back(lowered(mail),
                              kind == "free" ? OutsidePlan::kFree : OutsidePlan::kPaid);
    return {};
}

Problem planGenerated(Account& account, const json::value& value, Plan& plan) {
    const auto* item = value.if_object();
    const auto* count = item == nullptr ? nullptr : item->if_contains("count");
    if (count == nullptr || !count->is_int64() || count->get_int64() < 1 ||
        count->get_int64() > kMostGenerated) {
        return "\"generate\" needs a \"count\" from 1 to " + std::to_string(kMostGenerated);
    }
    const auto given = [&](std::string_view name, std::string_view fallback) {
        const auto text = textOf(*item, name);
        return std::string(text.empty() ? fallback : text);
    };
    const auto prefix = given("prefix", "user");
    const auto domain = given("domain", "example.com");
    for (std::int64_t at = 1; at <= count->get_int64(); ++at) {
        const auto number = std::to_string(at);
        const json::object user{{"email", prefix + number + "@" + domain},
                                {"first_name", prefix},
                                {"last_name", number}};
        if (auto problem = planUser(account, user, plan)) return "generate: " + *problem;
    }
    return {};
}

/// The parts in the order in which they are planned: users name groups and roles.
constexpr std::string_view kParts[] = {"settings", "groups", "roles",
                                       "outside",  "users",  "generate"};

Problem planPart(Account& account, std::string_view name, const json::value& value, Plan& plan) {
    const auto each = [&](auto planItem) {
        return forEachObject(
            name, value, [&](const json::object& item) { return planItem(account, item, plan); });
    };
    if (name == "groups") return each(planGroup);
    if (name == "roles") return each(planRole);
    if (name == "settings") return applySwitches(plan.settings, switches(), value);
    if (name == "outside") return each(planOutside);
    if (name == "users") return each(planUser);
    return planGenerated(account, value, plan);
}

Problem planAll(Account& account, const json::object& parts, Plan& plan) {
    if (auto problem = checkParts(parts, kParts)) return problem;
    for (const auto name : kParts) {
        const auto* value = parts.if_contains(name);
        if (value == nullptr) continue;
        if (auto problem = planPart(account, name, *value, plan)) return problem;
    }
    return {};
}

}  // namespace

Problem applySeed(Account& account, const json::value& seed) {
    const auto* parts = seed.if_object();
    if (parts == nullptr) return std::string("a seed must be a JSON object");
    Plan plan;
    plan.settings = account.settings;
    const auto idsBefore = account.ids;
    if (auto problem = planAll(account, *parts, plan)) {
        account.ids = idsBefore;
        return problem;
    }
    account.settings = plan.settings;
    for (auto& [mail, kind] : plan.outside) account.outside[mail] = kind;
    for (auto& group : plan.groups) account.groups.add(std::move(group));
    for (auto& role : plan.roles) account.roles.add(std::move(role));
    for (auto& user : plan.users) account.users.add(std::move(user));
    account.gate.wake();
    return {};
}

}  // namespace sandbox::zoom
