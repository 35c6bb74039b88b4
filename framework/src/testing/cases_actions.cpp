#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

std::string needsActions(const Subject& subject) {
    return subject.description.actions.empty() ? "the description lists no action" : "";
}

std::string needsSample(const Subject& subject) {
    return subject.quirks.action ? "" : "the quirks name no action";
}

bool isActionName(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

void actionsAreDescribed(Bench& bench) {
    const Description& description = bench.subject().description;
    std::set<std::string> seen;
    for (const ActionInfo& info : description.actions) {
        BOOST_TEST(isActionName(info.name), "C-68: an action is called \"" << info.name << "\"");
        BOOST_TEST(seen.insert(info.objectClass + " " + info.name).second,
                   "C-68: action \"" << info.name << "\" stands twice");
        BOOST_TEST(description.findClass(info.objectClass) != nullptr,
                   "C-68: action \"" << info.name << "\" is of the class \"" << info.objectClass
                                     << "\", which the connector does not have");
        std::set<std::string> names;
        for (const AttributeInfo& parameter : info.parameters) {
            BOOST_TEST((!parameter.name.empty() && names.insert(parameter.name).second),
                       "C-68: a parameter of \"" << info.name << "\" has no name, or stands twice");
        }
    }
}

void anUnknownActionIsNotSupported(Bench& bench) {
    const auto session = bench.open();
    const CallResult result = session->act(bench.absent(), "no-such-action", {});
    expectCode(result, ErrorCode::kNotSupported, "C-69");
    BOOST_TEST(result.stepsBegun.empty(), "C-69: an action that does not exist began a step");
}

void anAbsentObjectIsUnknown(Bench& bench) {
    const ActionSample& sample = *bench.quirks().action;
    const CallResult result = bench.open()->act(bench.absent(), sample.name, sample.parameters);
    expectCode(result, ErrorCode::kUnknownUid, "C-70");
}

/** The object is there afterwards, under the Uid that was reported, if one was. */
Uid afterwards(Bench& bench, const CallResult& result, const Uid& before) {
    if (result.writes.empty()) {
        return before;
    }
    const Uid now = *Uid::parse(result.writes.front().uid);
    bench.remember(now);
    return now;
}

void anActionIsDoneInSteps(Bench& bench) {
    const ActionSample& sample = *bench.quirks().action;
    const auto session = bench.open();
    const Uid uid = bench.makeForAction(*session);
    const CallResult dry = session->act(uid, sample.name, sample.parameters, {.isDryRun = true});
    expectOk(dry, "C-71");
    const CallResult real = session->act(uid, sample.name, sample.parameters);
    expectOk(real, "C-71");
    BOOST_TEST(!real.stepsBegun.empty(), "C-71: the action began no step");
    const std::vector<std::string> expected = real.stepNames();
    const std::vector<std::string> found = dry.stepNames();
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    BOOST_TEST(bench.isThere(*session, afterwards(bench, real, uid)),
               "C-71: after the action the object is not there");
}

void anActionCanBeRepeated(Bench& bench) {
    const ActionSample& sample = *bench.quirks().action;
    const auto session = bench.open();
    const Uid uid = bench.makeForAction(*session);
    const CallResult first = session->act(uid, sample.name, sample.parameters);
    expectOk(first, "C-71");
    const CallResult second =
        session->act(afterwards(bench, first, uid), sample.name, sample.parameters);
    expectOk(second, "C-71");
    afterwards(bench, second, uid);
}

std::string needsResumable(const Subject& subject) {
    const ActionInfo* action =
        subject.quirks.action
            ? subject.description.findAction(subject.objectClass.name, subject.quirks.action->name)
            : nullptr;
    return action != nullptr && action->resumable ? "" : "the quirks name no resumable action";
}

void aResumableActionGoesOn(Bench& bench) {
    const ActionSample& sample = *bench.quirks().action;
    constexpr int kMostServices = 50;
    for (int granted = 0; granted < kMostServices; ++granted) {
        const auto session = bench.open();
        const Uid uid = bench.makeForAction(*session);
        const CallResult cutOff =
            session->act(uid, sample.name, sample.parameters, {.servicesGranted = granted});
        if (!cutOff.asked.wasRefused) {
            afterwards(bench, cutOff, uid);
            return;
        }
        const CallResult again = bench.open()->act(uid, sample.name, sample.parameters);
        expectOk(again,
                 "C-73, the action run again after " + std::to_string(granted) + " services");
        BOOST_TEST(bench.isThere(*session, afterwards(bench, again, uid)),
                   "C-73: after the action was run again the object is not there");
    }
    BOOST_ERROR("C-73: the action asks for more than " << kMostServices << " host services");
}

void aDryActionChangesNothing(Bench& bench) {
    const ActionSample& sample = *bench.quirks().action;
    const auto session = bench.open();
    const Uid uid = bench.makeForAction(*session);
    const ConnectorObject before = bench.read(*session, uid);
    expectOk(session->act(uid, sample.name, sample.parameters, {.isDryRun = true}), "C-56");
    BOOST_TEST((bench.read(*session, uid) == before), "C-56: the dry run changed the object");
}

}  // namespace

std::vector<Case> actionCases() {
    const auto create = need::operation("create");
    const auto get = need::operation("get");
    const auto absence = need::quirk(&ConnectorQuirks::noticesAbsence, "noticesAbsence");
    return {
        {"C-68", "actions are described", actionsAreDescribed, {needsActions}},
        {"C-69",
         "an unknown action is not supported",
         anUnknownActionIsNotSupported,
         {needsActions}},
        {"C-70",
         "an action on an absent object is an unknown uid",
         anAbsentObjectIsUnknown,
         {needsSample, absence}},
        {"C-71", "an action is done in steps", anActionIsDoneInSteps, {needsSample, create, get}},
        {"C-71", "an action can be repeated", anActionCanBeRepeated, {needsSample, create}},
        {"C-73",
         "a resumable action goes on",
         aResumableActionGoesOn,
         {needsSample, needsResumable, create, get}},
        {"C-56",
         "a dry action changes nothing",
         aDryActionChangesNothing,
         {needsSample, create, get}}};
}

}  // namespace muster::testing
