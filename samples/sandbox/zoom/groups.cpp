// GET, POST, PATCH and DELETE below /groups: item 37.
#include "zoom/groups.h"

#include <algorithm>

#include <boost/json.hpp>

#include "zoom/paging.h"
#include "zoom/user_fields.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

constexpr int kMostPerPage = 300;
constexpr std::size_t kMostGroups = 5'000;  // per account
constexpr std::size_t kLongestName = 128;

Refusal checkPaid(const Settings& settings) {
    if (settings.plan != "free") return {};
    return apiError(400, 200, "Only available for Paid account.");
}

json::object groupRow(const Account& account, const Named& group) {
    return {{"id", group.id},
            {"name", group.name},
            {"total_members", account.users.inGroup(group.id).size()}};
}

/// `own` is the group that may keep its name; null for a new one.
Refusal checkName(const Account& account, const json::object& body, const Named* own) {
    const auto name = textOf(body, "name");
    if (name.empty() || codePoints(name) >= kLongestName) return validationFailed({"name"});
    const auto* other = account.groups.findByName(name);
    if (other == nullptr || other == own) return {};
    return apiError(409, 4132, "The group name \"" + std::string(name) + "\" is already in use.");
}

Refusal checkRoom(Account& account) {
    if (account.groups.all().size() >= kMostGroups) {
        return apiError(400, 300, "The maximum number of groups of this account is reached.");
    }
    if (!account.limits.admitGroup(account.settings, account.clock.nowUs())) {
        return apiError(400, 300, "The maximum number of new groups in a day is reached.");
    }
    return {};
}

}  // namespace

FoundGroup findGroup(const Account& account, std::string_view id) {
    if (auto no = checkPaid(account.settings)) return {nullptr, no};
    const auto* group = account.groups.find(id);
    if (group != nullptr) return {group, {}};
    return {nullptr,
            apiError(404, 4130, "A group with this " + std::string(id) + " does not exist.")};
}

Response listGroups(const Account& account, const Call& call) {
    if (auto no = checkPaid(account.settings)) return *no;
    std::vector<std::string> bad;
    auto page = readPage(call.query, "groups", {}, kMostPerPage, bad);
    if (!bad.empty()) return validationFailed(bad);
    const auto& row = account.groups.all();
    const auto first = placeOf(account, call.query, row, page);
    if (!first) return badPageToken();
    json::array groups;
    auto place = *first;
    std::uint64_t last = 0;
    for (int left = page.size; left > 0 && place != row.end(); --left, ++place) {
        groups.push_back(groupRow(account, place->second));
        last = place->first;
    }
    const auto token = place == row.end() ? std::string() : tokenAfter(account, page, last);
    return jsonResponse(200, json::serialize(json::object{{"total_records", row.size()},
                                                          {"groups", std::move(groups)},
                                                          {"next_page_token", token}}));
}

Response createGroup(Account& account, const Call& call) {
    if (auto no = checkPaid(account.settings)) return *no;
    if (auto no = checkName(account, call.body, nullptr)) return *no;
    if (auto no = checkRoom(account)) return *no;
    const auto& group = account.groups.add(
        {.id = account.ids.base64Url(22), .name = std::string(textOf(call.body, "name"))});
    account.ledger.add(call.origin, "group", group.id, group.name, account.clock.nowMs());
    return jsonResponse(201, json::serialize(groupRow(account, group)));
}

Response readGroup(const Account& account, const Call& call) {
    const auto [group, refusal] = findGroup(account, call.parameters[0]);
    if (refusal) return *refusal;
    return jsonResponse(200, json::serialize(groupRow(account, *group)));
}

Response renameGroup(Account& account, const Call& call) {
    const auto [group, refusal] = findGroup(account, call.parameters[0]);
    if (refusal) return *refusal;
    if (auto no = checkName(account, call.body, group)) return *no;
    account.groups.rename(*group, std::string(textOf(call.body, "name")));
    account.ledger.add(call.origin, "group", group->id, group->name, account.clock.nowMs());
    return emptyResponse(204);
}

Response deleteGroup(Account& account, const Call& call) {
    const auto [group, refusal] = findGroup(account, call.parameters[0]);
    if (refusal) return *refusal;
    account.ledger.add(call.origin, "group", group->id, group->name, account.clock.nowMs());
    account.users.dissolveGroup(group->id);
    account.groups.remove(*group);
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
