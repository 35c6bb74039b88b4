#include "lineworks_host.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;

Attribute references(const std::string& name, const std::vector<std::string>& keys) {
    std::vector<Value> values;
    values.reserve(keys.size());
    for (const std::string& key : keys) {
        values.emplace_back(Reference{muster::testing::memberId(key)});
    }
    return Attribute::list(name, std::move(values));
}

std::vector<Attribute> newGroup(int number) {
    const std::string text = std::to_string(number);
    return {Attribute("__NAME__", "研究会" + text), Attribute("externalKey", "group-" + text),
            Attribute("description", "試験用のグループ"), references("administrators", {"m0"}),
            references("members", {"m0"})};
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("description", "説明" + std::to_string(number))}};
}

std::vector<AttributeDelta> changeInSteps(int number) {
    std::vector<AttributeDelta> deltas = change(number);
    deltas.push_back({DeltaMode::kReplace, references("administrators", {"m0", "m1"})});
    return deltas;
}

ConnectorQuirks quirks() {
    ConnectorQuirks works;
    works.plugin = "lineworks.so";
    works.objectClass = "__GROUP__";
    works.newObject = newGroup;
    works.change = change;
    works.changeInSteps = changeInSteps;
    works.list = {.name = "members", .values = references("members", {"m0", "m1", "m2"}).values()};
    works.clearable = "description";
    works.supportsDisassociate = false;
    muster::testing::useLineWorks(works);
    return works;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
