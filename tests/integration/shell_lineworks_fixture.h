#pragma once

#include <string>
#include <vector>

#include "lineworks_home.h"
#include "lineworks_sandbox.h"
#include "shell_checks.h"

/// The simulator of this test program, started at first use.
inline support::LineworksSandbox& works() {
    static support::LineworksSandbox sandbox({"--keep-secrets"});
    return sandbox;
}

/// Gives each case a fresh tenant and a fresh home with a target "lw". The tenant has the org units
/// 本社 (`hq`) with 営業部 (`sales`) and 人事部 (`hr`) in it, and 山田太郎 (`e1`, taro) in sales.
struct LineworksCase {
    LineworksCase() {
        works().reset();
        works().seed(R"({
          "orgUnits": [{"orgUnitName": "本社", "orgUnitExternalKey": "hq", "children": [
            {"orgUnitName": "営業部", "orgUnitExternalKey": "sales"},
            {"orgUnitName": "人事部", "orgUnitExternalKey": "hr"}]}],
          "users": [{"email": "taro@example.com", "userExternalKey": "e1",
            "userName": {"lastName": "山田", "firstName": "太郎", "phoneticLastName": "ヤマダ"},
            "location": "東京",
            "organizations": [{"domainId": 10000001, "primary": true,
              "orgUnits": [{"orgUnitId": "externalKey:sales", "primary": true}]}]}]})");
        forgetRequests();
    }

    /// Those requests that may change something, as "METHOD target".
    static std::vector<std::string> writes() {
        std::vector<std::string> lines;
        const auto all = works().control("GET", "requests");
        for (const auto& one : all.as_array()) {
            const auto& request = one.as_object();
            const std::string method = textOf(request, "method");
            const std::string target = textOf(request, "target");
            if (method != "GET" && target.find("/oauth2/") == std::string::npos) {
                lines.push_back(method + " " + target.substr(std::string("/v1.0").size()));
            }
        }
        return lines;
    }
    static void forgetRequests() { works().control("DELETE", "requests"); }

    /// Runs a command that has to succeed, for preparations.
    void prepare(const std::string& command) const {
        const auto ended = home.run(command);
        BOOST_REQUIRE_MESSAGE(ended.exitCode == 0, command << ": " << ended.err);
    }

    /// The member as the simulator's API shows it; fails the case when there is none.
    static boost::json::object member(const std::string& address) {
        return found("/users/" + address);
    }
    static boost::json::object orgUnit(const std::string& address) {
        return found("/orgunits/" + address);
    }
    /// Whether the simulator's API shows something there.
    static bool isThere(const std::string& target) { return works().get(target).status == 200; }
    /// External Keys of the org units of the member's posts, the main one first.
    static std::vector<std::string> posts(const std::string& address) {
        std::vector<std::string> keys;
        const auto shown = member(address);
        for (const auto& organization : shown.at("organizations").as_array()) {
            for (const auto& post : organization.at("orgUnits").as_array()) {
                const std::string key = textOf(post.as_object(), "orgUnitExternalKey");
                const bool isMain = post.at("primary").as_bool();
                keys.insert(isMain ? keys.begin() : keys.end(), key);
            }
        }
        return keys;
    }

    support::LineworksHome home{works()};

private:
    static boost::json::object found(const std::string& target) {
        const auto reply = works().get(target);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, target << ": " << reply.body);
        return reply.json().as_object();
    }
};
