#include <algorithm>
#include <future>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

/** More host services than any one operation asks for. */
constexpr int kMostServices = 100;

/** Calls `attempt(servicesGranted)`, which returns a CallResult, with 0, 1, 2, ... services granted
 * until one attempt was refused nothing: so that the operation fails once at each place where it
 * can. */
template <typename Attempt>
void untilNothingIsRefused(const Attempt& attempt) {
    for (int granted = 0; granted < kMostServices; ++granted) {
        if (!attempt(granted).asked.wasRefused) {
            return;
        }
    }
    BOOST_ERROR("an operation asks for more than " << kMostServices << " host services");
}

/** Whether a change may have been made in a step: the suite knows the end of steps that the
 * connector reports, and must believe that a templated call was made. */
bool mayHaveAppliedAStep(const CallResult& result) {
    return std::any_of(result.stepsBegun.begin(), result.stepsBegun.end(),
                       [](const StepBegun& step) { return step.isTemplatedCall; }) ||
           std::any_of(result.stepsEnded.begin(), result.stepsEnded.end(),
                       [](const StepReportMessage& step) {
                           return step.outcome != MUSTER_OUTCOME_NOT_APPLIED;
                       });
}

void aFailedCreateTellsWhatItMade(Bench& bench) {
    const auto reader = bench.open();
    untilNothingIsRefused([&](int granted) {
        const std::vector<Attribute> attributes = bench.attributes(Bench::nextNumber());
        CallResult result = bench.open()->create(attributes, {.servicesGranted = granted});
        if (!result.writes.empty()) {
            const Uid uid = *Uid::parse(result.writes.front().uid);
            bench.remember(uid);
            BOOST_TEST(bench.isThere(*reader, uid),
                       "C-30: the Uid \"" << uid.text() << "\" was reported, and nothing is there");
        } else if (!result.isOk() && result.outcome() != Outcome::kUnknown) {
            BOOST_TEST(!bench.isThere(*reader, nameOf(attributes)),
                       "C-30: the create failed without a Uid (" << result.describe()
                                                                 << "), and the object is there");
        }
        return result;
    });
}

std::string needsSteps(const Subject& subject) {
    return subject.quirks.changeInSteps ? "" : "quirk changeInSteps is not set";
}

/** Checks the update that was refused after some of its steps, and finishes it by repeating it. */
void expectStepsStay(Bench& bench, const ConnectorObject& before, const CallResult& failed,
                     const std::vector<AttributeDelta>& deltas,
                     const std::vector<std::string>& wholeOrder) {
    const std::vector<std::string> begun = failed.stepNames();
    BOOST_TEST(!failed.isOk(), "C-39: a step was refused, and the update returned OK");
    BOOST_TEST((begun.size() < wholeOrder.size() &&
                std::equal(begun.begin(), begun.end(), wholeOrder.begin())),
               "C-39: the steps begun before the failure are not the first ones of the whole "
               "update: their order is not fixed");
    const auto reader = bench.open();
    const Uid uid = *Uid::parse(failed.writes.empty() ? before.uid : failed.writes.front().uid);
    const bool isChanged = !(bench.read(*reader, uid) == before);
    BOOST_TEST(isChanged == !begun.empty(),
               "C-39: " << begun.size() << " steps were done before the failure, and the object is "
                        << (isChanged ? "changed" : "as it was"));
    const CallResult finished = bench.open()->update(uid, deltas);
    expectOk(finished, "C-39, the update repeated after the failure");
    BOOST_REQUIRE(finished.writes.size() == 1U);
    const Uid now = *Uid::parse(finished.writes.front().uid);
    bench.remember(now);
    for (const AttributeDelta& delta : deltas) {
        expectHolds(bench, bench.read(*reader, now), delta.attribute, "C-39");
    }
}

void stepsBeforeAFailureStay(Bench& bench) {
    const auto session = bench.open();
    int number = Bench::nextNumber();
    const Uid whole = bench.make(*session, number);
    const CallResult all = session->update(whole, bench.quirks().changeInSteps(number));
    expectOk(all, "C-39");
    BOOST_REQUIRE(all.writes.size() == 1U);
    bench.remember(*Uid::parse(all.writes.front().uid));
    BOOST_REQUIRE_MESSAGE(all.stepsBegun.size() >= 2U,
                          "C-39: the update of the quirk changeInSteps took "
                              << all.stepsBegun.size() << " steps, expected several");
    untilNothingIsRefused([&](int granted) {
        number = Bench::nextNumber();
        const Uid uid = bench.make(*session, number);
        const ConnectorObject before = bench.read(*session, uid);
        const std::vector<AttributeDelta> deltas = bench.quirks().changeInSteps(number);
        CallResult result = bench.open()->update(uid, deltas, {.servicesGranted = granted});
        if (result.asked.wasRefused) {
            expectStepsStay(bench, before, result, deltas, all.stepNames());
        }
        return result;
    });
}

/** Fails when the change was "not applied" by the connector's word, and the object has changed. */
void expectNotAppliedIsTrue(Bench& bench, const CallResult& result, const ConnectorObject& before,
                            const char* operation) {
    if (result.outcome() != Outcome::kNotApplied || mayHaveAppliedAStep(result)) {
        return;
    }
    const auto reader = bench.open();
    const Uid uid = *Uid::parse(before.uid);
    BOOST_TEST((bench.isThere(*reader, uid) && bench.read(*reader, uid) == before),
               "C-64: the " << operation << " says that it was not applied (" << result.describe()
                            << "), and the object has changed");
}

/** Tries `change(session, uid, number, settings)` with failures at each place. */
template <typename Change>
void expectHonestOutcomes(Bench& bench, const char* operation, const Change& change) {
    const auto reader = bench.open();
    untilNothingIsRefused([&](int granted) {
        const int number = Bench::nextNumber();
        const Uid uid = bench.make(*reader, number);
        const ConnectorObject before = bench.read(*reader, uid);
        CallResult result =
            change(*bench.open(), uid, number, CallSettings{.servicesGranted = granted});
        expectNotAppliedIsTrue(bench, result, before, operation);
        return result;
    });
}

void aFailedUpdateIsHonest(Bench& bench) {
    expectHonestOutcomes(bench, "update",
                         [&](Session& session, const Uid& uid, int number, const auto& settings) {
                             return session.update(uid, bench.quirks().change(number), settings);
                         });
}

void aFailedDeleteIsHonest(Bench& bench) {
    expectHonestOutcomes(bench, "delete",
                         [](Session& session, const Uid& uid, int, const auto& settings) {
                             return session.remove(uid, settings);
                         });
}

std::string needsSilence(const Subject& subject) {
    return subject.quirks.silence
               ? ""
               : "quirk silence is not set: no I/O of the connector's own could wait";
}

constexpr std::chrono::milliseconds kShort{50};
constexpr std::chrono::seconds kGrace{5};  // of C-59

/** Makes a call on a target that is silent; fails when it is not back in time.
 * @return whether it was. */
bool endsInTime(Bench& bench, const char* operation,
                const std::function<CallResult(Session&, const CallSettings&)>& call) {
    const auto session = bench.open();
    std::shared_ptr<void> silence = bench.quirks().silence();
    std::future<CallResult> answer = std::async(
        std::launch::async, [&] { return call(*session, CallSettings{.timeLimit = kShort}); });
    const bool isInTime = answer.wait_for(kShort + kGrace) == std::future_status::ready;
    silence.reset();  // lets a call that does not heed its deadline come back
    const CallResult result = answer.get();
    BOOST_TEST(isInTime, "C-59: " << operation << " of a silent target was not back "
                                  << kGrace.count() << " s after its deadline");
    BOOST_TEST(!result.isOk(), "C-59: " << operation << " of a silent target returned OK");
    if (session->checkAlive().isOk()) {  // otherwise the host makes another
        expectOk(session->test(), "C-60, after a call that ended with its deadline");
    }
    return isInTime;
}

void ownIoEndsWithTheDeadline(Bench& bench) {
    const bool testEnds = endsInTime(
        bench, "test",
        [](Session& session, const CallSettings& settings) { return session.test(settings); });
    if (testEnds && bench.subject().objectClass.get == Support::kSupported) {
        endsInTime(bench, "get", [&](Session& session, const CallSettings& settings) {
            return session.get(bench.absent(), {}, settings);
        });
    }
}

}  // namespace

std::vector<Case> failureCases() {
    const auto create = need::operation("create");
    const auto update = need::operation("update");
    const auto get = need::operation("get");
    const auto remove = need::operation("delete");
    const auto reads = need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites");
    const auto byName = need::quirk(&ConnectorQuirks::findsByName, "findsByName");
    const auto fresh = need::quirk(&ConnectorQuirks::updatesFreshObjects, "updatesFreshObjects");
    const auto removes = need::quirk(&ConnectorQuirks::supportsDelete, "supportsDelete");
    return {
        {"C-30",
         "a failed create tells what it made",
         aFailedCreateTellsWhatItMade,
         {create, get, reads, byName}},
        {"C-39",
         "steps before a failure stay",
         stepsBeforeAFailureStay,
         {create, update, get, fresh, reads, needsSteps}},
        {"C-59", "io of its own ends with the deadline", ownIoEndsWithTheDeadline, {needsSilence}},
        {"C-64",
         "a failed update tells the truth",
         aFailedUpdateIsHonest,
         {create, update, get, fresh, reads}},
        {"C-64",
         "a failed delete tells the truth",
         aFailedDeleteIsHonest,
         {create, remove, removes, get, reads}}};
}

}  // namespace muster::testing
