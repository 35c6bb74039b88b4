#include "check_target.h"

#include "check_members.h"
#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/page_walk.h>

namespace muster::lineworks {
namespace {

constexpr std::int64_t kPageSize = 100;  // the most that LINE WORKS gives (user-list)

/** What the settings themselves mean for provisioning. LINE WORKS' API does not tell whether single
 * sign-on is on. */
void checkSettings(const Settings& settings, CheckFindings& findings) {
    const auto tell = [&](CheckFinding::Severity severity, std::string code, std::string message,
                          std::string hint) {
        findings.tell({.severity = severity,
                       .code = std::move(code),
                       .objectClass = std::string(kTargetAsWhole),
                       .uid = std::to_string(settings.domainId),
                       .name = "domain " + std::to_string(settings.domainId),
                       .message = std::move(message),
                       .hint = std::move(hint)});
    };
    if (!settings.hasSingleSignOn) {
        tell(CheckFinding::Severity::kWarning, "no-single-sign-on",
             "the setting singleSignOn is false: new members are pending until they have signed "
             "in, and cannot be suspended before",
             "switch single sign-on on in the admin page, and set singleSignOn to true");
    }
    if (settings.isFree()) {
        tell(CheckFinding::Severity::kError, "plan-reads-only",
             "the target's plan is Free, whose scopes read only: every write is refused",
             "take a paid plan of LINE WORKS, and set the target's plan");
    }
}

Result<void> checkAllMembers(sdk::Call& call, const Settings& settings, MemberCheck& check,
                             const CheckFindings& findings) {
    sdk::PageWalk pages(call.host(), {.key = std::string(key::kSearch)}, kPageSize, "members");
    sdk::PagePosition page;
    const Result<bool> ended = pages.run(page, [&](const std::string& row) -> Result<bool> {
        MUSTER_ASSIGN_OR_RETURN(const User user, parseUser(row, settings.domainId));
        check.add(user);
        return !findings.isEnded();
    });
    return ended ? Result<void>() : Result<void>(explained(ended.error()));
}

}  // namespace

Result<void> checkTarget(sdk::Call& call, const Settings& settings,
                         const sdk::FindingHandler& handler) {
    CheckFindings findings(handler);
    checkSettings(settings, findings);
    MUSTER_ASSIGN_OR_RETURN(const OrgUnitTree tree, OrgUnitTree::read(call));
    const OrgUnitPlaces places(tree);
    checkOrgUnits(places, settings, findings);
    if (findings.isEnded()) {
        return {};
    }
    MemberCheck members(places, settings, findings);
    MUSTER_RETURN_IF_ERROR(checkAllMembers(call, settings, members, findings));
    members.finish();
    return {};
}

}  // namespace muster::lineworks
