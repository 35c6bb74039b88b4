// How much of a target's permitted rate a bulk run uses, and how soon the rate is back after a
// refusal that nobody expected, by the simulator's own count. Everything between is real: facade,
// journal, connector, limiter, HTTP.
//   limits_bench [SECONDS [WORKERS]]     300 seconds and 24 workers unless said; 20 is a quick look
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "host/catalogue/connector_catalogue.h"
#include "host/journal_counters.h"
#include "provision/provisioner.h"
#include "sandbox_home.h"
#include "zoom_sandbox.h"

namespace {

using namespace muster;
using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr int kUsers = 400;

template <typename T>
T orStop(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().describe().c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(result).value();
    }
}

/** One owner of a home with a target at the simulator. */
struct House {
    House(const support::ZoomSandbox& zoom, int workers)
        : files(zoom.baseUrl(), "  <property name=\"plan\">business</property>\n") {
        files.edit(std::string(support::SandboxHome::kTargetFile), "workers=\"2\"",
                   "workers=\"" + std::to_string(workers) + "\"");
        orStop(catalogue.scan());
        targets.load();
    }

    support::SandboxHome files;
    host::Home home{files.path()};
    std::unique_ptr<store::Journal> journal =
        orStop(store::Journal::open({.folder = files.path()}));
    host::ConnectorCatalogue catalogue{{.pluginsFolder = home.plugins().string(),
                                        .loadedFolder = home.loaded().string(),
                                        .probeProgram = MUSTER_PROGRAM}};
    host::Targets targets{home, catalogue, orStop(host::makeLog({})),
                          [this](const std::string& target) {
                              return std::make_shared<host::JournalCounters>(*journal, target);
                          }};
    provision::Provisioner provisioner{*journal, targets};
};

/** Workers that update one user after the other: each a read and a write of label Light. */
class BulkRun {
public:
    BulkRun(House& house, int workers) {
        for (int i = 0; i < workers; ++i) {
            threads_.emplace_back(
                [this, &house](const std::stop_token& stop) { work(house, stop); });
        }
    }
    int failed() const { return failed_; }
    std::string lastError() {
        const std::lock_guard lock(mutex_);
        return lastError_;
    }

private:
    void work(House& house, const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const int number = next_++;
            const std::string user = "load" + std::to_string(number % kUsers + 1) + "@example.com";
            const auto result = house.provisioner.run(
                {.kind = store::OperationKind::kUpdate,
                 .target = "zoom",
                 .object = orStop(Name::parse(user)),
                 .deltas = {{.attribute = Attribute("dept", Value("d" + std::to_string(number)))}},
                 .askedBy = "bench"});
            if (result.outcome != Outcome::kApplied) {
                ++failed_;
                const std::lock_guard lock(mutex_);
                lastError_ = result.error ? result.error->describe() : "no error told";
            }
        }
    }

    std::atomic<int> next_{0};
    std::atomic<int> failed_{0};
    std::mutex mutex_;
    std::string lastError_;
    std::vector<std::jthread> threads_;  ///< last: they use the others
};

boost::json::object light(support::ZoomSandbox& zoom, int lastSeconds) {
    return zoom.control("GET", "limits?seconds=" + std::to_string(lastSeconds))
        .at("labels")
        .at("Light")
        .as_object();
}

void measureRate(support::ZoomSandbox& zoom, int length) {
    zoom.control("DELETE", "limits");
    std::this_thread::sleep_for(seconds(length));
    const auto row = light(zoom, length);
    const auto requests = static_cast<double>(row.at("requests").as_int64());
    const auto refused = static_cast<double>(row.at("refused_per_second").as_int64() +
                                             row.at("refused_per_day").as_int64());
    std::printf("%-34s %7.1f %%   of %lld a second, wanted 97\n", "used of what is permitted",
                100 * row.at("recent").at("of_permitted").as_double(),
                static_cast<long long>(row.at("permitted").as_int64()));
    std::printf("%-34s %7.2f     of 1000 requests, wanted at most 1 (%.0f of %.0f)\n", "refused",
                requests > 0 ? 1000 * refused / requests : 0, refused, requests);
}

/** A refusal that no limit explains; the rate of the two seconds that begin a second later. */
void measureRecovery(support::ZoomSandbox& zoom, const std::string& how) {
    zoom.control("POST", "faults", R"({"fault":"throttle","path":"/v2/users/*",)" + how + "}");
    const auto isMet = [&] {
        const auto faults = zoom.control("GET", "faults").at("faults").as_array();
        return faults.back().at("met").as_int64() > 0;
    };
    while (!isMet()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    std::this_thread::sleep_for(seconds(3));
    const double share = light(zoom, 2).at("recent").at("of_permitted").as_double();
    std::printf("%-34s %7.1f %%   %s\n", "used from 1 s after a surprise", 100 * share,
                how.c_str());
}

int number(int count, char** arguments, int at, int fallback) {
    return count > at ? std::atoi(arguments[at]) : fallback;
}

}  // namespace

int main(int count, char** arguments) {
    const int length = number(count, arguments, 1, 300);
    const int workers = number(count, arguments, 2, 24);
    if (length < 3 || workers < 1) {
        std::fprintf(stderr, "usage: limits_bench [SECONDS [WORKERS]], at least 3 and 1\n");
        return 2;
    }
    support::ZoomSandbox zoom({"--plan", "business"});
    zoom.control("POST", "seed",
                 R"({"generate":{"count":)" + std::to_string(kUsers) +
                     R"(,"prefix":"load","domain":"example.com"}})");
    House house(zoom, workers);
    orStop(house.provisioner.test("zoom"));
    BulkRun run(house, workers);
    std::this_thread::sleep_for(seconds(3));
    std::printf("%d workers, %d seconds\n", workers, length);
    measureRate(zoom, length);
    measureRecovery(zoom, R"("type":"QPS","retry_after":"none")");
    measureRecovery(zoom, R"("type":"none","retry_after":"none")");
    if (run.failed() > 0) {
        std::printf("%d operations failed, the last with: %s\n", run.failed(),
                    run.lastError().c_str());
    }
    return 0;
}
