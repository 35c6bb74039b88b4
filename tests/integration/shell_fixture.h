#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include "sandbox_home.h"
#include "zoom_sandbox.h"

/// The simulator of this test program, started at first use.
inline support::ZoomSandbox& zoom() {
    static support::ZoomSandbox sandbox({"--keep-secrets"});
    return sandbox;
}

inline bool has(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}

/// Expects an exit code, and pieces in stderr.
inline void checkEnd(const support::Finished& ended, int exitCode,
                     const std::vector<std::string>& pieces = {}) {
    BOOST_TEST_CONTEXT("stdout: " << ended.out << "\nstderr: " << ended.err) {
        BOOST_TEST(ended.exitCode == exitCode);
        for (const std::string& piece : pieces) {
            BOOST_TEST(has(ended.err, piece), "stderr lacks: " << piece);
        }
    }
}

/// Expects pieces in a text, in this order.
inline void checkHas(std::string_view text, const std::vector<std::string>& pieces) {
    std::size_t from = 0;
    BOOST_TEST_CONTEXT("in: " << text) {
        for (const std::string& piece : pieces) {
            const std::size_t at = text.find(piece, from);
            BOOST_TEST((at != std::string_view::npos), "lacks, or has too early: " << piece);
            from = at == std::string_view::npos ? from : at + piece.size();
        }
    }
}

/// Each line of a JSON output; a line that is no object fails the case.
inline std::vector<boost::json::object> jsonLines(const support::Finished& ended) {
    std::vector<boost::json::object> lines;
    for (std::size_t begin = 0; begin < ended.out.size();) {
        const std::size_t end = std::min(ended.out.find('\n', begin), ended.out.size());
        boost::json::error_code failure;
        const auto value = boost::json::parse(ended.out.substr(begin, end - begin), failure);
        BOOST_REQUIRE_MESSAGE(!failure && value.is_object(),
                              "no JSON object: " << ended.out.substr(begin, end - begin));
        lines.push_back(value.as_object());
        begin = end + 1;
    }
    return lines;
}

/// The text of a member, "" when it is absent or no text.
inline std::string textOf(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found == nullptr || !found->is_string() ? "" : std::string(found->get_string());
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
            const auto* body = request.if_contains("body");
            lines.push_back(method + " " + target +
                            (without.empty() || body == nullptr || body->is_null()
                                 ? ""
                                 : " " + boost::json::serialize(*body)));
        }
        return lines;
    }
};
