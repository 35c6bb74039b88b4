#include <thread>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"
#include "testing/fake_host.h"
#include <muster/core/abi_convert.h>

namespace muster::testing {
namespace {

std::string needsRefusedProperties(const Subject& subject) {
    return subject.quirks.refusedProperties ? "" : "quirk refusedProperties is not set";
}

void badSettingsAreRefused(Bench& bench) {
    FakeHost host({});
    RecordingSink sink(host);
    const std::vector<Attribute> properties =
        filledProperties(bench.subject().description, *bench.quirks().refusedProperties);
    abi::Marshal marshal;
    int untouched = 0;
    auto* const mark = reinterpret_cast<muster_instance*>(&untouched);
    muster_instance* instance = mark;
    sink.open(0);
    const muster_status status = bench.subject().table.create_instance(
        &host.table(), marshal.attributes(properties), &sink.table(), &instance);
    CallResult result = sink.close();
    result.status = status;
    expectCode(result, ErrorCode::kConfiguration, "C-10");
    BOOST_TEST(result.errors.size() == 1U, "C-10: the refusal was not reported");
    BOOST_TEST(instance == mark, "C-10: the handle was touched");
}

void instancesShareTheTarget(Bench& bench) {
    const auto writer = bench.open();
    const auto reader = bench.open();
    const Uid uid = bench.make(*writer, Bench::nextNumber());
    BOOST_TEST(bench.isThere(*reader, uid), "C-11: another instance does not see the object");
}

void writesOutliveTheInstance(Bench& bench) {
    auto writer = bench.open();
    const Uid uid = bench.make(*writer, Bench::nextNumber());
    writer.reset();
    BOOST_TEST(bench.isThere(*bench.open(), uid), "C-14: the object went with the instance");
}

void threadsDoNotDisturbEachOther(Bench& bench) {
    constexpr std::size_t kThreads = 4;
    constexpr int kObjects = 3;
    std::vector<std::unique_ptr<Session>> sessions;
    std::vector<std::vector<std::vector<Attribute>>> objects(kThreads);
    std::vector<std::vector<CallResult>> results(kThreads);
    for (std::size_t i = 0; i < kThreads; ++i) {
        sessions.push_back(bench.open());
        for (int n = 0; n < kObjects; ++n) {
            objects[i].push_back(bench.attributes(Bench::nextNumber()));
        }
    }
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (std::size_t i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
            for (const std::vector<Attribute>& attributes : objects[i]) {
                results[i].push_back(sessions[i]->create(attributes));
            }
        });
    }
    threads.clear();  // joins
    for (const std::vector<CallResult>& made : results) {
        for (const CallResult& result : made) {
            expectOk(result, "C-13");
            BOOST_REQUIRE(result.writes.size() == 1U);
            const Uid uid = *Uid::parse(result.writes.front().uid);
            bench.remember(uid);
            BOOST_TEST(bench.isThere(*sessions.front(), uid));
        }
    }
}

void aThreadCanTakeOver(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    CallResult result;
    std::jthread([&] { result = session->get(uid); }).join();
    expectOk(result, "C-12");
    BOOST_TEST(result.objects.size() == 1U);
}

void theTargetAnswers(Bench& bench) {
    const auto session = bench.open();
    expectOk(session->test(), "C-65");
    expectOk(session->checkAlive(), "C-65");
}

}  // namespace

std::vector<Case> instanceCases() {
    const auto create = need::operation("create");
    const auto get = need::operation("get");
    const auto reads = need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites");
    const auto threads = need::quirk(&ConnectorQuirks::supportsThreads, "supportsThreads");
    return {{"C-10", "bad settings are refused", badSettingsAreRefused, {needsRefusedProperties}},
            {"C-11", "instances share the target", instancesShareTheTarget, {create, get, reads}},
            {"C-12", "another thread can take over", aThreadCanTakeOver, {create, get, reads}},
            {"C-13",
             "threads do not disturb each other",
             threadsDoNotDisturbEachOther,
             {create, get, reads, threads}},
            {"C-14", "writes outlive the instance", writesOutliveTheInstance, {create, get, reads}},
            {"C-65", "test and check alive succeed", theTargetAnswers}};
}

}  // namespace muster::testing
