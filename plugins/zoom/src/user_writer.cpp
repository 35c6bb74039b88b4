#include "user_writer.h"

#include "schema.h"
#include "target_errors.h"

namespace muster::zoom {
Result<sdk::Response> UserWriter::send(const sdk::TemplatedCall& request) {
    Result<sdk::Response> response = call_.host().call(request);
    if (!response) {
        return explained(std::move(response).error());
    }
    return response;
}

Result<sdk::Response> UserWriter::send(std::string_view key, std::string step,
                                       const std::string& uid, std::vector<Attribute> body) {
    return send({.key = std::string(key),
                 .step = std::move(step),
                 .placeholders = {Attribute("__UID__", Value(uid))},
                 .body = ObjectValue(std::move(body))});
}

Result<sdk::Response> UserWriter::create(const std::string& action, std::vector<Attribute> userInfo,
                                         std::string step) {
    return send(
        {.key = std::string(key::kCreate),
         .step = std::move(step),
         .body = ObjectValue({Attribute("action", Value(action)),
                              Attribute("user_info", Value(ObjectValue(std::move(userInfo))))})});
}

Result<sdk::Response> UserWriter::profile(const std::string& uid, std::vector<Attribute> members) {
    return send(key::kUpdate, "profile", uid, std::move(members));
}

Result<void> UserWriter::licence(const std::string& uid, Attribute type) {
    return sdk::withoutAnswer(send(key::kUpdate, "licence", uid, {std::move(type)}));
}

Result<void> UserWriter::email(const std::string& uid, const std::string& newEmail) {
    return sdk::withoutAnswer(
        send(key::kEmail, "email", uid, {Attribute("email", Value(newEmail))}));
}

Result<void> UserWriter::password(const std::string& uid, const Secret& newPassword) {
    return sdk::doneIfAlreadySo(
        send(key::kPassword, "password", uid, {Attribute("password", Value(newPassword))}));
}

Result<void> UserWriter::status(const std::string& uid, const std::string& action,
                                std::string step) {
    return sdk::withoutAnswer(
        send(key::kStatus, std::move(step), uid, {Attribute("action", Value(action))}));
}

Result<void> UserWriter::logout(const std::string& uid) {
    return sdk::withoutAnswer(send({.key = std::string(key::kLogout),
                                    .step = "logout",
                                    .placeholders = {Attribute("__UID__", Value(uid))}}));
}

Result<sdk::Response> UserWriter::joinGroup(const std::string& uid, const std::string& groupId) {
    return send({.key = std::string(key::kJoinGroup),
                 .step = "group:" + groupId + ":add",
                 .placeholders = {Attribute("__UID__", Value(uid)),
                                  Attribute(std::string(name::kGroupIds), Value(groupId))}});
}

Result<void> UserWriter::joinGroupPending(const std::string& uid, const std::string& groupId) {
    return sdk::withoutAnswer(send(key::kUpdate, "group:" + groupId + ":add", uid,
                                   {Attribute("group_id", Value(groupId))}));
}

Result<void> UserWriter::leaveGroup(const std::string& uid, const std::string& groupId) {
    return sdk::doneIfAlreadySo(
        send({.key = std::string(key::kLeaveGroup),
              .step = "group:" + groupId + ":remove",
              .placeholders = {Attribute("__UID__", Value(uid)),
                               Attribute(std::string(name::kGroupIds), Value(groupId))}}));
}

Result<void> UserWriter::changeMembership(const std::string& uid, const std::string& groupId,
                                          const std::string& action,
                                          const std::string& targetGroupId, std::string step) {
    return sdk::withoutAnswer(
        send({.key = std::string(key::kChangeMembership),
              .step = std::move(step),
              .placeholders = {Attribute("__UID__", Value(uid)),
                               Attribute(std::string(name::kGroupIds), Value(groupId))},
              .body = ObjectValue({Attribute("action", Value(action)),
                                   Attribute("target_group_id", Value(targetGroupId))})}));
}

Result<void> UserWriter::assignRole(const std::string& uid, const std::string& roleId) {
    return sdk::withoutAnswer(
        send({.key = std::string(key::kAssignRole),
              .step = "role:" + roleId + ":assign",
              .placeholders = {Attribute("__UID__", Value(uid)),
                               Attribute(std::string(name::kRoleId), Value(roleId))}}));
}

Result<void> UserWriter::removeRole(const std::string& uid, const std::string& roleId) {
    return sdk::doneIfAlreadySo(
        send({.key = std::string(key::kRemoveRole),
              .step = "role:" + roleId + ":remove",
              .placeholders = {Attribute("__UID__", Value(uid)),
                               Attribute(std::string(name::kRoleId), Value(roleId))}}));
}

Result<void> UserWriter::remove(const std::string& uid, std::vector<sdk::QueryOverride> query,
                                std::string step) {
    return sdk::withoutAnswer(send({.key = std::string(key::kDelete),
                                    .step = std::move(step),
                                    .placeholders = {Attribute("__UID__", Value(uid))},
                                    .query = std::move(query)}));
}

}  // namespace muster::zoom
