#include <boost/json.hpp>

#include "zoom_host.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;

/** Members for the groups of the suite: users of the simulated account, by their ids. */
std::vector<Value> seededUsers(int count) {
    std::vector<Value> users;
    for (int i = 0; i < count; ++i) {
        const boost::json::value body = {
            {"action", "custCreate"},
            {"user_info", {{"email", "member" + std::to_string(i) + "@example.com"}, {"type", 1}}}};
        const std::string id = muster::testing::zoomSandbox()
                                   .call("POST", "/users", boost::json::serialize(body))
                                   .text("id");
        users.emplace_back(Reference{id});
    }
    return users;
}

const std::vector<Value>& users() {
    static const std::vector<Value> kUsers = seededUsers(3);
    return kUsers;
}

Attribute members(std::vector<Value> values) {
    return Attribute::list("members", std::move(values));
}

std::vector<Attribute> newGroup(int number) {
    return {Attribute("__NAME__", "Research " + std::to_string(number))};
}

/** A dry run reads nothing and takes the group to be empty, as it is here: so that it sees the same
 * steps. */
std::vector<AttributeDelta> change(int /*number*/) {
    return {{DeltaMode::kReplace, members({users()[0], users()[1]})}};
}

std::vector<AttributeDelta> changeInSteps(int number) {
    std::vector<AttributeDelta> deltas = change(number);
    deltas.push_back(
        {DeltaMode::kReplace, Attribute("__NAME__", "Development " + std::to_string(number))});
    return deltas;
}

ConnectorQuirks quirks() {
    ConnectorQuirks group;
    group.plugin = "zoom.so";
    group.objectClass = "__GROUP__";
    group.newObject = newGroup;
    group.change = change;
    group.changeInSteps = changeInSteps;
    group.list = {.name = "members", .values = {users()[0], users()[1], users()[2]}};
    group.clearable = "";  // the one attribute that has a single value is the name
    group.supportsDisassociate = false;
    muster::testing::useZoom(group);
    return group;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
