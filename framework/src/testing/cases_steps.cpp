#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

const CallSettings kDryRun{.isDryRun = true};

std::string needsReplay(const Subject& subject) {
    return subject.quirks.host && !subject.quirks.host()->canReplay()
               ? "the host services of the quirks cannot replay steps"
               : "";
}

void everyChangeIsAStep(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const CallResult made = session->create(bench.attributes(number));
    expectOk(made, "C-53");
    BOOST_REQUIRE(made.writes.size() == 1U);
    const Uid uid = *Uid::parse(made.writes.front().uid);
    bench.remember(uid);
    BOOST_TEST(!made.stepsBegun.empty(), "C-53: the create began no step");
    if (bench.subject().objectClass.remove == Support::kSupported &&
        bench.quirks().supportsDelete) {
        const CallResult removed = session->remove(uid);
        expectOk(removed, "C-53");
        BOOST_TEST(!removed.stepsBegun.empty(), "C-53: the delete began no step");
    }
}

void stepsHaveTheSameNamesInADryRun(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const std::vector<AttributeDelta> deltas = bench.quirks().change(number);
    const CallResult dry = session->update(uid, deltas, kDryRun);
    expectOk(dry, "C-56");
    const CallResult real = session->update(uid, deltas);
    expectOk(real, "C-53");
    const std::vector<std::string> expected = real.stepNames();
    const std::vector<std::string> found = dry.stepNames();
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

/** The applied steps and what was saved of each: by the connector for its own I/O, by the host for
 * a templated call. */
std::map<std::string, std::string> saved(const CallResult& result) {
    std::map<std::string, std::string> steps;
    for (const StepReportMessage& step : result.stepsEnded) {
        steps[step.name] = step.result;
    }
    for (const StepBegun& step : result.stepsBegun) {
        if (step.saved) {
            steps[step.name] = *step.saved;
        }
    }
    return steps;
}

bool wasDoneAgain(const StepBegun& step) { return step.verdict == MUSTER_STEP_PROCEED; }

void anAppliedStepIsNotRepeated(Bench& bench) {
    const auto session = bench.open();
    const std::vector<Attribute> attributes = bench.attributes(Bench::nextNumber());
    const CallResult first = session->create(attributes);
    expectOk(first, "C-27");
    BOOST_REQUIRE(first.writes.size() == 1U);
    bench.remember(*Uid::parse(first.writes.front().uid));
    const std::map<std::string, std::string> applied = saved(first);
    BOOST_TEST(applied.size() == first.stepsBegun.size(),
               "C-55: the create began " << first.stepsBegun.size() << " steps, and "
                                         << applied.size() << " results were saved");
    const CallResult resumed = session->create(attributes, {.applied = applied});
    expectOk(resumed, "C-55");
    BOOST_REQUIRE(resumed.writes.size() == 1U);
    BOOST_TEST(resumed.writes.front().uid == first.writes.front().uid,
               "C-55: the resumed create reports another object");
    const std::vector<StepBegun>& begun = resumed.stepsBegun;
    BOOST_TEST((std::none_of(begun.begin(), begun.end(), wasDoneAgain)),
               "C-55: a step was done again");
}

void aResumedUpdateDoesNothingAgain(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const std::vector<AttributeDelta> deltas = bench.quirks().change(number);
    const CallResult first = session->update(uid, deltas);
    expectOk(first, "C-36");
    const CallResult resumed =
        session->update(uid, deltas, {.isResumed = true, .applied = saved(first)});
    expectOk(resumed, "C-75");
    const std::vector<StepBegun>& begun = resumed.stepsBegun;
    BOOST_TEST((std::none_of(begun.begin(), begun.end(), wasDoneAgain)),
               "C-75: a step of the update was done again");
}

void aDryCreateMakesNothing(Bench& bench) {
    const auto session = bench.open();
    const std::vector<Attribute> attributes = bench.attributes(Bench::nextNumber());
    const CallResult result = session->create(attributes, kDryRun);
    expectOk(result, "C-56");
    BOOST_TEST(!result.stepsBegun.empty(), "C-56: the dry run began no step");
    BOOST_TEST(!bench.isThere(*session, nameOf(attributes)), "C-56: the dry run made the object");
}

void aDryUpdateChangesNothing(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const ConnectorObject before = bench.read(*session, uid);
    expectOk(session->update(uid, bench.quirks().change(number), kDryRun), "C-56");
    BOOST_TEST((bench.read(*session, uid) == before), "C-56: the dry run changed the object");
}

void aDryDeleteRemovesNothing(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    const ConnectorObject before = bench.read(*session, uid);
    expectOk(session->remove(uid, kDryRun), "C-56");
    BOOST_TEST((bench.read(*session, uid) == before), "C-56: the dry run removed the object");
}

void aDryDisassociateChangesNothing(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    const ConnectorObject before = bench.read(*session, uid);
    expectOk(session->disassociate(uid, kDryRun), "C-56");
    BOOST_TEST((bench.read(*session, uid) == before), "C-56: the dry run changed the object");
}

void expectNothingMade(Bench& bench, const CallSettings& settings, ErrorCode code) {
    const auto session = bench.open();
    const std::vector<Attribute> attributes = bench.attributes(Bench::nextNumber());
    const CallResult result = session->create(attributes, settings);
    expectCode(result, code, "C-58");
    BOOST_REQUIRE(result.errors.size() == 1U);
    BOOST_TEST((result.errors.front().outcome == Outcome::kNotApplied),
               "C-58: nothing was begun, and the outcome is "
                   << toString(result.errors.front().effectiveOutcome()));
    const bool isAlive = session->checkAlive().isOk();
    const auto other = isAlive ? nullptr : bench.open();  // C-60
    BOOST_TEST(!bench.isThere(isAlive ? *session : *other, nameOf(attributes)),
               "C-58: the object was made");
}

void aPassedDeadlineIsKept(Bench& bench) {
    expectNothingMade(bench, {.timeLimit = std::chrono::milliseconds(0)}, ErrorCode::kTimeout);
}

void aCancelledCallStops(Bench& bench) {
    expectNothingMade(bench, {.isCancelled = true}, ErrorCode::kCancelled);
}

}  // namespace

std::vector<Case> stepCases() {
    const auto create = need::operation("create");
    const auto update = need::operation("update");
    const auto get = need::operation("get");
    const auto remove = need::operation("delete");
    const auto release = need::operation("disassociate");
    const auto reads = need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites");
    const auto byName = need::quirk(&ConnectorQuirks::findsByName, "findsByName");
    const auto fresh = need::quirk(&ConnectorQuirks::updatesFreshObjects, "updatesFreshObjects");
    const auto removes = need::quirk(&ConnectorQuirks::supportsDelete, "supportsDelete");
    const auto releases =
        need::quirk(&ConnectorQuirks::supportsDisassociate, "supportsDisassociate");
    return {{"C-53", "every change is a step", everyChangeIsAStep, {create}},
            {"C-53",
             "steps have the same names in a dry run",
             stepsHaveTheSameNamesInADryRun,
             {create, update, fresh}},
            {"C-55",
             "an applied step is not repeated",
             anAppliedStepIsNotRepeated,
             {create, needsReplay}},
            {"C-75",
             "a resumed update does nothing again",
             aResumedUpdateDoesNothingAgain,
             {create, update, fresh, needsReplay}},
            {"C-56", "a dry create makes nothing", aDryCreateMakesNothing, {create, get, byName}},
            {"C-56",
             "a dry update changes nothing",
             aDryUpdateChangesNothing,
             {create, update, get, fresh, reads}},
            {"C-56",
             "a dry delete removes nothing",
             aDryDeleteRemovesNothing,
             {create, remove, removes, get, reads}},
            {"C-56",
             "a dry disassociate changes nothing",
             aDryDisassociateChangesNothing,
             {create, release, releases, get, reads}},
            {"C-58", "a passed deadline is kept", aPassedDeadlineIsKept, {create, get, byName}},
            {"C-58", "a cancelled call stops", aCancelledCallStops, {create, get, byName}}};
}

}  // namespace muster::testing
