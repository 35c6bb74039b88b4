// GET and PATCH /users/{userId}/settings: item 36.
#include <boost/json.hpp>

#include "zoom/find_user.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

/// A small part of the real object, which has some hundred leaves; PATCH adds what it is given.
constexpr std::string_view kDefaults = R"({
  "feature": {"meeting_capacity": 100, "large_meeting": false, "webinar": false,
              "zoom_phone": false},
  "schedule_meeting": {"host_video": false, "participants_video": false, "audio_type": "both",
                       "join_before_host": false, "use_pmi_for_scheduled_meetings": false},
  "in_meeting": {"chat": true, "private_chat": true, "waiting_room": true},
  "email_notification": {"jbh_reminder": true, "cancel_meeting_reminder": true},
  "recording": {"local_recording": true, "cloud_recording": false}
})";

void mergeInto(json::object& target, const json::object& patch) {
    for (const auto& [name, value] : patch) {
        auto* inner = target.if_contains(name);
        if (inner != nullptr && inner->is_object() && value.is_object()) {
            mergeInto(inner->get_object(), value.get_object());
        } else {
            target[name] = value;
        }
    }
}

FoundUser findSettled(const Account& account, const Call& call) {
    auto found = findUser(account, call.user());
    if (found.user != nullptr && found.user->isPending()) {
        return {nullptr, apiError(400, 1000,
                                  "You can not access settings of users that are still in pending "
                                  "state.")};
    }
    return found;
}

}  // namespace

Response readSettings(const Account& account, const Call& call) {
    const auto [user, refusal] = findSettled(account, call);
    if (refusal) return *refusal;
    auto answer = json::parse(kDefaults).get_object();
    mergeInto(answer, user->settings);
    return jsonResponse(200, json::serialize(answer));
}

Response updateSettings(Account& account, const Call& call) {
    const auto [user, refusal] = findSettled(account, call);
    if (refusal) return *refusal;
    account.users.change(*user, [&](User& held) { mergeInto(held.settings, call.body); });
    account.ledger.add(call.origin, "user_settings", user->id, user->email, account.clock.nowMs());
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
