// GET /users/{userId} and the small reads beside it: items 21 to 23 and 35.
#include <array>

#include <boost/json.hpp>

#include "zoom/find_user.h"
#include "zoom/user_json.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace json = boost::json;

Response readUser(const Account& account, const Call& call) {
    const auto [user, refusal] = findShown(account, call.user());
    if (refusal) return *refusal;
    std::array<unsigned char, 8192> room;
    json::monotonic_resource memory(room.data(), room.size());
    return jsonResponse(200, json::serialize(fullUser(account, *user, &memory)));
}

Response checkEmail(const Account& account, const Call& call) {
    const auto mail = call.query.value("email");
    if (mail.empty()) return apiError(400, 300, "Email is required.");
    const auto* user = account.users.findByMail(mail);
    const bool existed = user != nullptr && user->hasLogin(login::kWorkEmail);
    return jsonResponse(200, json::serialize(json::object{{"existed_email", existed}}));
}

Response checkVanityName(const Account& account, const Call& call) {
    const auto name = call.query.value("vanity_name");
    if (name.empty()) return apiError(400, 300, "Vanity name is required.");
    return jsonResponse(
        200, json::serialize(json::object{{"existed", account.users.vanityNameTaken(name)}}));
}

Response readPermissions(const Account& account, const Call& call) {
    const auto [user, refusal] = findShown(account, call.user());
    if (refusal) return *refusal;
    const auto* privileges = account.roles.find(user->roleId)->more.if_contains("privileges");
    return jsonResponse(200,
                        json::serialize(json::object{
                            {"permissions", privileges == nullptr ? json::array() : *privileges}}));
}

}  // namespace sandbox::zoom
