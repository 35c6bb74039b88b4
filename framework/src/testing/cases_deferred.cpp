#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

std::string needsWaiting(const Subject& subject) {
    return subject.quirks.waiting ? "" : "quirk waiting is not set";
}

bool isDeferred(const WriteReport& report, const AttributeDelta& delta) {
    return std::find(report.deferred.begin(), report.deferred.end(), delta) !=
           report.deferred.end();
}

/** The write of a call that must be OK. */
WriteReport reportOf(const CallResult& result) {
    expectOk(result, "C-67");
    BOOST_REQUIRE_MESSAGE(result.writes.size() == 1U, "C-67: no write was reported");
    const WriteReport& report = result.writes.front();
    BOOST_TEST((report.deferred.empty() || report.accepted),
               "C-67: changes are deferred, and the report does not say that it is accepted only");
    return report;
}

/** An object that waits. */
struct Waiting {
    Uid uid;
    WriteReport report;
};

Waiting makeWaiting(Bench& bench, Session& session, int number) {
    WriteReport report = reportOf(session.create(bench.quirks().waiting->newObject(number)));
    const Uid uid = *Uid::parse(report.uid);
    bench.remember(uid);
    return {uid, std::move(report)};
}

/** The changes are made now, and read back. */
void expectTaken(const Bench& bench, Session& session, const Uid& uid,
                 const std::vector<AttributeDelta>& deltas) {
    const WriteReport report = reportOf(session.update(uid, deltas));
    BOOST_TEST(report.deferred.empty(),
               "C-67: nothing is waited for any more, and changes are deferred once more");
    const ConnectorObject object = bench.read(session, uid);
    for (const AttributeDelta& delta : deltas) {
        expectHolds(bench, object, delta.attribute, "C-67");
    }
}

void changesOfAWaitingObjectAreDeferred(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const std::vector<AttributeDelta> deltas = bench.quirks().waiting->change(number);
    const Uid uid = makeWaiting(bench, *session, number).uid;
    for (const char* attempt : {"the update", "the update that is given again"}) {
        const WriteReport report = reportOf(session->update(uid, deltas));
        for (const AttributeDelta& delta : deltas) {
            BOOST_TEST(isDeferred(report, delta), "C-67: the object waits, and "
                                                      << attempt << " did not defer \""
                                                      << delta.name() << "\"");
        }
    }
}

void deferredChangesAreTakenAfterwards(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = makeWaiting(bench, *session, number).uid;
    const WriteReport report =
        reportOf(session->update(uid, bench.quirks().waiting->change(number)));
    bench.quirks().waiting->finish(uid.text());
    BOOST_REQUIRE_MESSAGE(!report.deferred.empty(),
                          "C-67: the object waits, and the update deferred nothing");
    expectTaken(bench, *session, uid, report.deferred);
}

void whatACreateLeavesIsDeferred(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const auto [uid, report] = makeWaiting(bench, *session, number);
    bench.quirks().waiting->finish(uid.text());
    if (!report.deferred.empty()) {
        expectTaken(bench, *session, uid, report.deferred);
    }
    const ConnectorObject object = bench.read(*session, uid);
    for (const Attribute& attribute : bench.quirks().waiting->newObject(number)) {
        expectHolds(bench, object, attribute, "C-67, an attribute of the create");
    }
}

}  // namespace

std::vector<Case> deferredCases() {
    std::vector<Case> cases = {
        {"C-67", "changes of a waiting object are deferred", changesOfAWaitingObjectAreDeferred},
        {"C-67", "deferred changes are taken afterwards", deferredChangesAreTakenAfterwards},
        {"C-67", "what a create leaves is deferred", whatACreateLeavesIsDeferred}};
    for (Case& item : cases) {
        item.needs = {needsWaiting, need::operation("create"), need::operation("update"),
                      need::operation("get")};
    }
    return cases;
}

}  // namespace muster::testing
