// The contract test of the badge connector: sample data, and a badge office to try it on.
#include <muster/testing/contract_suite.h>
#include <muster/testing/target_host.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;
using muster::testing::ServiceProcess;

// [data] Sample data: the number makes names that do not repeat.
std::vector<Attribute> newHolder(int number) {
    return {Attribute("__NAME__", "holder" + std::to_string(number)),
            Attribute("fullName", "Ana 卵 " + std::to_string(number)),
            Attribute("kind", "V"),
            Attribute("floor", 1 + number % 40),
            Attribute::list("zones", {"lab", "roof"}),
            Attribute("__ENABLE__", true)};
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("fullName", "Ben " + std::to_string(number))}};
}

// An update that takes two steps: the suite lets the second fail.
std::vector<AttributeDelta> changeInSteps(int number) {
    return {{DeltaMode::kReplace, Attribute("__NAME__", "renamed" + std::to_string(number))},
            {DeltaMode::kReplace, Attribute::list("zones", {"cellar"})}};
}

// [quirks] The host's own services stand between connector and service: the templates and the
// error table of `lookups` are what is tried. A secret here is what `file:` leads to in a home.
ConnectorQuirks quirks() {
    static const ServiceProcess office({"python3", BADGE_SOURCE "/badge_office.py"});
    ConnectorQuirks badge;
    badge.plugin = "badge.so";
    badge.newObject = newHolder;
    badge.change = change;
    badge.changeInSteps = changeInSteps;
    badge.refusedValue = Attribute("floor", 41);
    badge.list = {.name = "zones", .values = {"lab", "roof", "cellar", "yard"}};
    badge.clearable = "floor";
    useTarget(badge, {.lookups = BADGE_SOURCE "/lookups/badge",
                      .properties = {{"baseUrl", office.firstLine()}},
                      .secrets = {{"token", "office-key"}}});
    return badge;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
