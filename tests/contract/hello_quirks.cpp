#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;

std::vector<Attribute> newAccount(int number) {
    return {Attribute("__NAME__", "person" + std::to_string(number)), Attribute("__ENABLE__", true),
            Attribute("greeting", "Grüß Gott, 世界 " + std::to_string(number)),
            Attribute::list("teams", {Value("red"), Value("blue")})};
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("greeting", "Bye " + std::to_string(number))}};
}

ConnectorQuirks quirks() {
    ConnectorQuirks hello;
    hello.plugin = "hello.so";
    hello.properties = {Attribute("store", "contract")};
    hello.newObject = newAccount;
    hello.change = change;
    hello.refusedValue = Attribute("__NAME__", "two words");
    hello.list = {.name = "teams", .values = {Value("red"), Value("green"), Value("blue")}};
    hello.clearable = "greeting";
    return hello;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
