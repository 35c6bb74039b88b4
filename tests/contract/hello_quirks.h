#pragma once

#include <muster/testing/connector_quirks.h>

/** The sample data of the hello connector, also for those that are made from it. */
inline muster::testing::ConnectorQuirks helloQuirks() {
    using namespace muster;
    muster::testing::ConnectorQuirks hello;
    hello.plugin = "hello.so";
    hello.properties = {Attribute("store", "contract")};
    hello.newObject = [](int number) -> std::vector<Attribute> {
        return {Attribute("__NAME__", "person" + std::to_string(number)),
                Attribute("__ENABLE__", true),
                Attribute("greeting", "Grüß Gott, 世界 " + std::to_string(number)),
                Attribute::list("teams", {Value("red"), Value("blue")})};
    };
    hello.change = [](int number) -> std::vector<AttributeDelta> {
        return {{DeltaMode::kReplace, Attribute("greeting", "Bye " + std::to_string(number))}};
    };
    hello.refusedValue = Attribute("__NAME__", "two words");
    hello.list = {.name = "teams", .values = {Value("red"), Value("green"), Value("blue")}};
    hello.clearable = "greeting";
    hello.action = {.name = "praise", .parameters = {Attribute("word", "Chapeau")}};
    hello.questionable = [](int number) -> std::vector<Attribute> {
        return {Attribute("__NAME__", "silent" + std::to_string(number))};
    };
    return hello;
}
