// How many users a second 16 workers create at the Zoom simulator without limits, with everything
// of muster between; beside the same workers with the journal off, the journal alone, and a load
// generator that does nothing but send the same requests.
#include <algorithm>
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/durable_load.h"
#include "common/house.h"
#include "common/load_generator.h"
#include "common/options.h"
#include "common/row.h"
#include "common/timing.h"
#include "common/unlimited_zoom.h"
#include "provision/target_facade.h"
#include "sandbox_home.h"
#include "zoom/forgotten_steps.h"
#include "zoom_sandbox.h"

namespace {

using namespace muster;
using provision::OperationRequest;
using provision::OperationResult;

constexpr int kWorkers = 16;

struct Plan {
    int rounds = 0;
    int creates = 0;  ///< of a round
};

class Benchmark {
public:
    explicit Benchmark(const Plan& plan) : plan_(plan) {}

    void run() {
        std::vector<muster::Notice> notices;
        bench::must(house_.provisioner().test("zoom", notices));
        std::vector<double> bare;
        std::vector<double> off;
        std::vector<double> on;
        std::vector<double> durable;
        // In turn, so that what else the machine does meets all of them.
        for (int i = 0; i < plan_.rounds; ++i) {
            bare.push_back(bareCreates());
            off.push_back(creates([this](const OperationRequest& request) {
                return facade_.run(request, std::make_shared<bench::ForgottenSteps>());
            }));
            durable.push_back(durableOperations());
            on.push_back(creates([this](const OperationRequest& request) {
                return house_.provisioner().run(request);
            }));
        }
        report(bench::median(bare), bench::median(off), bench::median(on), bench::median(durable));
    }

private:
    static constexpr const char* kUnit = "creates/s";

    void report(double bare, double off, double on, double durable) const {
        const bench::Reference smaller =
            off < durable ? bench::Reference{"journal off", off, kUnit}
                          : bench::Reference{"journal alone, 16 in flight", durable, kUnit};
        const bench::Reference generator{"bare load generator", bare, kUnit};
        print("creates at the simulator, 16 workers, journal on", on, smaller,
              {bench::ratioAtLeast(0.7)});
        print("the same, as a share of the load generator", on, generator);
        print("the same, journal off", off, generator);
        print("the journal alone, 16 in flight, with a step", durable, smaller);
    }

    static void print(const std::string& name, double figure, const bench::Reference& reference,
                      std::vector<bench::Goal> goals = {}) {
        bench::print({.bench = "zoom",
                      .name = name,
                      .figure = figure,
                      .unit = kUnit,
                      .reference = reference,
                      .goals = std::move(goals)});
    }

    std::string nextAddress() {
        return "bench" + std::to_string(1'000'000 + ++made_) + "@example.com";
    }

    OperationRequest request() {
        return {.kind = store::OperationKind::kCreate,
                .target = "zoom",
                .attributes = {{"email", nextAddress()},
                               {"first_name", "Hanako"},
                               {"last_name", "Yamada"},
                               {"createType", "custCreate"},
                               {"type", "Basic"}},
                .askedBy = "bench",
                .thread = provision::CallThread::kCalling};
    }

    /** As many a second as the workers get done. */
    double creates(const std::function<OperationResult(const OperationRequest&)>& run) {
        std::vector<OperationRequest> requests;
        requests.reserve(static_cast<std::size_t>(plan_.creates));
        for (int i = 0; i < plan_.creates; ++i) {
            requests.push_back(request());
        }
        std::atomic<std::size_t> next = 0;
        const bench::Stopwatch watch;
        {
            std::vector<std::jthread> workers;
            workers.reserve(kWorkers);
            for (int i = 0; i < kWorkers; ++i) {
                workers.emplace_back([&] {
                    for (std::size_t at = next++; at < requests.size(); at = next++) {
                        check(run(requests[at]));
                    }
                });
            }
        }
        return plan_.creates / watch.seconds();
    }

    static void check(const OperationResult& result) {
        if (result.outcome != Outcome::kApplied) {
            bench::stop(result.error.value_or(Error{.message = "a create was not applied"}));
        }
    }

    double durableOperations() {
        const bench::DurableLoad load{.shape = bench::DurableLoad::Shape::kWithOneStep,
                                      .inFlight = kWorkers,
                                      .operations = plan_.creates,
                                      .firstNumber = made_};
        made_ += plan_.creates;
        return bench::runDurably(*alone_, load).perSecond;
    }

    /** The same requests as one create sends: POST, and a GET of what was made. */
    double bareCreates() {
        const std::string token = "Bearer " + zoom_.newToken();
        bench::Load posts{
            .port = zoom_.port(), .connections = kWorkers, .expected = "HTTP/1.1 201"};
        bench::Load gets{.port = zoom_.port(), .connections = kWorkers, .expected = "HTTP/1.1 200"};
        for (int i = 0; i < plan_.creates; ++i) {
            const std::string email = nextAddress();
            posts.requests.push_back(bench::httpRequest(
                "POST", "/v2/users", token,
                R"({"action":"custCreate","user_info":{"email":")" + email +
                    R"(","type":1,"first_name":"Hanako","last_name":"Yamada"}})"));
            gets.requests.push_back(bench::httpRequest("GET", "/v2/users/" + email, token));
        }
        const double postRate = bench::requestsPerSecond(posts);
        return 1 / (1 / postRate + 1 / bench::requestsPerSecond(gets));
    }

    Plan plan_;
    support::ZoomSandbox zoom_;
    support::SandboxHome home_{zoom_.baseUrl()};
    bench::House house_{bench::unlimited(home_, kWorkers)};
    provision::TargetFacade facade_{house_.target("zoom"),
                                    std::make_shared<provision::ObjectLocks>()};
    muster::testing::TemporaryFolder aloneFolder_;
    std::unique_ptr<store::Journal> alone_ =
        bench::must(store::Journal::open({.folder = aloneFolder_.path()}));
    int made_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
    const bench::Size size = bench::sizeFrom(count, arguments);
    Benchmark(
        {.rounds = bench::bySize(size, 1, 3, 5), .creates = bench::bySize(size, 32, 1'000, 4'000)})
        .run();
    return 0;
}
