#include "lineworks_host.h"

#include <muster/testing/target_host.h>

namespace muster::testing {
namespace {

const std::string kSeed = R"({
  "settings": {"key-under-sso": false},
  "orgUnits": [{"orgUnitName": "本社", "orgUnitExternalKey": "hq", "children": [
    {"orgUnitName": "営業部", "orgUnitExternalKey": "sales"},
    {"orgUnitName": "人事部", "orgUnitExternalKey": "hr"}]}],
  "users": [
    {"email": "m0@example.com", "userExternalKey": "m0", "userName": {"lastName": "佐藤"}},
    {"email": "m1@example.com", "userExternalKey": "m1", "userName": {"lastName": "鈴木"}},
    {"email": "m2@example.com", "userExternalKey": "m2", "userName": {"lastName": "高橋"}}]
})";

}  // namespace

support::LineworksSandbox& lineWorksSandbox() {
    static support::LineworksSandbox& simulator = [&]() -> support::LineworksSandbox& {
        static support::LineworksSandbox made;
        made.seed(kSeed);
        return made;
    }();
    return simulator;
}

void useLineWorks(ConnectorQuirks& quirks, std::map<std::string, std::string> properties) {
    // Without limits: the simulator keeps none here, and the suite shall not wait.
    support::LineworksSandbox& works = lineWorksSandbox();
    properties.insert({{"baseUrl", works.baseUrl()},
                       {"authenticationServerUrl", works.baseUrl() + "/oauth2/v2.0/token"},
                       {"domainId", "10000001"},
                       {"clientId", "sandbox-client"},
                       {"serviceAccount", "sandbox.serviceaccount@example.com"},
                       {"scope", "directory user orgunit group"}});
    useTarget(quirks,
              {.lookups = MUSTER_TEST_SOURCE "/lookups/lineworks",
               .properties = std::move(properties),
               .secrets = {{"clientSecret", "sandbox-secret"}, {"privateKey", works.privateKey()}},
               .keepsLimits = false});
}

std::string orgUnitId(const std::string& key) {
    return lineWorksSandbox().get("/orgunits/externalKey:" + key).text("orgUnitId");
}

std::string memberId(const std::string& key) {
    return lineWorksSandbox().get("/users/externalKey:" + key).text("userId");
}

std::vector<Attribute> newMember(int number) {
    const std::string text = std::to_string(number);
    return {Attribute("__NAME__", "person" + text + "@example.com"),
            Attribute("externalKey", "person-" + text),
            Attribute("lastName", "森田"),
            Attribute("firstName", "愛子" + text),
            Attribute("phoneticLastName", "モリタ"),
            Attribute("location", "東京本社"),
            Attribute("employeeNumber", text)};
}

Value nameIn(const std::string& language, std::vector<Attribute> parts) {
    parts.insert(parts.begin(), Attribute("language", language));
    return Value(ObjectValue(std::move(parts)));
}

}  // namespace muster::testing
