#include "test_target.h"

#include "schema.h"
#include "target_errors.h"
#include "user.h"
#include <muster/sdk/named_objects.h>

namespace muster::lineworks {
namespace {

/** The first record of a list; empty when it has none. */
Result<std::string> firstRecord(sdk::Call& call, const Settings& settings, std::string_view key) {
    Result<sdk::Response> response = call.host().call(
        {.key = std::string(key), .placeholders = {Attribute("PAGE_SIZE", Value(1))}});
    if (!response) {
        return asTestError(explained(std::move(response).error()), settings);
    }
    return response->records.empty() ? std::string() : response->records.front();
}

Result<std::string> firstOrgUnit(sdk::Call& call, const Settings& settings) {
    MUSTER_ASSIGN_OR_RETURN(const std::string record,
                            firstRecord(call, settings, key::kSearchOrgUnits));
    if (record.empty()) {
        return std::string("no org unit");
    }
    MUSTER_ASSIGN_OR_RETURN(const ConnectorObject orgUnit, orgUnits().parse(orgUnits(), record));
    return "org unit \"" + orgUnit.name + "\"";
}

Result<std::string> firstMember(sdk::Call& call, const Settings& settings) {
    MUSTER_ASSIGN_OR_RETURN(const std::string record, firstRecord(call, settings, key::kSearch));
    if (record.empty()) {
        return std::string("no member");
    }
    MUSTER_ASSIGN_OR_RETURN(const User user, parseUser(record, settings.domainId));
    return "member \"" + user.email + "\"";
}

}  // namespace

Result<void> testTarget(sdk::Call& call, const Settings& settings) {
    MUSTER_ASSIGN_OR_RETURN(const std::string orgUnit, firstOrgUnit(call, settings));
    MUSTER_ASSIGN_OR_RETURN(const std::string member, firstMember(call, settings));
    if (call.isDryRun()) {
        return {};
    }
    call.notice("reachable", "LINE WORKS accepts the credentials; domain " +
                                 std::to_string(settings.domainId) + " has " + orgUnit + " and " +
                                 member);
    if (settings.isFree()) {
        call.notice("plan-reads-only",
                    "the target's plan is Free: LINE WORKS lets it read, and write nothing");
    } else if (settings.asksForFreeAlone()) {
        call.notice("plan-reads-only",
                    "the scopes of the setting scope read alone, which are all that the plan Free "
                    "has: on it set plan to free; on another, add the scopes that write (orgunit, "
                    "user, group, directory) to provision");
    }
    return {};
}

}  // namespace muster::lineworks
