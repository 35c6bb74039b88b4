#include "defer.h"

#include "schema.h"
#include <muster/core/ids.h>

namespace muster::lineworks {
namespace {

void defer(WriteReport& report, DeltaMode mode, Attribute attribute) {
    report.deferred.push_back({mode, std::move(attribute)});
    report.accepted = true;
}

}  // namespace

void deferSuspension(sdk::Call& call, const User& user, WriteReport& report) {
    defer(report, DeltaMode::kReplace, Attribute(std::string(attr::kEnable), Value(false)));
    call.notice("suspension-deferred",
                "member \"" + user.email +
                    "\" has not signed in yet (pending), and LINE WORKS suspends only members in "
                    "use: the suspension waits until the first sign-in; delete the member if "
                    "nobody is to sign in at all",
                attr::kEnable);
}

void deferPosts(sdk::Call& call, const User& user, const std::vector<Value>& posts,
                const std::vector<std::string>& missing, WriteReport& report) {
    defer(report, DeltaMode::kAdd, Attribute::list(std::string(name::kOrgUnits), posts));
    call.notice("post-deferred",
                "LINE WORKS left member \"" + user.email + "\" without a post in org unit \"" +
                    missing.front() +
                    "\": a new org unit may take 10 minutes to be seen by members",
                name::kOrgUnits);
}

}  // namespace muster::lineworks
