#include "zoom/seed.h"

#include <algorithm>
#include <set>

#include <boost/json.hpp>

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
    std::vector<User> users;
    std::set<std::string> mails;  ///< of `users`, in lower case
    std::set<std::string> ids;
};

bool readFlag(const json::object& item, std::string_view name) {
    const auto* value = item.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

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
    user.zoomRoom = readFlag(item, "zoom_room");
    user.lapsed = readFlag(item, "lapsed");
    user.vanityName = textOf(item, "vanity_name");
    const auto* pmi = item.if_contains("pmi");
    user.pmi = pmi != nullptr ? pmi->get_int64() : account.ids.tenDigits();
    user.createdAtMs = account.clock.nowMs();
    return {};
}

Problem planUser(Account& account, const json::object& item, Plan& plan) {
    User user;
    if (auto problem = readUser(account, item, user)) return problem;
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

template <typename PlanItem>
Problem planArray(Account& account, std::string_view name, const json::value& value, Plan& plan,
                  PlanItem planItem) {
    const auto* items = value.if_array();
    if (items == nullptr) return "\"" + std::string(name) + "\" must be an array of objects";
    for (std::size_t at = 0; at < items->size(); ++at) {
        const auto where = std::string(name) + "[" + std::to_string(at) + "]: ";
        const auto* item = (*items)[at].if_object();
        if (item == nullptr) return where + "must be an object";
        if (auto problem = planItem(account, *item, plan)) return where + *problem;
    }
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

Problem planPart(Account& account, std::string_view name, const json::value& value, Plan& plan) {
    if (name == "settings") return applySettings(plan.settings, value);
    if (name == "outside") return planArray(account, name, value, plan, planOutside);
    if (name == "users") return planArray(account, name, value, plan, planUser);
    if (name == "generate") return planGenerated(account, value, plan);
    return "\"" + std::string(name) +
           "\" is no part of a seed; expected settings, outside, users or generate";
}

}  // namespace

Problem applySeed(Account& account, const json::value& seed) {
    const auto* parts = seed.if_object();
    if (parts == nullptr) return std::string("a seed must be a JSON object");
    Plan plan;
    plan.settings = account.settings;
    const auto idsBefore = account.ids;
    for (const auto& [name, value] : *parts) {
        if (auto problem = planPart(account, name, value, plan)) {
            account.ids = idsBefore;
            return problem;
        }
    }
    account.settings = plan.settings;
    for (auto& [mail, kind] : plan.outside) account.outside[mail] = kind;
    for (auto& user : plan.users) account.users.add(std::move(user));
    account.gate.wake();
    return {};
}

Problem applySettings(Settings& settings, const json::value& values) {
    const auto* object = values.if_object();
    if (object == nullptr) return std::string("settings must be an object of switch and value");
    auto changed = settings;
    for (const auto& [name, value] : *object) {
        const auto* what = findSwitch(name);
        if (what == nullptr) {
            return "there is no switch \"" + std::string(name) +
                   "\"; GET /_control/state lists them";
        }
        if (what->atStartOnly) {
            return "switch \"" + std::string(name) + "\" can be set on the command line only";
        }
        if (auto problem = assignJson(changed, *what, value)) return problem;
    }
    settings = std::move(changed);
    return {};
}

}  // namespace sandbox::zoom
