// /users/{userId}/photo: item 31. The picture itself is neither taken nor kept.
#include <boost/json.hpp>

#include "lineworks/body_reader.h"
#include "lineworks/find.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMostBytes = 10LL * 1024 * 1024;
constexpr std::string_view kPhotoParts[] = {"fileName", "fileSize"};

/// Nothing listens there: downloads are of another host, too.
std::string photoAddress(const User& user) {
    return "https://photo.sandbox.invalid/" + user.id + ".png";
}

}  // namespace

Response startPhoto(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    BodyReader in(call.body);
    in.onlyKnows(tenant.settings, kPhotoParts);
    in.require("fileName");
    in.require("fileSize");
    in.text("fileName", [](auto text) { return !text.empty(); });
    in.number("fileSize", 0, 1, kMostBytes);
    if (auto no = in.refusal()) return *no;
    tenant.directory.users.change(*user, [](User& held) { held.hasPhoto = true; });
    tenant.ledger.add(call.origin, "user_photo", user->id, user->email, tenant.clock.nowMs());
    return jsonResponse(200, json::serialize(json::object{{"uploadUrl", photoAddress(*user)}}));
}

Response readPhoto(const Tenant& tenant, const Call& call) {
    const auto [user, gone] = shownUserOfPath(tenant, call);
    if (gone) return *gone;
    if (!user->hasPhoto) return apiError(404, "NOT_FOUND", "The user has no photo.");
    auto response = emptyResponse(302);
    response.headers.emplace_back("Location", photoAddress(*user));
    return response;
}

Response deletePhoto(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    if (!user->hasPhoto) return apiError(404, "NOT_FOUND", "The user has no photo.");
    tenant.directory.users.change(*user, [](User& held) { held.hasPhoto = false; });
    tenant.ledger.add(call.origin, "user_photo", user->id, user->email, tenant.clock.nowMs());
    return emptyResponse(204);
}

}  // namespace sandbox::lineworks
