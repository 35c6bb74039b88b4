// How much of a target's permitted rate a bulk run uses, and how soon the rate is back after a
// refusal that nobody expected, by the simulator's own count. Everything between is real: facade,
// journal, connector, limiter, HTTP.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "common/house.h"
#include "common/options.h"
#include "common/row.h"
#include "common/timing.h"
#include "sandbox_home.h"
#include "zoom_sandbox.h"

namespace {

using namespace muster;
using std::chrono::seconds;

constexpr int kUsers = 400;
constexpr int kWorkers = 24;

struct Plan {
    int seconds = 0;    ///< of the bulk run
    int surprises = 0;  ///< of each kind
};

/** Workers that update one user after the other: each a read and a write of label Light. */
class BulkRun {
public:
    explicit BulkRun(bench::House& house) {
        for (int i = 0; i < kWorkers; ++i) {
            threads_.emplace_back(
                [this, &house](const std::stop_token& stop) { work(house, stop); });
        }
    }
    /** Ends the workers; ends the program when an operation had failed. */
    void finish() {
        threads_.clear();
        if (failure_) {
            bench::stop(*failure_);
        }
    }

private:
    void work(bench::House& house, const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const int number = next_++;
            const std::string user = "load" + std::to_string(number % kUsers + 1) + "@example.com";
            const auto result = house.provisioner().run(
                {.kind = store::OperationKind::kUpdate,
                 .target = "zoom",
                 .object = bench::must(Name::parse(user)),
                 .deltas = {{.attribute = Attribute("dept", Value("d" + std::to_string(number)))}},
                 .askedBy = "bench"});
            if (result.outcome != Outcome::kApplied) {
                const std::lock_guard lock(mutex_);
                failure_ = result.error.value_or(Error{.message = "an update was not applied"});
            }
        }
    }

    std::atomic<int> next_{0};
    std::mutex mutex_;
    std::optional<Error> failure_;
    std::vector<std::jthread> threads_;  ///< last: they use the others
};

class Benchmark {
public:
    explicit Benchmark(const Plan& plan) : plan_(plan) {
        zoom_.control("POST", "seed",
                      R"({"generate":{"count":)" + std::to_string(kUsers) +
                          R"(,"prefix":"load","domain":"example.com"}})");
        std::vector<muster::Notice> notices;
        bench::must(house_.provisioner().test("zoom", notices));
    }

    void run() {
        BulkRun bulk(house_);
        std::this_thread::sleep_for(seconds(3));
        measureRate();
        measureRecoveries("a surprise 429 of the second", R"("type":"QPS","retry_after":"none")");
        measureRecoveries("a surprise 429 that says nothing",
                          R"("type":"none","retry_after":"none")");
        bulk.finish();
    }

private:
    static constexpr double kWantedPercent = 97;

    static std::filesystem::path withWorkers(const support::SandboxHome& home) {
        home.edit(std::string(support::SandboxHome::kTargetFile), "workers=\"2\"",
                  "workers=\"" + std::to_string(kWorkers) + "\"");
        return home.path();
    }

    boost::json::object light(int lastSeconds) {
        return zoom_.control("GET", "limits?seconds=" + std::to_string(lastSeconds))
            .at("labels")
            .at("Light")
            .as_object();
    }

    void printShare(const std::string& name, double share, double permitted) const {
        bench::print({.bench = "limits",
                      .name = name,
                      .figure = 100 * share,
                      .unit = "% of the rate",
                      .reference = {{"permitted", permitted, "requests/s"}},
                      .goals = {bench::atLeast(kWantedPercent)}});
    }

    void measureRate() {
        zoom_.control("DELETE", "limits");
        std::this_thread::sleep_for(seconds(plan_.seconds));
        const auto row = light(plan_.seconds);
        const auto permitted = static_cast<double>(row.at("permitted").as_int64());
        const auto requests = static_cast<double>(row.at("requests").as_int64());
        const auto refused = static_cast<double>(row.at("refused_per_second").as_int64() +
                                                 row.at("refused_per_day").as_int64());
        printShare("used of what is permitted, " + std::to_string(plan_.seconds) + " s",
                   row.at("recent").at("of_permitted").as_double(), permitted);
        bench::print({.bench = "limits",
                      .name = "refused with 429",
                      .figure = requests > 0 ? 1000 * refused / requests : 1000,
                      .unit = "of 1,000 requests",
                      .reference = {{"sent", requests, "requests"}},
                      .goals = {bench::atMost(1)}});
    }

    /** The median of some surprises: one alone says more of the machine than of the limiter, since
     * two requests of the two seconds are more than one in a hundred. */
    void measureRecoveries(const std::string& name, const std::string& how) {
        std::vector<double> shares;
        shares.reserve(static_cast<std::size_t>(plan_.surprises));
        for (int i = 0; i < plan_.surprises; ++i) {
            shares.push_back(shareAfterSurprise(how));
        }
        printShare("used from 1 s after " + name, bench::median(shares),
                   static_cast<double>(light(1).at("permitted").as_int64()));
    }

    /** A refusal that no limit explains; the rate of the two seconds that begin a second later. */
    double shareAfterSurprise(const std::string& how) {
        zoom_.control("POST", "faults", R"({"fault":"throttle","path":"/v2/users/*",)" + how + "}");
        const auto isMet = [&] {
            const auto faults = zoom_.control("GET", "faults").at("faults").as_array();
            return faults.back().at("met").as_int64() > 0;
        };
        while (!isMet()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        // The simulator counts in whole tenths: the two seconds begin at least one later.
        std::this_thread::sleep_for(std::chrono::milliseconds(3100));
        return light(2).at("recent").at("of_permitted").as_double();
    }

    Plan plan_;
    support::ZoomSandbox zoom_{{"--plan", "business"}};
    support::SandboxHome home_{zoom_.baseUrl(), "  <property name=\"plan\">business</property>\n"};
    bench::House house_{withWorkers(home_)};
};

}  // namespace

int main(int count, char** arguments) {
    const bench::Size size = bench::sizeFrom(count, arguments);
    Benchmark(
        {.seconds = bench::bySize(size, 3, 20, 300), .surprises = bench::bySize(size, 1, 3, 7)})
        .run();
    return 0;
}
