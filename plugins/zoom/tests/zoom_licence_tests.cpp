#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::Attribute;
using muster::ErrorCode;
using muster::Value;
using namespace muster::zoom::test;

using Lines = std::vector<std::string>;

namespace {

const Answer kDone = {.httpStatus = 204};

struct LicenceFixture : ZoomFixture {
    LicenceFixture() {
        settings = {{"restoreLicence", Value(true)}, {"logoutOnDisable", Value(false)}};
    }
    Outcome disable(const std::string& user) {
        userIs("u1", "active", user);
        host.answer("__ENABLE__.UPDATEOP", kDone);
        return update("u1", {replace("__ENABLE__", Value(false))});
    }
    /** Enables u1; `answer` is that of the licence. */
    Outcome enable(const std::optional<Answer>& answer) {
        userIs("u1", "inactive", R"("type":1)");
        host.answer("__ENABLE__.UPDATEOP", kDone);
        if (answer) {
            host.answer("UPDATEOP", *answer);
        }
        return update("u1", {replace("__ENABLE__", Value(true))});
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_licence_tests, LicenceFixture)

BOOST_AUTO_TEST_CASE(the_licence_is_kept_before_it_is_released_and_assigned_again) {
    BOOST_TEST(disable(R"("type":2)").isOk());
    BOOST_TEST(host.rememberedAfter == 1U);  // after the read, before the deactivation
    const auto outcome = enable(kDone);
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("licence-restored"));
    BOOST_TEST(!outcome.hasNotice("licence-not-restored"));
    BOOST_TEST(host.requests().back() == R"([licence] UPDATEOP u1 {"type":2})");
}

BOOST_AUTO_TEST_CASE(a_basic_user_ends_what_was_kept) {
    host.memory["__ACCOUNT__ u1"] = {Attribute("type", "2")};
    BOOST_TEST(disable(R"("type":1)").isOk());
    const auto outcome = enable(std::nullopt);
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.hasNotice("licence-not-restored"));
}

BOOST_AUTO_TEST_CASE(a_licence_given_in_the_update_wins) {
    host.memory["__ACCOUNT__ u1"] = {Attribute("type", "2")};
    userIs("u1", "inactive", R"("type":1)");
    host.answer("__ENABLE__.UPDATEOP", kDone);
    host.answer("UPDATEOP", kDone);
    BOOST_TEST(
        update("u1", {replace("__ENABLE__", Value(true)), replace("type", Value("4"))}).isOk());
    BOOST_TEST(host.requests().back() == R"([profile] UPDATEOP u1 {"type":4})");
    // And the one that a disabling update assigns is the one that is kept.
    userIs("u1", "active", R"("type":1)");
    host.answer("UPDATEOP", kDone);
    host.answer("__ENABLE__.UPDATEOP", kDone);
    BOOST_TEST(
        update("u1", {replace("__ENABLE__", Value(false)), replace("type", Value("2"))}).isOk());
    BOOST_TEST(*host.memory["__ACCOUNT__ u1"].at(0).text() == "2");
}

BOOST_AUTO_TEST_CASE(without_the_setting_the_licence_is_kept_and_not_assigned) {
    settings = {{"logoutOnDisable", Value(false)}};
    BOOST_TEST(disable(R"("type":2)").isOk());
    const auto outcome = enable(std::nullopt);
    BOOST_TEST(outcome.hasNotice("licence-not-restored"));
    BOOST_TEST(host.memory["__ACCOUNT__ u1"].size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_seat_that_is_gone_leaves_the_user_active_and_says_so) {
    BOOST_TEST(disable(R"("type":2)").isOk());
    const auto outcome = enable(refused(ErrorCode::kQuotaExceeded, 400, "3412", "no seat"));
    BOOST_TEST((outcome.code() == ErrorCode::kQuotaExceeded));
    BOOST_TEST(outcome.error->message.find("is active again, as Basic") != std::string::npos);
    BOOST_TEST(outcome.writes.at(0).state == "active");
}

BOOST_AUTO_TEST_SUITE_END()
