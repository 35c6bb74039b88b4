#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

void anAbsentObjectIsNoError(Bench& bench) {
    const CallResult result = bench.open()->get(bench.absent());
    expectOk(result, "C-44");
    BOOST_TEST(result.objects.empty());
}

void wantedAttributesAreShown(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    for (const Attribute& written : bench.attributes(number)) {
        const AttributeInfo* info = bench.subject().objectClass.find(written.name());
        if (info == nullptr || !info->readable) {
            continue;
        }
        const CallResult result = session->get(uid, {info->name, "no_such_attribute"});
        expectOk(result, "C-45");
        BOOST_REQUIRE(result.objects.size() == 1U);
        expectHolds(bench, result.objects.front(), written, "C-45");
    }
}

void aDryRunOfGetReads(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    const ConnectorObject before = bench.read(*session, uid);
    BOOST_TEST((bench.read(*session, uid) == before), "C-46: reading has changed the object");
}

/** The Uids of three new objects. */
std::set<std::string> makeThree(Bench& bench, Session& session) {
    std::set<std::string> uids;
    for (int i = 0; i < 3; ++i) {
        uids.insert(bench.make(session, Bench::nextNumber()).text());
    }
    return uids;
}

/** `pageSize` asks the target for pages that the sample objects do not fit into. */
void expectEachOnce(Bench& bench, std::int64_t pageSize) {
    const std::string pages =
        pageSize == 0 ? "" : " in pages of " + std::to_string(pageSize) + " from the target";
    const auto session = bench.open();
    const std::set<std::string> uids = makeThree(bench, *session);
    const CallResult result = session->search({.pageSize = pageSize});
    expectOk(result, "C-47");
    for (const std::string& uid : uids) {
        const auto times =
            std::count_if(result.objects.begin(), result.objects.end(),
                          [&](const ConnectorObject& object) { return object.uid == uid; });
        BOOST_TEST(times == 1, "C-47: \"" << uid << "\" was shown " << times << " times" << pages);
    }
    BOOST_REQUIRE_MESSAGE(result.searchEnds.size() == 1U, "C-51: the end was not reported once");
    BOOST_TEST(result.searchEnds.front().nextPageToken.empty(),
               "C-51: everything was shown, and there is a token");
}

void everyObjectIsShownOnce(Bench& bench) { expectEachOnce(bench, 0); }

/** A target's pages are usually longer than a test's list: a connector that never finds the next
 * page would not be noticed. */
void smallPagesLeaveNothingOut(Bench& bench) {
    expectEachOnce(bench, 1);
    expectEachOnce(bench, 2);
}

void aFilterIsKeptTo(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    bench.make(*session, Bench::nextNumber());
    const Filter filter{.op = FilterOp::kEquals,
                        .attribute = std::string(attr::kName),
                        .value = nameOf(bench.attributes(number)).text()};
    const CallResult result = session->search({.filter = filter});
    expectOk(result, "C-48");
    BOOST_REQUIRE(result.searchEnds.size() == 1U);
    const bool isFound =
        std::any_of(result.objects.begin(), result.objects.end(),
                    [&](const ConnectorObject& object) { return object.uid == uid.text(); });
    BOOST_TEST(isFound, "C-48: the object of that name was not shown");
    for (const ConnectorObject& object : result.objects) {
        BOOST_TEST((result.searchEnds.front().filterEvaluated == 0 || filter.matches(object)),
                   "C-48: \"" << object.name << "\" does not fulfil the filter");
    }
}

void nothingFoundIsNoError(Bench& bench) {
    const auto session = bench.open();
    const Filter filter{.op = FilterOp::kEquals,
                        .attribute = std::string(attr::kName),
                        .value = nameOf(bench.attributes(Bench::nextNumber())).text()};
    const CallResult result = session->search({.filter = filter});
    expectOk(result, "C-47");
    BOOST_REQUIRE(result.searchEnds.size() == 1U);
    BOOST_TEST((result.objects.empty() || result.searchEnds.front().filterEvaluated == 0));
}

void theSinkCanStop(Bench& bench) {
    const auto session = bench.open();
    makeThree(bench, *session);
    const CallResult result = session->search({.stopAfter = 1});
    expectOk(result, "C-49");
    BOOST_TEST(result.objects.size() == 1U);
}

void aLimitIsKept(Bench& bench) {
    const auto session = bench.open();
    makeThree(bench, *session);
    const CallResult result = session->search({.limit = 2});
    expectOk(result, "C-50");
    BOOST_TEST(result.objects.size() == 2U);
}

/** Searches on from token to token, with `wanted` as the first search. */
void followTokens(Bench& bench, Session::Search wanted) {
    const auto session = bench.open();
    std::set<std::string> missing = makeThree(bench, *session);
    std::set<std::string> shown;
    for (int search = 0; search == 0 || !wanted.pageToken.empty(); ++search) {
        BOOST_REQUIRE_MESSAGE(search < 10000, "C-51: the tokens never end");
        const CallResult result = session->search(wanted);
        expectOk(result, "C-51");
        BOOST_REQUIRE_MESSAGE(result.searchEnds.size() == 1U, "C-51: no end was reported");
        for (const ConnectorObject& object : result.objects) {
            missing.erase(object.uid);
            BOOST_REQUIRE_MESSAGE(shown.insert(object.uid).second,
                                  "C-51: \"" << object.uid << "\" was shown again after its token");
        }
        wanted.pageToken = result.searchEnds.front().nextPageToken;
    }
    BOOST_TEST(missing.empty(), "C-51: " << missing.size() << " objects were left out");
}

void tokensLeadThroughAll(Bench& bench) {
    followTokens(bench, {.limit = 2});
    followTokens(bench, {.pageSize = 1, .limit = 2});
    followTokens(bench, {.pageSize = 2, .limit = 1});
}

}  // namespace

std::vector<Case> getCases() {
    const auto create = need::operation("create");
    const auto get = need::operation("get");
    const auto reads = need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites");
    return {{"C-44", "an absent object is no error", anAbsentObjectIsNoError, {get}},
            {"C-45", "wanted attributes are shown", wantedAttributesAreShown, {create, get, reads}},
            {"C-46", "reading changes nothing", aDryRunOfGetReads, {create, get, reads}}};
}

std::vector<Case> searchCases() {
    const auto resumes = need::quirk(&ConnectorQuirks::resumesSearch, "resumesSearch");
    std::vector<Case> cases = {
        {"C-47", "every object is shown once", everyObjectIsShownOnce},
        {"C-47", "small pages leave nothing out", smallPagesLeaveNothingOut},
        {"C-47", "nothing found is no error", nothingFoundIsNoError},
        {"C-48", "a filter is kept to", aFilterIsKeptTo},
        {"C-49", "the sink can stop a search", theSinkCanStop},
        {"C-50", "a limit is kept", aLimitIsKept},
        {"C-51", "tokens lead through all objects", tokensLeadThroughAll, {resumes}}};
    for (Case& item : cases) {
        item.needs.insert(item.needs.begin(),
                          {need::operation("create"), need::operation("search"),
                           need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites")});
    }
    return cases;
}

}  // namespace muster::testing
