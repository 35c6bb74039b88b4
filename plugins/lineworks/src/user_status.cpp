#include "user_status.h"

#include "target_errors.h"
#include "user_reader.h"
#include "user_writer.h"

namespace muster::lineworks {
namespace {

void sayAlreadySo(sdk::Call& call, const User& now) {
    call.notice("already-so", "LINE WORKS refused it, since member \"" + now.email + "\" is " +
                                  now.status + " already");
}

/** What a refusal comes to once the member is read again. */
Result<void> judged(sdk::Call& call, const Settings& settings, const std::string& uid, Error error,
                    bool (*isSo)(const User&)) {
    if (!isWrongState(error)) {
        return error;
    }
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> now, UserReader(call, settings).findAny(uid));
    if (!now || !isSo(*now)) {
        return error;
    }
    sayAlreadySo(call, *now);
    return {};
}

}  // namespace

Result<void> suspend(sdk::Call& call, const Settings& settings, const User& user) {
    Result<void> done = UserWriter(call).suspend(user.id);
    return done ? std::move(done)
                : judged(call, settings, user.id, std::move(done).error(),
                         [](const User& now) { return now.isSuspended(); });
}

Result<void> unsuspend(sdk::Call& call, const Settings& settings, const User& user) {
    Result<void> done = UserWriter(call).unsuspend(user.id);
    return done ? std::move(done)
                : judged(call, settings, user.id, std::move(done).error(),
                         [](const User& now) { return !now.isSuspended() && !now.isDeleted(); });
}

Result<void> deleteSoftly(sdk::Call& call, const Settings& settings, const User& user) {
    Result<void> done = UserWriter(call).remove(user.id);
    if (done || !isWrongState(done.error())) {
        return done;
    }
    const Result<User> now = UserReader(call, settings).require(user.id);
    return now ? std::move(done) : Result<void>(now.error());
}

Result<std::optional<User>> undelete(sdk::Call& call, const Settings& settings,
                                     const std::string& uid) {
    const Result<sdk::Response> response = UserWriter(call).undelete(uid);
    if (response) {
        const Result<User> now = parseUser(response->body, settings.domainId);
        return now ? std::optional<User>(*now) : std::nullopt;
    }
    if (!isWrongState(response.error())) {
        return response.error();
    }
    MUSTER_ASSIGN_OR_RETURN(std::optional<User> now, UserReader(call, settings).findAny(uid));
    if (!now || now->isDeleted()) {
        return response.error();
    }
    sayAlreadySo(call, *now);
    return now;
}

}  // namespace muster::lineworks
