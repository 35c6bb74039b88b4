#include <boost/test/unit_test.hpp>

#include "testing/bench.h"
#include <muster/core/check_finding.h>

namespace muster::testing {
namespace {

std::string needsQuestionable(const Subject& subject) {
    return subject.quirks.questionable ? "" : "the quirks name no object that a check tells about";
}

Uid makeQuestionable(Bench& bench, Session& session) {
    const CallResult result = session.create(bench.quirks().questionable(Bench::nextNumber()));
    expectOk(result, "C-74");
    BOOST_REQUIRE_MESSAGE(result.writes.size() == 1, "C-27: a create reported no write");
    const Uid uid = *Uid::parse(result.writes.front().uid);
    bench.remember(uid);
    return uid;
}

void findingsAreWhole(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = makeQuestionable(bench, *session);
    const CallResult result = session->check();
    expectOk(result, "C-74");
    bool isTold = false;
    for (const ConnectorObject& object : result.objects) {
        const Result<CheckFinding> finding = findingOf(object);
        BOOST_TEST(finding.hasValue(), "C-74: " << (finding ? "" : finding.error().message) << " ("
                                                << object.uid << ')');
        const bool isKnown = object.objectClass == kTargetAsWhole ||
                             bench.subject().description.findClass(object.objectClass) != nullptr;
        BOOST_TEST(isKnown, "C-74: a finding is about the class \""
                                << object.objectClass << "\", which the connector does not have");
        isTold = isTold || object.uid == uid.text();
    }
    BOOST_TEST(isTold, "C-74: the check told nothing about the object " << uid.text());
}

void aFindingCanEndTheCheck(Bench& bench) {
    const auto session = bench.open();
    makeQuestionable(bench, *session);
    makeQuestionable(bench, *session);
    const CallResult result = session->check(1);
    expectOk(result, "C-74");
    BOOST_TEST(result.objects.size() == 1U,
               "C-74: a check that was ended at its first finding told " << result.objects.size());
}

}  // namespace

std::vector<Case> checkCases() {
    const auto create = need::operation("create");
    return {{"C-74", "findings are whole", findingsAreWhole, {needsQuestionable, create}},
            {"C-74",
             "a finding can end the check",
             aFindingCanEndTheCheck,
             {needsQuestionable, create}}};
}

}  // namespace muster::testing
