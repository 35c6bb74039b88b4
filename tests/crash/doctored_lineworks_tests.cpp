// The same for LINE WORKS, where names of org units repeat and a group has members of its own.
#include <boost/test/unit_test.hpp>

#include "doctored_checks.h"
#include "lineworks/lineworks_site.h"

namespace {

using namespace crash;  // NOLINT: the words of the harness

Lane& lane() {
    static Lane lane(lineworksTarget());
    lane.renew();
    return lane;
}

Plan planOf(const std::string& shape, const Kill& kill) {
    return {.workload = lineworksTarget().shape(shape, "d"), .first = kill};
}

/// A request of somebody else.
std::function<void(Lane&)> withCall(const std::string& method, const std::string& target,
                                    const std::string& body = "") {
    return [=](Lane& doctored) {
        dynamic_cast<LineworksSite&>(doctored.site()).works().call(method, target, body);
    };
}

/// The parent is read before.
constexpr Kill kUnanswered{.way = Kill::Way::kHeldAfter, .skip = 1};

}  // namespace

BOOST_AUTO_TEST_SUITE(doctored_lineworks_tests)

BOOST_AUTO_TEST_CASE(what_is_left_alone_has_no_findings) {
    const Verdict killed =
        runRound(lane(), planOf("create of an org unit without a key", kUnanswered));
    BOOST_TEST(killed.wasReached());
    BOOST_TEST(killed.findings.empty(), texts(killed.findings));
    for (const char* const shape : {"exchange of who is in a group", "update of the posts"}) {
        const Verdict whole = runRound(lane(), planOf(shape, {}));
        BOOST_TEST(whole.findings.empty(), texts(whole.findings));
    }
}

BOOST_AUTO_TEST_CASE(an_org_unit_that_is_made_twice_since_the_journal_was_wrong_is_seen) {
    const Verdict verdict =
        runRound(lane(), planOf("create of an org unit without a key", kUnanswered),
                 withJournal({"UPDATE steps SET outcome = 2, ended = started"}));
    checkFound(verdict, "double", "there are 2 objects \"da\"");
    checkFound(verdict, "twice", "POST /v1.0/orgunits was sent as request");
}

BOOST_AUTO_TEST_CASE(who_is_taken_out_of_a_group_or_an_org_unit_is_missed) {
    const Verdict group =
        runRound(lane(), planOf("exchange of who is in a group", {}),
                 withCall("DELETE", "/groups/externalKey:k-da/members/externalKey:p1"));
    checkFound(group, "object", "has member p1 \"\", expected \"yes\"");
    const Verdict member = runRound(
        lane(), planOf("update of the posts", {}),
        withCall("PATCH", "/users/externalKey:k-da",
                 R"({"organizations":[{"domainId":10000001,"primary":true,"orgUnits":[]}]})"));
    checkFound(member, "object", "has posts \"\"");
}

BOOST_AUTO_TEST_CASE(an_org_unit_that_somebody_moves_is_seen) {
    const Verdict verdict =
        runRound(lane(), planOf("update and move of an org unit", {}),
                 withCall("POST", "/orgunits/externalKey:k-da/move",
                          R"({"parentOrgUnitId":"externalKey:hq","displayOrder":1})"));
    checkFound(verdict, "object", "has parentExternalKey \"hq\", expected \"hr\"");
}

BOOST_AUTO_TEST_SUITE_END()
