// What the way to a connector costs: facade and C border on the calling thread, beside the same
// connector called directly. Times are the thread's processor time; see the README beside this
// folder for what is in a row and what is not.
#include <functional>
#include <string>
#include <vector>

#include "boundary/direct_call.h"
#include "boundary/directory_home.h"
#include "boundary/requests.h"
#include "common/house.h"
#include "common/options.h"
#include "common/row.h"
#include "common/timing.h"
#include "provision/target_facade.h"

namespace {

using namespace muster;
using bench::DirectCall;
using provision::OperationRequest;
using provision::TargetFacade;

constexpr int kDifferentRequests = 1024;
constexpr int kKeptPart = 20;  ///< so much less, where every object stays in memory

struct Plan {
    int rounds = 0;
    int creates = 0;  ///< of a round
    int objects = 0;  ///< shown in a round
};

/** The median of so many rounds, in things a second. */
double rate(const Plan& plan, int things, const std::function<void()>& round) {
    round();  // caches, pools and branch predictors are warm afterwards
    std::vector<double> rates;
    for (int i = 0; i < plan.rounds; ++i) {
        const double before = bench::threadSeconds();
        round();
        rates.push_back(things / (bench::threadSeconds() - before));
    }
    return bench::median(rates);
}

void check(const provision::OperationResult& result) {
    if (result.outcome != Outcome::kApplied) {
        bench::stop(result.error.value_or(Error{.message = "a create was not applied"}));
    }
}

std::vector<OperationRequest> requestsFor(const std::string& target) {
    std::vector<OperationRequest> requests;
    requests.reserve(kDifferentRequests);
    for (int i = 0; i < kDifferentRequests; ++i) {
        requests.push_back(bench::createRequest(target, i));
    }
    return requests;
}

const OperationRequest& at(const std::vector<OperationRequest>& requests, int i) {
    return requests[static_cast<std::size_t>(i % kDifferentRequests)];
}

class Benchmark {
public:
    explicit Benchmark(const Plan& plan) : plan_(plan) {}

    void creates() {
        const bench::Reference direct = directCreates(false);
        print("creates, requests built beforehand", built("answering"), direct,
              {bench::atLeast(1'000'000)});
        print("creates, requests built each time", buildingEach(), direct);
        plan_.creates /= kKeptPart;
        print("creates, the connector keeps objects", built("keeping"), directCreates(true));
    }

    void searches() {
        printObjects("search, read as views", views(),
                     directSearch("direct C++ call, read", readsObject),
                     {bench::atLeast(1'500'000)});
        printObjects("search, owned objects", owned(),
                     directSearch("direct C++ call, copied", copiesObject),
                     {bench::atLeast(600'000)});
    }

private:
    static void print(const std::string& name, double figure, const bench::Reference& reference,
                      std::vector<bench::Goal> goals = {}) {
        bench::print({.bench = "boundary",
                      .name = name,
                      .figure = figure,
                      .unit = "creates/s",
                      .reference = reference,
                      .goals = std::move(goals)});
    }
    static void printObjects(const std::string& name, double figure,
                             const bench::Reference& reference, std::vector<bench::Goal> goals) {
        bench::print({.bench = "boundary",
                      .name = name,
                      .figure = figure,
                      .unit = "objects/s",
                      .reference = reference,
                      .goals = std::move(goals)});
    }

    TargetFacade facade(const std::string& target) {
        return {house_.target(target), std::make_shared<provision::ObjectLocks>()};
    }

    double built(const std::string& target) {
        TargetFacade way = facade(target);
        const std::vector<OperationRequest> requests = requestsFor(target);
        return rate(plan_, plan_.creates, [&] {
            for (int i = 0; i < plan_.creates; ++i) {
                check(way.run(at(requests, i)));
            }
        });
    }

    double buildingEach() {
        TargetFacade way = facade("answering");
        return rate(plan_, plan_.creates, [&] {
            for (int i = 0; i < plan_.creates; ++i) {
                check(way.run(bench::createRequest("answering", i)));
            }
        });
    }

    bench::Reference directCreates(bool keeps) {
        DirectCall direct(keeps);
        abi::Marshal marshal;
        const OperationRequest request = bench::createRequest("", 0);
        const sdk::AttributesView attributes(marshal.attributes(request.attributes));
        const double figure = rate(plan_, plan_.creates, [&] {
            for (int i = 0; i < plan_.creates; ++i) {
                if (!direct.create(attributes)) {
                    bench::stop(Error{.message = "a direct create was refused"});
                }
            }
        });
        return {"direct C++ call", figure, "creates/s"};
    }

    double views() {
        TargetFacade way = facade("answering");
        return rate(plan_, plan_.objects, [&] {
            const auto read = [&](const ObjectView& object) {
                for (std::size_t i = 0; i < object.count(); ++i) {
                    const AttributeView attribute = object.attribute(i);
                    for (std::size_t k = 0; k < attribute.count(); ++k) {
                        seen_ += attribute.value(k).text().size();
                    }
                }
                return true;
            };
            expectAll(bench::must(way.searchViews(searchAll(), read)).shown);
        });
    }

    double owned() {
        TargetFacade way = facade("answering");
        return rate(plan_, plan_.objects, [&] {
            const auto take = [&](const ConnectorObject& object) {
                seen_ += object.attributes.size();
                return true;
            };
            expectAll(bench::must(way.search(searchAll(), take)).shown);
        });
    }

    provision::SearchRequest searchAll() const {
        return {.target = "answering", .limit = plan_.objects};
    }

    static std::size_t readsObject(const ConnectorObject& object) {
        std::size_t octets = 0;
        for (const Attribute& attribute : object.attributes) {
            for (const Value& value : attribute.values()) {
                const auto* text = value.as<std::string>();
                octets += text == nullptr ? 0 : text->size();
            }
        }
        return octets;
    }

    static std::size_t copiesObject(const ConnectorObject& object) {
        const ConnectorObject copy = object;
        return copy.attributes.size();
    }

    bench::Reference directSearch(const std::string& name,
                                  std::size_t (*use)(const ConnectorObject&)) {
        DirectCall direct(false);
        const double figure = rate(plan_, plan_.objects, [&] {
            std::int64_t shown = 0;
            direct.search(plan_.objects, [&](const ConnectorObject& object) {
                seen_ += use(object);
                ++shown;
                return true;
            });
            expectAll(shown);
        });
        return {name, figure, "objects/s"};
    }

    void expectAll(std::int64_t shown) const {
        if (shown != plan_.objects) {
            bench::stop(Error{.message = std::to_string(shown) + " objects were shown, expected " +
                                         std::to_string(plan_.objects)});
        }
    }

    Plan plan_;
    bench::DirectoryHome home_;
    bench::House house_{home_.path()};
    std::size_t seen_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
    const bench::Size size = bench::sizeFrom(count, arguments);
    Benchmark benchmark({.rounds = bench::bySize(size, 1, 3, 7),
                         .creates = bench::bySize(size, 1'000, 300'000, 1'000'000),
                         .objects = bench::bySize(size, 1'000, 300'000, 1'000'000)});
    benchmark.creates();
    benchmark.searches();
    return 0;
}
