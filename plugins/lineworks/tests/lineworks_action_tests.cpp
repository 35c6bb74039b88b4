#include <boost/test/unit_test.hpp>

#include "lineworks_fixture.h"

using namespace muster;
using namespace muster::lineworks::test;
using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};
constexpr Time kStart{1'700'000'000'000'000};
constexpr Time kEnd{1'700'086'400'000'000};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lineworks_action_tests, LineWorksFixture)

BOOST_AUTO_TEST_CASE(a_leave_of_absence_has_both_times_or_neither) {
    userIs("u1");
    host.answer("leaveOfAbsence.UPDATEOP", kDone);
    BOOST_TEST(act("u1", "set-leave-of-absence",
                   {Attribute("startTime", Value(kStart)), Attribute("endTime", Value(kEnd))})
                   .isOk());
    BOOST_TEST(host.requests().back() ==
               R"([leave:set] leaveOfAbsence.UPDATEOP u1 {"startTime":"2023-11-14T22:13:20Z",)"
               R"("endTime":"2023-11-15T22:13:20Z"})");
    userIs("u1");
    host.answer("leaveOfAbsence.UPDATEOP", kDone);
    BOOST_TEST(act("u1", "set-leave-of-absence").isOk());
    BOOST_TEST(host.requests().back() == "[leave:set] leaveOfAbsence.UPDATEOP u1 {}");
    host.forgetRequests();
    const auto half = act("u1", "set-leave-of-absence", {Attribute("endTime", Value(kEnd))});
    BOOST_TEST((half.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(half.failure().attributes == Lines{"startTime"}, boost::test_tools::per_element());
    const auto backwards =
        act("u1", "set-leave-of-absence",
            {Attribute("startTime", Value(kEnd)), Attribute("endTime", Value(kStart))});
    BOOST_TEST((backwards.code() == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(leave_ends_sessions_end_and_nobody_is_not_there) {
    userIs("u1");
    host.answer("leaveOfAbsence.DELETEOP", kDone);
    BOOST_TEST(act("u1", "clear-leave-of-absence").isOk());
    BOOST_TEST(host.requests().back() == "[leave:clear] leaveOfAbsence.DELETEOP u1");
    userIs("u1");
    host.answer("sessions.DELETEOP", kDone);
    BOOST_TEST(act("u1", "force-logout").isOk());
    BOOST_TEST(host.requests().back() == "[logout] sessions.DELETEOP u1");
    nobodyIsThere();
    BOOST_TEST((act("u1", "force-logout").code() == ErrorCode::kUnknownUid));
}

BOOST_AUTO_TEST_CASE(a_deleted_member_is_brought_back_shown_or_not) {
    userIs("u1", R"("isDeleted":true)");
    host.answer("undelete.UPDATEOP", {.body = userJson("u1")});
    const auto shown = act("externalKey:key-u1", "undelete");
    BOOST_TEST(shown.isOk());
    BOOST_TEST(shown.hasNotice("undeleted"));
    BOOST_TEST(shown.writes.at(0).state == "active");
    BOOST_TEST(host.requests().back() == "[undelete] undelete.UPDATEOP u1");
    nobodyIsThere();
    host.answer("undelete.UPDATEOP", {.body = userJson("u1")});
    BOOST_TEST(act("externalKey:key-u1", "undelete").isOk());
    BOOST_TEST(host.requests().back() == "[undelete] undelete.UPDATEOP externalKey:key-u1");
    nobodyIsThere();
    host.answer("undelete.UPDATEOP", refused(ErrorCode::kUnknownUid, 404, "NOT_FOUND", "no"));
    BOOST_TEST((act("u1", "undelete").code() == ErrorCode::kUnknownUid));
    userIs("u1");
    const auto again = act("u1", "undelete");
    BOOST_TEST(again.isOk());
    BOOST_TEST(again.hasNotice("already-so"));
    BOOST_TEST(host.requests().back() == "GETOP u1");
}

BOOST_AUTO_TEST_CASE(a_refusal_to_undelete_whoever_is_back_counts_as_done) {
    userIs("u1", R"("isDeleted":true)");
    host.answer("undelete.UPDATEOP", refused(ErrorCode::kInvalidState, 400, "BAD_REQUEST", "no"));
    userIs("u1");
    const auto back = act("u1", "undelete");
    BOOST_TEST(back.isOk());
    BOOST_TEST(back.hasNotice("already-so"));
    BOOST_TEST(back.writes.at(0).state == "active");
    userIs("u1", R"("isDeleted":true)");
    host.answer("undelete.UPDATEOP", refused(ErrorCode::kInvalidState, 400, "BAD_REQUEST", "no"));
    userIs("u1", R"("isDeleted":true)");
    BOOST_TEST((act("u1", "undelete").code() == ErrorCode::kInvalidState));
}

BOOST_AUTO_TEST_CASE(only_pending_members_have_an_invitation) {
    userIs("u1", R"("isPending":true)");
    host.answer("invitation.UPDATEOP", kDone);
    BOOST_TEST(act("u1", "send-invitation").isOk());
    BOOST_TEST(host.requests().back() == "[invite] invitation.UPDATEOP u1");
    userIs("u1");
    BOOST_TEST((act("u1", "send-invitation").code() == ErrorCode::kInvalidState));
}

BOOST_AUTO_TEST_CASE(another_domain_becomes_the_main_one) {
    userIs("u1");
    host.answer("domain.UPDATEOP", {.body = userJson("u1")});
    BOOST_TEST(act("u1", "move-domain",
                   {Attribute("domainId", Value(2002)), Attribute("email", "a1@b.example"),
                    Attribute("orgUnitId", Value(Reference{"x1"}))})
                   .isOk());
    BOOST_TEST(host.requests().back() ==
               R"([move] domain.UPDATEOP u1 {"userExternalKey":"key-u1","organizations":[)"
               R"({"domainId":2002,"primary":true,"email":"a1@b.example",)"
               R"("orgUnits":[{"orgUnitId":"x1","primary":true}],"userExternalKey":"key-u1"}],)"
               R"("preserveGroup":false})");
    userIs("u1");
    const auto again = act("u1", "move-domain", {Attribute("domainId", Value(kDomain))});
    BOOST_TEST(again.isOk());
    BOOST_TEST(again.hasNotice("already-so"));
    const auto bad =
        act("u1", "move-domain", {Attribute("domainId", Value(2002)), Attribute("email", "A@b")});
    BOOST_TEST((bad.code() == ErrorCode::kInvalidAttributeValue));
}

BOOST_AUTO_TEST_CASE(an_action_that_the_class_does_not_have_is_not_supported) {
    BOOST_TEST((act("u1", "praise").code() == ErrorCode::kNotSupported));
    objectClass = "__ORGUNIT__";
    BOOST_TEST((act("o1", "force-logout").code() == ErrorCode::kNotSupported));
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_SUITE_END()
