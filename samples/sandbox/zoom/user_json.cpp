#include "zoom/user_json.h"

#include <boost/json.hpp>

#include "common/clock.h"
#include "zoom/user_fields.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

constexpr std::string_view kVanityBase = "https://sandbox.zoom.us/my/";

bool inList(Shown shown, std::string_view name, Included included) {
    switch (shown) {
        case Shown::kListAndUser:
            return true;
        case Shown::kListOnRequest:
        case Shown::kListOnRequestAndUser:
            return (included.hostKey && name == "host_key") ||
                   (included.customAttributes && name == "custom_attributes");
        case Shown::kUserOnly:
        case Shown::kNever:
            return false;
    }
    return false;
}

bool inUser(Shown shown) {
    return shown == Shown::kListAndUser || shown == Shown::kUserOnly ||
           shown == Shown::kListOnRequestAndUser;
}

void addNames(json::object& row, const User& user) {
    if (!user.firstName.empty()) row["first_name"] = user.firstName;
    if (!user.lastName.empty()) row["last_name"] = user.lastName;
    row["email"] = user.email;
    row["type"] = user.type;
    row["status"] = statusName(user.status);
}

void addGroups(json::object& row, const User& user) {
    if (user.groupIds.empty()) return;
    row["group_ids"] = json::value_from(user.groupIds, row.storage());
}

/// What list and single answer of a user who is not pending have in common.
void addCommon(json::object& row, const User& user) {
    row["id"] = user.id;
    addNames(row, user);
    row["display_name"] = user.displayName;
    row["role_id"] = user.roleId;
    row["pmi"] = user.pmi;
    row["verified"] = user.hasLogin(login::kWorkEmail) ? 1 : 0;
    row["created_at"] = isoTime(user.createdAtMs);
    row["user_created_at"] = row["created_at"];
    addGroups(row, user);
}

}  // namespace

json::object listRow(const User& user, Included included, json::storage_ptr memory) {
    json::object row(std::move(memory));
    if (user.isPending()) {
        addNames(row, user);
        row["verified"] = 0;
        addGroups(row, user);
        return row;
    }
    row.reserve(24);
    addCommon(row, user);
    for (const auto& field : profileFields()) {
        if (!inList(field.shown, field.name, included)) continue;
        if (const auto* value = user.profile.if_contains(field.name)) row[field.name] = *value;
    }
    return row;
}

json::object fullUser(const Account& account, const User& user, json::storage_ptr memory) {
    json::object row(std::move(memory));
    if (user.isPending()) {
        row["id"] = user.id;
        addNames(row, user);
        row["verified"] = 0;
        row["created_at"] = isoTime(account.clock.nowMs());
        addGroups(row, user);
        return row;
    }
    row.reserve(40);
    addCommon(row, user);
    row["role_name"] = account.roles.find(user.roleId)->name;
    row["account_id"] = account.settings.accountId;
    row["login_types"] = json::value_from(user.loginTypes, row.storage());
    row["cluster"] = "us02";
    row["jid"] = user.id + "@xmpp.zoom.us";
    row["personal_meeting_url"] = "https://sandbox.zoom.us/j/" + std::to_string(user.pmi);
    if (!user.vanityName.empty()) {
        row["vanity_url"] = std::string(kVanityBase).append(user.vanityName);
    }
    for (const auto& field : profileFields()) {
        if (!inUser(field.shown)) continue;
        if (const auto* value = user.profile.if_contains(field.name)) row[field.name] = *value;
    }
    return row;
}

json::object createdUser(const User& user, bool withId) {
    return {{"id", withId ? user.id : ""},
            {"first_name", user.firstName},
            {"last_name", user.lastName},
            {"email", user.email},
            {"type", user.type}};
}

json::object stateOfUser(const User& user) {
    json::object row;
    addCommon(row, user);
    row["login_types"] = json::value_from(user.loginTypes);
    row["has_password"] = !user.passwords.empty();
    if (user.isPending()) row["lapsed"] = user.lapsed;
    if (user.zoomRoom) row["zoom_room"] = true;
    if (!user.vanityName.empty()) row["vanity_name"] = user.vanityName;
    row["profile"] = user.profile;
    row["settings"] = user.settings;
    return row;
}

}  // namespace sandbox::zoom
