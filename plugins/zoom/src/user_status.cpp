#include "user_status.h"

#include "licence.h"
#include "user_writer.h"

namespace muster::zoom {

Result<void> activate(sdk::Call& call, const User& user, bool bringsLicence) {
    MUSTER_RETURN_IF_ERROR(UserWriter(call).status(user.uid(), "activate", "status:activate"));
    if (!bringsLicence) {
        call.notice("licence-not-restored",
                    "user \"" + user.email +
                        "\" is active again, as Basic: Zoom releases licences when it deactivates "
                        "and does not give them back; set type to assign one",
                    "type");
    }
    return {};
}

Result<void> deactivate(sdk::Call& call, const User& user, const std::string& step) {
    MUSTER_RETURN_IF_ERROR(keepLicence(call, user));
    MUSTER_RETURN_IF_ERROR(UserWriter(call).status(user.uid(), "deactivate", step));
    if (user.type != "1") {
        call.notice(
            "licence-released",
            "deactivating user \"" + user.email + "\" releases the licence (type " +
                (user.type.empty() ? "not told" : user.type) +
                "); enabling the user later brings it back only with the target's restoreLicence",
            "type");
    }
    return {};
}

Result<void> endSessions(sdk::Call& call, const Settings& settings, const User& user) {
    if (!settings.logoutOnDisable) {
        return {};
    }
    Result<void> loggedOut = UserWriter(call).logout(user.uid());
    if (loggedOut) {
        return {};
    }
    Error error = std::move(loggedOut).error();
    error.message = "user \"" + user.email +
                    "\" is deactivated, but ending the sessions failed: " + error.message;
    error.hint += error.hint.empty() ? "" : "; or ";
    error.hint += "set the target's logoutOnDisable to false to do without";
    return error;
}

}  // namespace muster::zoom
