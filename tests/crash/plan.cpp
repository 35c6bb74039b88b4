#include "plan.h"

#include <array>

namespace crash {
namespace {

constexpr int kTimeoutMs = 700;
/// About as long as a run takes.
constexpr int kLongestMoment = 400'000;
constexpr int kMostWrites = 30;

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

/// `{"fault":"KIND","method":"..","skip":n<rest>}`; any method without one.
std::string order(Random& random, const std::string& kind, const std::string& method,
                  const std::string& rest = {}) {
    std::string text = "{" + quoted("fault") + ":" + quoted(kind);
    if (!method.empty()) text += "," + quoted("method") + ":" + quoted(method);
    return text + "," + quoted("skip") + ":" + std::to_string(random.below(4)) + rest + "}";
}

std::string someStatus(Random& random) {
    return ",\"status\":" + random.oneOf(std::vector<std::string>{"500", "502", "503", "504"}) +
           ",\"count\":" + std::to_string(random.between(1, 4));
}

/// One thing that goes wrong at the simulator.
void addFault(Random& random, const FaultWords& words, Plan& plan,
              std::vector<std::string>& faults) {
    const std::string method = random.oneOf(words.methods);
    const std::string reset = random.happens(50) ? R"(,"reset":true)" : "";
    switch (random.below(10)) {
        case 0:
        case 1:
            return faults.push_back(order(random, "drop-after", method, reset));
        case 2:
            return faults.push_back(order(random, "drop-before", method, reset));
        case 3:
            return faults.push_back(order(random, "status-after", method, someStatus(random)));
        case 4:
            return faults.push_back(order(random, "status-before", method, someStatus(random)));
        case 5:
            return faults.push_back(
                order(random, "throttle", method, random.oneOf(words.throttles)));
        case 6:
            return faults.push_back(order(random, "truncate-json", method));
        case 7:
            return faults.push_back(order(random, "cut-body", method));
        case 8:
            // The new object shows up late, but within the settle window of the target.
            plan.settleSeconds = 1;
            return faults.push_back(R"({"fault":"hide-created","reads":1,"count":-1})");
        case 9:
            // An answer that never comes, and commands that do not wait for it.
            faults.push_back(order(random, "delay-after", method, R"(,"ms":600000)"));
            for (auto& worker : plan.workload.workers) {
                for (Command& command : worker) command.timeoutMs = kTimeoutMs;
            }
            return;
    }
}

std::vector<std::string> someFaults(Random& random, const FaultWords& words, Plan& plan) {
    std::vector<std::string> faults;
    for (int left = random.below(4); left > 0; --left) addFault(random, words, plan, faults);
    if (random.happens(5)) {
        faults.push_back(R"({"fault":"status-before","path":")" + words.tokenPath +
                         R"(","status":503})");
    }
    return faults;
}

Kill someKill(Random& random) {
    switch (random.below(5)) {
        case 0:
        case 1:
            return {
                .way = Kill::Way::kWrite,
                .order = {random.happens(50) ? KillOrder::Side::kBefore : KillOrder::Side::kAfter,
                          random.between(1, kMostWrites)}};
        case 2:
            return {.way = Kill::Way::kHeldBefore, .skip = random.below(6)};
        case 3:
            return {.way = Kill::Way::kHeldAfter, .skip = random.below(6)};
        default:
            return {.way = Kill::Way::kMoment, .microseconds = random.below(kLongestMoment)};
    }
}

/// One to four workers.
Workload randomWorkload(const Target& target, Random& random, const std::string& prefix) {
    Workload workload{.name = "random"};
    const int workers = random.happens(50) ? 1 : random.between(2, 4);
    for (int at = 0; at < workers; ++at) {
        workload.workers.push_back(
            target.randomCommands(random, workload, prefix + "w" + std::to_string(at)));
    }
    return workload;
}

}  // namespace

std::string Kill::toText() const {
    switch (way) {
        case Way::kNone:
            return "not killed";
        case Way::kWrite:
            return "killed at write point " + order.toText();
        case Way::kHeldBefore:
            return "killed while request " + std::to_string(skip + 1) + " was not done yet";
        case Way::kHeldAfter:
            return "killed while request " + std::to_string(skip + 1) + " was not answered yet";
        case Way::kMoment:
            return "killed after " + std::to_string(microseconds) + " us";
    }
    return "";
}

Plan randomPlan(const Target& target, std::uint64_t seed, int number, const std::string& prefix) {
    Random random(seedOf(seed, number));
    const FaultWords words = target.faultWords();
    Plan plan{.number = number, .workload = randomWorkload(target, random, prefix)};
    plan.isTogether = plan.workload.workers.size() > 1;
    plan.faults = someFaults(random, words, plan);
    plan.first = someKill(random);
    for (int left = random.below(3); left > 0; --left) plan.later.push_back(someKill(random));
    if (random.happens(40)) plan.laterFaults = someFaults(random, words, plan);
    plan.retries = random.happens(50);
    plan.usesScript = random.happens(20);
    plan.abandonsOneIn = random.happens(15) ? random.between(1, 3) : 0;
    return plan;
}

}  // namespace crash
