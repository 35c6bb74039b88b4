#include "common/durable_load.h"

#include <atomic>
#include <string>
#include <thread>

#include "common/must.h"
#include "common/timing.h"

namespace bench {
namespace {

using namespace muster;
using namespace muster::store;

/** Spread over the key space, as the Uids of a target are. */
std::string uidOf(int number) {
    constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15U;
    return "u" + std::to_string(static_cast<std::uint64_t>(number) * kOdd);
}

std::string nameOf(int number) { return uidOf(number).substr(0, 12) + "@example.com"; }

OperationId beginOne(Journal& journal, int number) {
    const std::string name = nameOf(number);
    return must(
        journal.begin({.correlationId = "7f3a91c2d4e5b608",
                       .target = "zoom-prod",
                       .objectClass = "__ACCOUNT__",
                       .name = name,
                       .askedBy = "root",
                       .connectorName = "zoom",
                       .connectorVersion = "0.1.0",
                       .request = {.attributes = {{"__NAME__", name},
                                                  {"type", "2"},
                                                  {"first_name", "Taro"},
                                                  {"last_name", "Yamada"},
                                                  {"createType", "autoCreate"},
                                                  {"dept", "Sales department East"},
                                                  {"__ENABLE__", true},
                                                  {"group_ids", "KDcuGIm1QgePTO8WbOqwIQ"}}}}));
}

StepOrdinal startOne(Journal& journal, OperationId id) {
    return must(journal.startStep(id, {.name = "create",
                                       .operationKey = "__ACCOUNT__.CREATEOP",
                                       .method = "POST",
                                       .url = "https://api.example.com/v2/users"}));
}

void endOne(Journal& journal, OperationId id, int number) {
    const std::string uid = uidOf(number);
    must(journal.end(id, {.outcome = Outcome::kApplied,
                          .uid = uid,
                          .accounts = {{.target = "zoom-prod",
                                        .objectClass = "__ACCOUNT__",
                                        .uid = uid,
                                        .name = nameOf(number),
                                        .state = "active"}}}));
}

void oneOperation(Journal& journal, int number, DurableLoad::Shape shape) {
    const OperationId id = beginOne(journal, number);
    if (shape != DurableLoad::Shape::kIntentAndEnd) {
        const StepOrdinal step = startOne(journal, id);
        if (shape == DurableLoad::Shape::kLeftOpen) {
            return;
        }
        journal.endStep(id, step, {.outcome = Outcome::kApplied, .httpStatus = 201});
    }
    endOne(journal, id, number);
}

}  // namespace

DurableRates runDurably(Journal& journal, const DurableLoad& load) {
    std::atomic<int> next = 0;
    std::vector<std::vector<double>> latencies(static_cast<std::size_t>(load.inFlight));
    const Stopwatch watch;
    {
        std::vector<std::jthread> workers;
        workers.reserve(latencies.size());
        for (auto& mine : latencies) {
            workers.emplace_back([&] {
                for (int i = next++; i < load.operations; i = next++) {
                    const Stopwatch one;
                    oneOperation(journal, load.firstNumber + i, load.shape);
                    mine.push_back(one.seconds() * 1000);
                }
            });
        }
    }
    DurableRates rates{.perSecond = load.operations / watch.seconds()};
    for (const auto& some : latencies) {
        rates.latenciesMs.insert(rates.latenciesMs.end(), some.begin(), some.end());
    }
    return rates;
}

}  // namespace bench
