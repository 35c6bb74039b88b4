// Members of a tenant without single sign-on: each waits until it has signed in for the first time.
#include "lineworks_host.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;

std::vector<Attribute> newMember(int number) {
    std::vector<Attribute> attributes = muster::testing::newMember(number);
    attributes.emplace_back("__PASSWORD__", Value(Secret("Contract-Passw0rd1")));
    return attributes;
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("firstName", "花子" + std::to_string(number))}};
}

void signIn(const std::string& uid) {
    support::LineworksSandbox& works = muster::testing::lineWorksSandbox();
    const std::string email = works.get("/users/" + uid).text("email");
    works.control("POST", "activate", R"({"email":")" + email + R"("})");
}

/** A pending member is suspended once it has signed in. */
muster::testing::WaitingSample pending() {
    return {.newObject = newMember,
            .change = [](int) -> std::vector<AttributeDelta> {
                return {{DeltaMode::kReplace, Attribute("__ENABLE__", Value(false))}};
            },
            .finish = signIn};
}

ConnectorQuirks quirks() {
    muster::testing::lineWorksSandbox().set(R"({"sso":false})");
    ConnectorQuirks works;
    works.plugin = "lineworks.so";
    works.newObject = newMember;
    works.change = change;
    works.clearable = "location";
    works.waiting = pending();
    works.action = muster::testing::ActionSample{.name = "set-leave-of-absence"};
    works.activate = signIn;
    works.createIsAccepted = true;
    muster::testing::useLineWorks(works, {{"singleSignOn", "false"}});
    return works;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
