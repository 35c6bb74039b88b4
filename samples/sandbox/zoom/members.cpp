#include "zoom/members.h"

#include <algorithm>

#include <boost/json.hpp>

#include "zoom/paging.h"
#include "zoom/user_fields.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

constexpr std::size_t kMostPerCall = 30;  // Users and Accounts API references

json::object memberRow(const User& user, bool withDepartment) {
    json::object row{{"id", user.id},
                     {"email", user.email},
                     {"first_name", user.firstName},
                     {"last_name", user.lastName},
                     {"type", user.type}};
    const auto dept = textOf(user.profile, "dept");
    if (withDepartment && !dept.empty()) row["department"] = dept;
    return row;
}

bool namesUser(const json::value& item) {
    const auto* object = item.if_object();
    return object != nullptr &&
           (!textOf(*object, "id").empty() || !textOf(*object, "email").empty());
}

}  // namespace

Response listMembers(const Account& account, const Call& call, const UserStore::Row& row,
                     std::string_view list, int mostPerPage, bool withDepartment) {
    std::vector<std::string> bad;
    const auto name = std::string(list) + "/" + call.parameters.front();
    auto page = readPage(call.query, name, {}, mostPerPage, bad);
    if (!bad.empty()) return validationFailed(bad);
    const auto first = placeOf(account, call.query, row, page);
    if (!first) return badPageToken();

    auto answer = envelope(page, row.size(), {});
    json::array members;
    auto place = *first;
    std::uint64_t last = 0;
    for (int left = page.size; left > 0 && place != row.end(); --left, ++place) {
        members.push_back(memberRow(*place->second, withDepartment));
        last = place->first;
    }
    answer["next_page_token"] =
        place == row.end() ? std::string() : tokenAfter(account, page, last);
    answer["members"] = std::move(members);
    return jsonResponse(200, json::serialize(answer));
}

Refusal checkMembers(const json::object& body) {
    const auto* value = body.if_contains("members");
    const auto* members = value == nullptr ? nullptr : value->if_array();
    const bool right = members != nullptr && !members->empty() && members->size() <= kMostPerCall &&
                       std::all_of(members->begin(), members->end(), namesUser);
    if (right) return {};
    return validationFailed({"members"});
}

std::vector<const User*> membersIn(const Account& account, const json::object& body) {
    std::vector<const User*> found;
    for (const auto& item : body.at("members").get_array()) {
        const auto& member = item.get_object();
        const auto id = textOf(member, "id");
        const auto* user =
            id.empty() ? account.users.findByMail(textOf(member, "email")) : account.users.find(id);
        const bool again = std::find(found.begin(), found.end(), user) != found.end();
        if (user != nullptr && !user->isPending() && !again) found.push_back(user);
    }
    return found;
}

Response membersAdded(const std::vector<std::string>& ids, std::string_view timeName,
                      std::int64_t nowMs) {
    return jsonResponse(201, json::serialize(json::object{{"ids", joinList(ids, ",")},
                                                          {timeName, isoTime(nowMs)}}));
}

}  // namespace sandbox::zoom
