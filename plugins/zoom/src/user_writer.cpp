#include "user_writer.h"

#include "schema.h"
#include "target_errors.h"

namespace muster::zoom {
namespace {

Result<void> withoutAnswer(Result<sdk::Response> response) {
    if (!response) {
        return std::move(response).error();
    }
    return {};
}

Result<void> doneIfAlreadySo(Result<sdk::Response> response) {
    if (!response && isAlreadySo(response.error())) {
        return {};
    }
    return withoutAnswer(std::move(response));
}

}  // namespace

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

Result<sdk::Response> UserWriter::create(const std::string& action,
                                         std::vector<Attribute> userInfo) {
    return send(
        {.key = std::string(key::kCreate),
         .step = "create",
         .body = ObjectValue({Attribute("action", Value(action)),
                              Attribute("user_info", Value(ObjectValue(std::move(userInfo))))})});
}

Result<sdk::Response> UserWriter::profile(const std::string& uid, std::vector<Attribute> members) {
    return send(key::kUpdate, "profile", uid, std::move(members));
}

Result<void> UserWriter::email(const std::string& uid, const std::string& newEmail) {
    return withoutAnswer(send(key::kEmail, "email", uid, {Attribute("email", Value(newEmail))}));
}

Result<void> UserWriter::password(const std::string& uid, const Secret& newPassword) {
    return doneIfAlreadySo(
        send(key::kPassword, "password", uid, {Attribute("password", Value(newPassword))}));
}

Result<void> UserWriter::status(const std::string& uid, const std::string& action,
                                std::string step) {
    return withoutAnswer(
        send(key::kStatus, std::move(step), uid, {Attribute("action", Value(action))}));
}

Result<void> UserWriter::logout(const std::string& uid) {
    return withoutAnswer(send({.key = std::string(key::kLogout),
                               .step = "logout",
                               .placeholders = {Attribute("__UID__", Value(uid))}}));
}

Result<void> UserWriter::remove(const std::string& uid, std::vector<sdk::QueryOverride> query,
                                std::string step) {
    return withoutAnswer(send({.key = std::string(key::kDelete),
                               .step = std::move(step),
                               .placeholders = {Attribute("__UID__", Value(uid))},
                               .query = std::move(query)}));
}

}  // namespace muster::zoom
