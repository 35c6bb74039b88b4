#include <boost/test/data/test_case.hpp>

#include "shell_fixture.h"

namespace {

using Strings = std::vector<std::string>;

/// A member, an administrator and somebody who has not accepted the invitation.
struct RemovalCase : ShellCase {
    RemovalCase() {
        zoom().seedUsers(R"([{"id":"KEI","email":"kei@example.com"},)"
                         R"({"id":"ADMIN","email":"admin@example.com","role_id":"1"},)"
                         R"({"id":"WAITS","email":"waits@example.com","status":"pending"}])");
    }
};

struct Removal {
    std::string command;
    Strings writes;
};

std::ostream& operator<<(std::ostream& out, const Removal& removal) {
    return out << removal.command;
}

const std::vector<Removal> kRemovals = {
    {"delete zoom KEI", {"DELETE /v2/users/KEI?action=delete"}},
    {"delete zoom name:kei@example.com --policy delete", {"DELETE /v2/users/KEI?action=delete"}},
    {"delete zoom KEI --policy disassociate", {"DELETE /v2/users/KEI?action=disassociate"}},
    {"delete zoom KEI --policy deactivate",
     {R"(PUT /v2/users/KEI/status {"action":"deactivate"})", "DELETE /v2/users/KEI/token"}},
    {"disassociate zoom KEI", {"DELETE /v2/users/KEI?action=disassociate"}},
    {"delete zoom KEI --transfer_email owner@example.com --transfer_meeting true "
     "--transfer_webinar false --transfer_recording true",
     {"DELETE /v2/users/KEI?action=delete&transfer_email=owner%40example.com"
      "&transfer_meeting=true&transfer_recording=true"}},
    {"delete zoom WAITS", {"DELETE /v2/users/WAITS"}},
    {"delete zoom WAITS --policy disassociate", {"DELETE /v2/users/WAITS"}},
    {"disassociate zoom WAITS", {"DELETE /v2/users/WAITS"}},
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_zoom_removal_tests, RemovalCase)

BOOST_DATA_TEST_CASE_F(RemovalCase, each_policy_sends_its_request,
                       boost::unit_test::data::make(kRemovals), removal) {
    checkEnd(home.run(removal.command), 0);
    BOOST_TEST(writes() == removal.writes, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_delete_policy_of_the_target_is_followed) {
    const support::SandboxHome own(zoom().baseUrl(),
                                   "<property name=\"deletePolicy\">deactivate</property>");
    checkEnd(own.run("delete zoom KEI"), 0);
    BOOST_TEST(stored("kei@example.com", "status") == "\"inactive\"");
    checkEnd(own.run("delete zoom KEI --policy delete"), 0);
    BOOST_TEST(stored("kei@example.com", "status") == "");
}

BOOST_AUTO_TEST_CASE(a_pending_user_is_removed_where_zoom_takes_the_bare_form_alone) {
    zoom().set(R"({"pending-delete-strict":true})");
    checkEnd(home.run("delete zoom name:waits@example.com"), 0,
             {"had not accepted the invitation: it is cancelled"});
    BOOST_TEST(stored("waits@example.com", "status") == "");
}

BOOST_AUTO_TEST_CASE(a_user_of_a_managed_domain_cannot_be_disassociated_and_1107_is_explained) {
    zoom().set(R"({"manage-users":true})");
    checkEnd(home.run("disassociate zoom KEI"), 6,
             {"1107", "hint: managed domain: use delete", "nothing was changed at the target"});
    BOOST_TEST(stored("kei@example.com", "status") == "\"active\"");
}

namespace {

struct Refusal {
    std::string command;
    std::string piece;
};

std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
    return out << refusal.command;
}

const std::vector<Refusal> kRefusals = {
    {"delete zoom ADMIN", "is an administrator and cannot be deleted"},
    {"disassociate zoom ADMIN", "is an administrator and cannot be disassociated"},
    {"delete zoom name:owner@example.com", "is the owner of the Zoom account"},
    {"delete zoom KEI --policy burn", "expected \"delete\", \"disassociate\" or \"deactivate\""},
    {"delete zoom KEI --transfer_meeting true", "without \"transfer_email\""},
    {"delete zoom KEI --transfer_email kei@example.com --transfer_meeting true",
     "cannot go to the same user"},
};

}  // namespace

BOOST_DATA_TEST_CASE_F(RemovalCase, what_must_not_be_removed_stays,
                       boost::unit_test::data::make(kRefusals), refusal) {
    checkEnd(home.run(refusal.command), 3, {refusal.piece, "nothing was changed at the target"});
    BOOST_TEST(writes().empty());
}

BOOST_DATA_TEST_CASE_F(RemovalCase, the_removal_of_nobody_is_done_and_said,
                       boost::unit_test::data::make(Strings{"delete", "disassociate"}), verb) {
    const auto ended = home.run(verb + " zoom name:nobody@example.com");
    checkEnd(ended, 0, {"nothing was left to do, and this counts as done", "[already-gone]"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(what_was_removed_is_remembered_so) {
    prepare("delete zoom KEI");
    prepare("disassociate zoom WAITS");
    const auto lines = jsonLines(home.run({"account list"}, {"--output", "json"}));
    BOOST_REQUIRE(lines.size() == 2U);
    for (const auto& line : lines) {
        BOOST_TEST(textOf(line, "state") ==
                   (textOf(line, "uid") == "KEI" ? "deleted" : "released"));
    }
}

BOOST_AUTO_TEST_CASE(a_delete_that_a_policy_turned_into_something_else_says_so) {
    checkEnd(home.run("delete zoom KEI --policy deactivate"), 0, {});
    const auto lines = jsonLines(home.run({"account show zoom KEI"}, {"--output", "json"}));
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_TEST(textOf(lines.front(), "state") == "inactive");
}

BOOST_AUTO_TEST_CASE(a_slip_of_the_pen_leaves_no_account_behind) {
    checkEnd(home.run("delete zoom typo-uid"), 0, {"counts as done"});
    BOOST_TEST(jsonLines(home.run({"account list"}, {"--output", "json"})).empty());
}

BOOST_AUTO_TEST_CASE(an_empty_option_is_refused_before_anything_is_sent) {
    checkEnd(home.run("delete zoom KEI --transfer_email \"\""), 3,
             {"option \"transfer_email\" is empty"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_SUITE_END()
