#pragma once

#include <algorithm>
#include <chrono>

#include <signal.h>

#include "shell_fixture.h"

inline constexpr const char* kMail = "u@example.com";

/// Polls until it holds; throws when it does not in 20 s.
template <typename Condition>
void await(const Condition& isSo, const char* what) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!isSo()) {
        if (std::chrono::steady_clock::now() > deadline) {
            throw std::runtime_error(std::string("in vain awaited: ") + what);
        }
    }
}

/// The program on a script that waits for its next line, and what it logs.
struct ChildProcessWithLog {
    explicit ChildProcessWithLog(const support::SandboxHome& used)
        : home(used),
          child(home.program(
              {"--log-level", "info", "--log-file", (home.path() / "recovery.log").string()})) {
        child.write("status\n");
    }
    std::string log() const {
        return std::filesystem::exists(home.path() / "recovery.log") ? home.read("recovery.log")
                                                                     : std::string();
    }
    const support::SandboxHome& home;
    support::ChildProcess child;
};

/// A home whose target has no settle window, and a program that is killed between the start of a
/// step and its answer.
struct RecoveryCase : ShellCase {
    RecoveryCase() {
        home.edit(std::string(support::SandboxHome::kTargetFile), "timeout-seconds=\"15\"",
                  "timeout-seconds=\"15\" settle-seconds=\"0\"");
        home.setVariable("PW", "Abcd1234x");
    }

    /// The target does what was asked for once the program is gone.
    void killWhileUnderWay(const std::string& command) const {
        zoom().set(R"({"write-ms":600000})");
        support::ChildProcess child(home.program({"-c", command}));
        await([] { return !zoom().control("GET", "state").at("under_way").as_array().empty(); },
              "a write at the simulator");
        child.signal(SIGKILL);
        BOOST_TEST(child.wait().exitCode == 128 + SIGKILL);
        const std::size_t received = requests().size();
        zoom().set(R"({"write-ms":0})");
        await([] { return !stored(kMail, "id").empty(); }, "the user");
        await([&] { return requests().size() > received; }, "the end of the write");
        forgetRequests();
    }

    /// The program is killed while the simulator holds a request, before or after it is done.
    void killWhileHeld(const std::string& command, const std::string& fault) const {
        zoom().control("POST", "faults", fault);
        support::ChildProcess child(home.program({"-c", command}));
        await([] { return zoom().control("GET", "faults").at("held").as_int64() > 0; },
              "a request that is held");
        child.signal(SIGKILL);
        BOOST_TEST(child.wait().exitCode == 128 + SIGKILL);
        const std::size_t received = requests().size();
        zoom().control("DELETE", "faults");
        await([&] { return requests().size() > received; }, "the end of the request");
        forgetRequests();
    }

    /// A script that lasts until the recovery in its background has told what it found.
    void settleInBackground() const {
        ChildProcessWithLog script(home);
        await([&] { return has(script.log(), "recovery="); }, "a line of the recovery");
        script.child.closeInput();
        BOOST_TEST(script.child.wait().exitCode == 0);
    }

    /// A user with the id U1, who is `status` and signs in by work e-mail.
    static void seed(const std::string& status = "active") {
        zoom().seedUsers(R"([{"id":"U1","email":"u@example.com","password":"Old-Passw0rd1",)"
                         R"("login_types":[100],"status":")" +
                         status + R"("}])");
    }

    /// As if the target had never done it.
    static void undo() {
        BOOST_REQUIRE(
            zoom().call("DELETE", std::string("/users/") + kMail + "?action=delete").status == 204);
        forgetRequests();
    }

    std::string shown(const std::string& member) const {
        const auto lines = jsonLines(home.run({"operation show 1"}, {"--output", "json"}));
        return lines.size() == 1 ? textOf(lines[0], member) : "";
    }

    static void checkProfile() {
        BOOST_TEST(zoom().call("GET", std::string("/users/") + kMail).text("dept") == "Sales");
    }

    static std::size_t posts() {
        const auto all = writes();
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(),
                          [](const std::string& one) { return one.starts_with("POST "); }));
    }
};
