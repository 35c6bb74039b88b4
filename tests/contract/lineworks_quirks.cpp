// Members of a tenant that signs in by single sign-on: they are in use at once.
#include "lineworks_host.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;
using muster::testing::nameIn;

Value post(const std::string& orgUnit, bool isMain) {
    return Value(
        ObjectValue({Attribute("domainId", Value(10'000'001)),
                     Attribute("orgUnitId", Value(Reference{muster::testing::orgUnitId(orgUnit)})),
                     Attribute("primary", Value(isMain))}));
}

std::vector<Attribute> newMember(int number) {
    std::vector<Attribute> attributes = muster::testing::newMember(number);
    attributes.push_back(Attribute::list("orgUnits", {post("sales", true)}));
    return attributes;
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("firstName", "花子" + std::to_string(number))},
            {DeltaMode::kReplace, Attribute("telephone", "03-1234-5678")}};
}

std::vector<AttributeDelta> changeInSteps(int number) {
    std::vector<AttributeDelta> deltas = change(number);
    deltas.push_back({DeltaMode::kReplace, Attribute("__ENABLE__", Value(false))});
    return deltas;
}

ConnectorQuirks quirks() {
    ConnectorQuirks works;
    works.plugin = "lineworks.so";
    works.newObject = newMember;
    works.change = change;
    works.changeInSteps = changeInSteps;
    works.refusedProperties = {Attribute("domainId", Value(0))};
    works.refusedValue = Attribute("telephone", "none");
    works.list = {.name = "i18nNames",
                  .values = {nameIn("en_US", {Attribute("lastName", "Morita")}),
                             nameIn("ko_KR", {Attribute("lastName", "모리타")}),
                             nameIn("zh_CN", {Attribute("lastName", "森田")})}};
    works.clearable = "location";
    works.changedByTarget = {"orgUnits"};  // it tells names and flags of each post, too
    works.action = muster::testing::ActionSample{.name = "force-logout"};
    works.questionable = [](int number) {
        std::vector<Attribute> attributes = newMember(number);
        std::erase_if(attributes, [](const Attribute& one) { return one.name() == "externalKey"; });
        return attributes;
    };
    muster::testing::useLineWorks(works);
    return works;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
