// How soon muster answers, and how much memory it takes: at rest, and while 100,000 users pass
// through it. Beside a program that only links the same libraries.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "child_process.h"
#include "common/options.h"
#include "common/row.h"
#include "common/timing.h"
#include "common/unlimited_zoom.h"
#include "sandbox_home.h"
#include "start/left_home.h"
#include "start/process_memory.h"
#include "start/start_home.h"
#include "zoom_sandbox.h"

namespace {

using support::ChildProcess;
using support::Command;

struct Plan {
    int starts = 0;
    int users = 0;
    int leftOpen = 0;  ///< operations under way when an owner died
};

Command musterOn(const std::filesystem::path& home, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--home", home.string(), "--output", "json"});
    return {MUSTER_PROGRAM, std::move(arguments), {{"LC_ALL", "C.UTF-8"}}};
}

class Benchmark {
public:
    explicit Benchmark(const Plan& plan) : plan_(plan) {
        firstLineMs(list(), "idle-0");  // tries every connector, and makes the database
    }

    void startTimes() {
        const bench::Reference linked{"linked program",
                                      manyStarts({MUSTER_BENCH_LINKED}, "ready", {}), "ms"};
        print("start to first answer, 10 connectors", manyStarts(list(), "idle-0", {}), linked,
              {bench::atMost(30)});
        print("start to a target's first answer, 10 connectors",
              manyStarts(musterOn(home_.path(), {"-c", "target show idle"}), "idle", {}), linked);
        print("the same, connectors never seen",
              manyStarts(musterOn(home_.path(), {"-c", "target show idle"}), "idle",
                         [this] { home_.forgetConnectors(); }),
              linked);
    }

    void startAfterCrash() {
        const double one = startsAfterCrash(1);
        print("start to first answer, " + std::to_string(plan_.leftOpen) + " operations left open",
              startsAfterCrash(plan_.leftOpen), {"one left open", one, "ms"},
              {bench::atMost(1000)});
    }

    void memoryAtRest() {
        ChildProcess linked(Command{MUSTER_BENCH_LINKED});
        linked.waitForLine("ready");
        const double least = bench::memoryMiB(linked.pid(), "VmRSS");
        ChildProcess muster(musterOn(home_.path(), {}));
        muster.write("connector list\ntarget show idle\n");
        muster.waitForLine("idle-3.so");
        const double resident = bench::memoryMiB(muster.pid(), "VmRSS");
        // 20 MiB, or 5 over the program that only links the same libraries.
        printMemory("resident, 10 connectors, one in use", resident, least,
                    {bench::atMost(std::max(20.0, least + 5))});
    }

    void memoryOfSearch() {
        support::ZoomSandbox zoom({"--users", std::to_string(plan_.users)});
        support::SandboxHome home(zoom.baseUrl());
        ChildProcess linked(Command{MUSTER_BENCH_LINKED});
        linked.waitForLine("ready");
        ChildProcess muster(musterOn(bench::unlimited(home, 1), {}));
        muster.write("search zoom\nconnector list\n");
        muster.waitForLine("zoom.so", std::chrono::minutes(5));
        printMemory("peak, " + std::to_string(plan_.users) + " users searched",
                    bench::memoryMiB(muster.pid(), "VmHWM"),
                    bench::memoryMiB(linked.pid(), "VmRSS"), {bench::atMost(64)});
    }

private:
    Command list() const { return musterOn(home_.path(), {"-c", "connector list"}); }

    static double firstLineMs(const Command& command, const std::string& part) {
        const bench::Stopwatch watch;
        ChildProcess child(command);
        child.waitForLine(part);
        const double ms = watch.seconds() * 1000;
        child.closeInput();
        child.wait();
        return ms;
    }

    double manyStarts(const Command& command, const std::string& part,
                      const std::function<void()>& before) const {
        std::vector<double> times;
        for (int i = 0; i < plan_.starts; ++i) {
            if (before) {
                before();
            }
            times.push_back(firstLineMs(command, part));
        }
        return bench::median(times);
    }

    /** The first answer is the newest of them, as `operation list` shows it. */
    double startsAfterCrash(int operations) const {
        constexpr int kMostStarts = 15;  // each begins with a copy of the journal
        const bench::LeftHome left(operations);
        std::vector<double> times;
        for (int i = 0; i < std::min(plan_.starts, kMostStarts); ++i) {
            left.leaveAgain();
            times.push_back(firstLineMs(musterOn(left.path(), {"-c", "operation list --limit 1"}),
                                        "\"state\":\"interrupted\""));
        }
        return bench::median(times);
    }

    static void print(const std::string& name, double figure, const bench::Reference& reference,
                      std::vector<bench::Goal> goals = {}) {
        bench::print({.bench = "start",
                      .name = name,
                      .figure = figure,
                      .unit = "ms",
                      .reference = reference,
                      .goals = std::move(goals)});
    }
    static void printMemory(const std::string& name, double figure, double linked,
                            std::vector<bench::Goal> goals) {
        bench::print({.bench = "start",
                      .name = name,
                      .figure = figure,
                      .unit = "MiB",
                      .reference = {{"linked program", linked, "MiB"}},
                      .goals = std::move(goals)});
    }

    Plan plan_;
    bench::StartHome home_;
};

}  // namespace

int main(int count, char** arguments) {
    const bench::Size size = bench::sizeFrom(count, arguments);
    Benchmark benchmark({.starts = bench::bySize(size, 2, 15, 51),
                         .users = bench::bySize(size, 300, 20'000, 100'000),
                         .leftOpen = bench::bySize(size, 1'000, 100'000, 100'000)});
    benchmark.startTimes();
    benchmark.startAfterCrash();
    benchmark.memoryAtRest();
    benchmark.memoryOfSearch();
    return 0;
}
