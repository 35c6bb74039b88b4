#include <boost/test/data/test_case.hpp>

#include "shell_fixture.h"

namespace {

using Strings = std::vector<std::string>;

/// A user with a password and a licence; his id is `uid`.
struct UpdateCase : ShellCase {
    UpdateCase() {
        zoom().seedUsers(R"([{"id":"KEI","email":"kei@example.com","password":"Abcd1234x",)"
                         R"("type":2,"first_name":"Kei"}])");
        home.setVariable("NEXT", "Another-Passw0rd1");
    }
};

struct Update {
    std::string arguments;
    std::string write;
};

std::ostream& operator<<(std::ostream& out, const Update& update) {
    return out << update.arguments;
}

const std::vector<Update> kUpdates = {
    {"first_name=Kay", R"(PATCH /v2/users/KEI {"first_name":"Kay"})"},
    {"type=1", R"(PATCH /v2/users/KEI {"type":1})"},
    {"type=Basic", R"(PATCH /v2/users/KEI {"type":1})"},
    {"type=基本", R"(PATCH /v2/users/KEI {"type":1})"},
    {"email=kay@example.com", R"(PUT /v2/users/KEI/email {"email":"kay@example.com"})"},
    {"__NAME__=kay@example.com", R"(PUT /v2/users/KEI/email {"email":"kay@example.com"})"},
    {"__PASSWORD__=@env:NEXT", R"(PUT /v2/users/KEI/password {"password":"Another-Passw0rd1"})"},
    {"dept=\"Human Resources\"", R"(PATCH /v2/users/KEI {"dept":"Human Resources"})"},
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_zoom_update_tests, UpdateCase)

BOOST_DATA_TEST_CASE_F(UpdateCase, one_attribute_is_one_request,
                       boost::unit_test::data::make(kUpdates), update) {
    const auto ended = home.run("update zoom name:kei@example.com " + update.arguments);
    checkEnd(ended, 0);
    checkHas(ended.out, {"updated", "(uid \"KEI\")"});
    BOOST_TEST(writes() == (Strings{update.write}));
}

BOOST_AUTO_TEST_CASE(an_update_of_everything_is_ordered_steps_in_the_journal) {
    checkEnd(home.run("update zoom KEI __ENABLE__=false password=@env:NEXT email=kay@example.com "
                      "type=Basic first_name=Kay"),
             0);
    const Strings sent = writes();
    const Strings expected = {R"(PATCH /v2/users/KEI {"type":1,"first_name":"Kay"})",
                              R"(PUT /v2/users/KEI/email {"email":"kay@example.com"})",
                              R"(PUT /v2/users/KEI/password {"password":"Another-Passw0rd1"})",
                              R"(PUT /v2/users/KEI/status {"action":"deactivate"})",
                              "DELETE /v2/users/KEI/token"};
    BOOST_TEST(sent == expected, boost::test_tools::per_element());
    const auto shown = home.run("operation show 1");
    checkHas(shown.out, {"kind:", "update", "outcome:", "applied", "Steps", "profile", "applied",
                         "PATCH", "204", "email", "applied", "PUT", "password", "applied",
                         "status:deactivate", "applied", "logout", "applied"});
    BOOST_TEST(!has(shown.out, "Another-Passw0rd1"));
    checkHas(shown.out, {"withheld"});
}

BOOST_AUTO_TEST_CASE(a_step_that_fails_leaves_a_partial_update_that_tells_what_was_applied) {
    const auto ended = home.run(
        "update zoom name:kei@example.com first_name=Kay email=owner@example.com "
        "password=@env:NEXT");
    checkEnd(ended, 8, {"AlreadyExists", "1005"});
    checkHas(ended.err, {"steps:", "applied", "profile", "not applied", "email", "outcome: partial",
                         "operation show 1"});
    BOOST_TEST(!has(ended.err, "password  PUT"));
    BOOST_TEST(stored("kei@example.com", "first_name") == "\"Kay\"");
    const auto lines = jsonLines(home.run({"operation show 1"}, {"--output", "json"}));
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_TEST(textOf(lines[0], "outcome") == "partial");
    checkHas(boost::json::serialize(lines[0]), {"profile", "applied", "email", "not applied"});
}

BOOST_AUTO_TEST_CASE(another_create_type_is_a_notice_and_no_request) {
    const auto ended = home.run("update zoom KEI createType=ssoCreate");
    checkEnd(ended, 0, {"notice: ", "changing it changes nothing", "[create-type-ignored]"});
    BOOST_TEST(writes().empty());
}

namespace {

struct Refusal {
    std::string arguments;
    Strings pieces;
};

std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
    return out << refusal.arguments;
}

const std::vector<Refusal> kRefusals = {
    {"KEI type=なし", {"type None (99) is only for users made by ssoCreate"}},
    {"KEI type=Gold", {"does not know \"Gold\""}},
    {"KEI email=", {"cannot be cleared"}},
    {"KEI dept+=Sales", {"dept"}},
    {"KEI status=active", {"status"}},
    {"SSO password=@env:NEXT", {"does not sign in by work e-mail"}},
    {"GONE first_name=Goon", {"is deactivated", "enable the user first"}},
    {"WAITS email=wei@example.com", {"is pending", "has not been accepted"}},
};

}  // namespace

BOOST_DATA_TEST_CASE_F(UpdateCase, what_zoom_would_refuse_or_forget_is_refused_with_its_reason,
                       boost::unit_test::data::make(kRefusals), refusal) {
    zoom().seedUsers(R"([{"id":"SSO","email":"sso@example.com","login_types":[101]},)"
                     R"({"id":"GONE","email":"gone@example.com","status":"inactive"},)"
                     R"({"id":"WAITS","email":"waits@example.com","status":"pending"}])");
    checkEnd(home.run("update zoom " + refusal.arguments), 3, refusal.pieces);
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(none_is_given_to_a_user_of_single_sign_on) {
    zoom().seedUsers(R"([{"id":"SSO","email":"sso@example.com","login_types":[101]}])");
    checkEnd(home.run("update zoom SSO type=None"), 0);
    BOOST_TEST(writes() == (Strings{R"(PATCH /v2/users/SSO {"type":99})"}));
}

BOOST_AUTO_TEST_CASE(an_address_outside_the_managed_domains_is_refused_by_zoom_with_a_hint) {
    checkEnd(home.run("update zoom KEI email=kei@elsewhere.example"), 6,
             {"1116", "managed domains", "nothing was changed at the target"});
    BOOST_TEST(stored("kei@example.com", "id") == "\"KEI\"");
}

BOOST_AUTO_TEST_CASE(disable_and_enable_say_what_becomes_of_the_licence) {
    checkEnd(home.run("disable zoom name:kei@example.com"), 0, {"[licence-released]"});
    BOOST_TEST(stored("kei@example.com", "status") == "\"inactive\"");
    checkEnd(home.run("enable zoom name:kei@example.com"), 0, {"[licence-not-restored]"});
    BOOST_TEST(stored("kei@example.com", "status") == "\"active\"");
    const Strings expected = {R"(PUT /v2/users/KEI/status {"action":"deactivate"})",
                              "DELETE /v2/users/KEI/token",
                              R"(PUT /v2/users/KEI/status {"action":"activate"})"};
    BOOST_TEST(writes() == expected, boost::test_tools::per_element());
    checkEnd(home.run("enable zoom KEI"), 0, {"is active already; nothing was sent"});
    BOOST_TEST(writes().size() == expected.size());
}

BOOST_AUTO_TEST_CASE(administrators_and_the_owner_are_not_disabled) {
    zoom().seedUsers(R"([{"id":"ADMIN","email":"admin@example.com","role_id":"1"}])");
    checkEnd(home.run("disable zoom ADMIN"), 3, {"is an administrator and cannot be disabled"});
    checkEnd(home.run("disable zoom name:owner@example.com"), 3, {"is the owner"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(an_update_of_nobody_is_not_found) {
    checkEnd(home.run("update zoom name:nobody@example.com first_name=No"), 4,
             {"there is no user \"nobody@example.com\"", "UnknownUid"});
}

BOOST_AUTO_TEST_SUITE_END()
