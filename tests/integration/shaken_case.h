#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>

#include "shell_fixture.h"

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

/// A home whose program runs on a disk and by a clock that a case can shake
/// (tests/support/shaken_host), and a target without a settle window.
struct ShakenCase : ShellCase {
    ShakenCase() {
        home.setVariable("MUSTER_SHAKE", orders_.path().string());
        home.edit(std::string(support::SandboxHome::kTargetFile), "timeout-seconds=\"15\"",
                  "timeout-seconds=\"15\" settle-seconds=\"0\"");
    }

    /// The disk or the clock does so from now on.
    void order(const std::string& name, const std::string& value) const {
        // Written under another name first: the program may look at any time.
        std::filesystem::rename(orders_.write("next", value), orders_.path() / name);
    }
    void forget(const std::string& name) const { std::filesystem::remove(orders_.path() / name); }
    /// What the program tells under that name.
    std::string told(const std::string& name) const {
        std::ifstream file(orders_.path() / name);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    support::Command shaken(std::vector<std::string> arguments) const {
        support::Command command = home.program(std::move(arguments));
        command.program = MUSTER_SHAKEN_HOST;
        return command;
    }
    support::Finished run(const std::string& command) const {
        return support::run(shaken({"-c", command}));
    }
    /// A member of `operation show NUMBER`.
    std::string shown(const std::string& number, const std::string& member) const {
        const auto ended =
            support::run(shaken({"--output", "json", "-c", "operation show " + number}));
        const auto lines = jsonLines(ended);
        return lines.size() == 1 ? textOf(lines[0], member) : "";
    }

    /// How many requests of a method reached the users of the simulator.
    static std::size_t sent(const std::string& method) {
        const auto all = requests();
        return static_cast<std::size_t>(std::count_if(
            all.begin(), all.end(),
            [&](const std::string& one) { return one.starts_with(method + " /v2/users"); }));
    }
    /// Requests of that kind wait before they are done, or before they are answered, until `letGo`.
    static void hold(const std::string& when, const std::string& method, const std::string& path) {
        zoom().control("POST", "faults",
                       R"({"fault":"delay-)" + when + R"(","method":")" + method + R"(","path":")" +
                           path + R"(","ms":600000})");
    }
    static void awaitHeld() {
        await([] { return zoom().control("GET", "faults").at("held").as_int64() > 0; },
              "a request that is held");
    }
    static void letGo() { zoom().control("DELETE", "faults"); }

private:
    muster::testing::TemporaryFolder orders_;
};
