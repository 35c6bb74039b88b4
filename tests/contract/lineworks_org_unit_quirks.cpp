#include "lineworks_host.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;
using muster::testing::nameIn;

std::vector<Attribute> newOrgUnit(int number) {
    const std::string text = std::to_string(number);
    return {Attribute("__NAME__", "第" + text + "部"), Attribute("externalKey", "unit-" + text),
            Attribute("parentOrgUnitId", Value(Reference{muster::testing::orgUnitId("hq")})),
            Attribute("displayOrder", Value(1)), Attribute("description", "試験用の組織")};
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("description", "説明" + std::to_string(number))}};
}

std::vector<AttributeDelta> changeInSteps(int number) {
    std::vector<AttributeDelta> deltas = change(number);
    deltas.push_back(
        {DeltaMode::kReplace,
         Attribute("parentOrgUnitId", Value(Reference{muster::testing::orgUnitId("sales")}))});
    return deltas;
}

ConnectorQuirks quirks() {
    ConnectorQuirks works;
    works.plugin = "lineworks.so";
    works.objectClass = "__ORGUNIT__";
    works.newObject = newOrgUnit;
    works.change = change;
    works.changeInSteps = changeInSteps;
    works.refusedValue = Attribute("displayOrder", Value(0));
    works.list = {.name = "i18nNames",
                  .values = {nameIn("en_US", {Attribute("name", "Unit")}),
                             nameIn("ko_KR", {Attribute("name", "부서")}),
                             nameIn("zh_CN", {Attribute("name", "部门")})}};
    works.clearable = "description";
    works.questionable = [](int number) {
        std::vector<Attribute> attributes = newOrgUnit(number);
        std::erase_if(attributes, [](const Attribute& one) { return one.name() == "externalKey"; });
        return attributes;
    };
    works.refusesDuplicateNames = false;       // names of org units repeat
    works.changedByTarget = {"displayOrder"};  // a newer sibling takes the place
    works.supportsDisassociate = false;
    muster::testing::useLineWorks(works);
    return works;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
