#include "zoom_host.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;

std::vector<Attribute> newUser(int number) {
    return {Attribute("__NAME__", "person" + std::to_string(number) + "@example.com"),
            Attribute("createType", "autoCreate"),
            Attribute("__PASSWORD__", Secret("Contract-Passw0rd1")),
            Attribute("type", "1"),
            Attribute("first_name", "Aiko " + std::to_string(number)),
            Attribute("last_name", "森田"),
            Attribute("dept", "Research")};
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("first_name", "Bea " + std::to_string(number))},
            {DeltaMode::kReplace, Attribute("type", "2")}};
}

Value phone(const char* number, const char* label) {
    return Value(ObjectValue({Attribute("country", "JP"), Attribute("code", "+81"),
                              Attribute("number", number), Attribute("label", label)}));
}

std::vector<AttributeDelta> changeInSteps(int number) {
    std::vector<AttributeDelta> deltas = change(number);
    deltas.push_back({DeltaMode::kReplace,
                      Attribute("__NAME__", "renamed" + std::to_string(number) + "@example.com")});
    return deltas;
}

/** Somebody who is invited, and accepts when the wait is to end. */
muster::testing::WaitingSample invited() {
    return {.newObject = [](int number) -> std::vector<Attribute> {
                return {Attribute("__NAME__", "guest" + std::to_string(number) + "@example.com"),
                        Attribute("createType", "create"), Attribute("first_name", "Gil"),
                        Attribute("dept", "Reception")};
            },
            .change = [](int number) -> std::vector<AttributeDelta> {
                return {{DeltaMode::kReplace, Attribute("dept", "Sales " + std::to_string(number))},
                        {DeltaMode::kReplace, Attribute("type", "2")}};
            },
            .finish =
                [](const std::string& uid) {
                    support::ZoomSandbox& zoom = muster::testing::zoomSandbox();
                    const std::string email = zoom.get("/users/" + uid).text("email");
                    zoom.control("POST", "activate", R"({"email":")" + email + R"("})");
                }};
}

ConnectorQuirks quirks() {
    ConnectorQuirks zoom;
    zoom.plugin = "zoom.so";
    zoom.newObject = newUser;
    zoom.change = change;
    zoom.changeInSteps = changeInSteps;
    zoom.refusedProperties = {Attribute("defaultType", "99")};  // None, without ssoCreate
    zoom.refusedValue = Attribute("type", "99");
    zoom.list = {.name = "phone_numbers",
                 .values = {phone("312345678", "Office"), phone("9012345678", "Mobile"),
                            phone("312345679", "Home")}};
    zoom.clearable = "dept";
    zoom.waiting = invited();
    zoom.action = muster::testing::ActionSample{.name = "resend-invitation",
                                                .newObject = zoom.waiting->newObject};
    muster::testing::useZoom(zoom);
    return zoom;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
