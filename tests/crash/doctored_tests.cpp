// Whether the harness as a whole finds what must not be: a round with the real host, whose journal
// or target is changed behind its back once it has stopped.
#include <boost/test/unit_test.hpp>

#include "doctored_checks.h"
#include "zoom/zoom_site.h"

namespace {

using namespace crash;  // NOLINT: the words of the harness

/// One simulator for all cases; each has a home of its own.
Lane& lane() {
    static Lane lane(zoomTarget());
    lane.renew();
    return lane;
}

Plan planOf(const std::string& shape, const Kill& kill, std::vector<std::string> faults = {}) {
    return {.workload = zoomTarget().shape(shape, "d"), .faults = std::move(faults), .first = kill};
}

constexpr Kill kUnanswered{.way = Kill::Way::kHeldAfter};
constexpr const char* kRefusedCreate =
    R"({"fault":"status-before","method":"POST","path":"/v2/users","status":503,"count":9})";

}  // namespace

BOOST_AUTO_TEST_SUITE(doctored_tests)

BOOST_AUTO_TEST_CASE(what_is_left_alone_has_no_findings) {
    const Verdict killed = runRound(lane(), planOf("create by invitation", kUnanswered));
    BOOST_TEST(killed.wasReached());
    BOOST_TEST(killed.findings.empty(), texts(killed.findings));
    const Verdict whole = runRound(lane(), planOf("update of the profile", {}));
    BOOST_TEST(whole.findings.empty(), texts(whole.findings));
}

BOOST_AUTO_TEST_CASE(an_operation_that_is_taken_out_of_the_journal_is_missed) {
    const auto losing = withJournal({"DELETE FROM steps", "DELETE FROM operations"});
    const Verdict killed = runRound(lane(), planOf("create by invitation", kUnanswered), losing);
    checkFound(killed, "unrecorded", "POST /v2/users");
    const Verdict told = runRound(lane(), planOf("create by invitation", {}), losing);
    checkFound(told, "told", "the journal does not have it");
    checkFound(told, "lost", "1 things were asked for, and only 0");
}

BOOST_AUTO_TEST_CASE(a_create_that_goes_out_again_since_the_journal_was_wrong_is_seen) {
    const Verdict verdict =
        runRound(lane(), planOf("create by invitation", kUnanswered),
                 withJournal({"UPDATE steps SET outcome = 2, ended = started"}));
    checkFound(verdict, "step", "counts as not applied, and had effect");
    checkFound(verdict, "twice", "POST /v2/users was sent as request");
}

BOOST_AUTO_TEST_CASE(a_create_that_is_called_done_without_being_it_is_seen) {
    const Verdict verdict =
        runRound(lane(), planOf("create by invitation", {}, {kRefusedCreate}),
                 withJournal({"UPDATE steps SET outcome = 1",
                              "UPDATE operations SET state = 2, outcome = 1, not_before = NULL"}));
    checkFound(verdict, "outcome", "is applied without POST");
    checkFound(verdict, "step", "counts as applied, and had no effect");
    checkFound(verdict, "object", "is not there");
}

BOOST_AUTO_TEST_CASE(a_user_who_is_made_a_second_time_is_seen) {
    const auto removeAndForget = [](Lane& doctored) {
        dynamic_cast<ZoomSite&>(doctored.site()).zoom().call("DELETE", "/users/da@example.com");
        doctored.doctorJournal(
            {"UPDATE steps SET outcome = 2", "UPDATE operations SET state = 3, outcome = 2"});
    };
    const Verdict verdict =
        runRound(lane(), planOf("create by single sign-on with a profile", {}), removeAndForget);
    checkFound(verdict, "twice", "POST /v2/users was sent as request");
    checkFound(verdict, "unrecorded", "DELETE /v2/users/da@example.com");
}

BOOST_AUTO_TEST_CASE(a_write_that_the_target_has_lost_is_seen) {
    const auto undo = [](Lane& doctored) {
        dynamic_cast<ZoomSite&>(doctored.site())
            .zoom()
            .call("PATCH", "/users/da@example.com", R"({"dept":"elsewhere"})");
    };
    const Verdict verdict = runRound(lane(), planOf("update of the profile", {}), undo);
    checkFound(verdict, "object", "has dept \"elsewhere\"");
}

BOOST_AUTO_TEST_SUITE_END()
