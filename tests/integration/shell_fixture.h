#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sandbox_home.h"
#include "shell_checks.h"
#include "zoom_sandbox.h"

/// The simulator of this test program, started at first use.
inline support::ZoomSandbox& zoom() {
    static support::ZoomSandbox sandbox({"--keep-secrets"});
    return sandbox;
}

/// Gives each case a fresh account at the simulator and a fresh home with a target "zoom".
struct ShellCase {
    ShellCase() { zoom().reset(); }

    /// All requests that the simulator received, as "METHOD target"; those for tokens left out.
    static std::vector<std::string> requests() { return received({}); }
    /// Those that may change something, as "METHOD target body".
    static std::vector<std::string> writes() { return received({"GET"}); }

    /// Runs a command that has to succeed and say nothing, for preparations.
    void prepare(const std::string& command) const {
        const auto ended = home.run(command);
        BOOST_REQUIRE_MESSAGE(ended.exitCode == 0, command << ": " << ended.err);
    }
    /// Forgets what the simulator received so far.
    static void forgetRequests() { zoom().control("DELETE", "requests"); }

    /// A member of the user at the simulator, as JSON; "" when there is no such user.
    static std::string stored(const std::string& email, const std::string& member) {
        const auto state = zoom().control("GET", "state");
        for (const auto& user : state.at("users").as_array()) {
            const auto& object = user.as_object();
            if (textOf(object, "email") == email) {
                const auto* value = object.if_contains(member);
                return value == nullptr ? "absent" : boost::json::serialize(*value);
            }
        }
        return "";
    }

    support::SandboxHome home{zoom().baseUrl()};

private:
    /** `PATCH /users/u1 {"type":1}`. */
    static std::string lineOf(const boost::json::object& request, bool hasBody) {
        const auto* body = hasBody ? request.if_contains("body") : nullptr;
        return textOf(request, "method") + " " + textOf(request, "target") +
               (body == nullptr || body->is_null() ? "" : " " + boost::json::serialize(*body));
    }

    static std::vector<std::string> received(const std::vector<std::string>& without) {
        std::vector<std::string> lines;
        const auto all = zoom().control("GET", "requests");
        for (const auto& one : all.as_array()) {
            const auto& request = one.as_object();
            const std::string method = textOf(request, "method");
            const std::string target = textOf(request, "target");
            if (target.starts_with("/oauth/token") ||
                std::find(without.begin(), without.end(), method) != without.end()) {
                continue;
            }
            lines.push_back(lineOf(request, !without.empty()));
        }
        return lines;
    }
};
