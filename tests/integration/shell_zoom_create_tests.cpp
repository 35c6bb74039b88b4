#include <boost/test/data/test_case.hpp>

#include "shell_fixture.h"

// Users created at the simulator through the program.
BOOST_FIXTURE_TEST_SUITE(shell_zoom_create_tests, ShellCase)

namespace {

using Strings = std::vector<std::string>;

struct Kind {
    std::string arguments;
    std::string body;
    std::string state;
    bool isAccepted;
};

std::ostream& operator<<(std::ostream& out, const Kind& kind) { return out << kind.arguments; }

const std::vector<Kind> kKinds = {
    {"createType=create first_name=Aiko",
     R"("create","user_info":{"email":"u@example.com",)"
     R"("type":1,"first_name":"Aiko"})",
     "pending", true},
    {"type=ライセンス済", R"("create","user_info":{"email":"u@example.com","type":2})", "pending",
     true},
    {"createType=autoCreate password=@env:FIRST",
     R"("autoCreate","user_info":{"email":"u@example.com","type":1,"password":"Tour-Passw0rd"})",
     "active", false},
    {"createType=APIユーザーとして作成 type=Basic",
     R"("custCreate","user_info":{"email":"u@example.com","type":1})", "active", false},
    {"createType=ssoCreate type=None",
     R"("ssoCreate","user_info":{"email":"u@example.com","type":99})", "active", false},
};

}  // namespace

BOOST_DATA_TEST_CASE_F(ShellCase, each_create_type_sends_its_action_and_tells_the_state,
                       boost::unit_test::data::make(kKinds), kind) {
    home.setVariable("FIRST", "Tour-Passw0rd");
    const auto ended =
        home.run({"create zoom email=u@example.com " + kind.arguments}, {"--output", "json"});
    checkEnd(ended, 0);
    BOOST_TEST(writes() == (Strings{R"(POST /v2/users {"action":)" + kind.body + "}"}));
    const auto lines = jsonLines(ended);
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_TEST(textOf(lines[0], "outcome") == "applied");
    BOOST_TEST(textOf(lines[0], "state") == kind.state);
    BOOST_TEST(lines[0].at("accepted").as_bool() == kind.isAccepted);
    BOOST_TEST('"' + textOf(lines[0], "uid") + '"' == stored("u@example.com", "id"));
    BOOST_TEST(stored("u@example.com", "status") == '"' + kind.state + '"');
}

BOOST_AUTO_TEST_CASE(an_invitation_is_told_as_accepted_and_not_as_ready) {
    const auto ended = home.run("create zoom email=u@example.com");
    checkEnd(ended, 0);
    checkHas(ended.out, {"created \"u@example.com\"", "state pending", "finishes it later"});
}

BOOST_AUTO_TEST_CASE(the_create_type_and_the_type_of_the_target_are_used) {
    const support::SandboxHome own(zoom().baseUrl(),
                                   "<property name=\"createType\">custCreate</property>"
                                   "<property name=\"defaultType\">2</property>");
    checkEnd(own.run("create zoom email=u@example.com"), 0);
    BOOST_TEST(writes() == (Strings{R"(POST /v2/users {"action":"custCreate","user_info":)"
                                    R"({"email":"u@example.com","type":2}})"}));
}

BOOST_AUTO_TEST_CASE(an_address_in_use_is_already_exists_and_names_the_user) {
    prepare("create zoom email=u@example.com createType=ssoCreate");
    checkEnd(home.run("create zoom email=u@example.com"), 5,
             {"\"u@example.com\" is in this account already", "AlreadyExists", "target code 1005",
              "nothing was changed at the target"});
}

BOOST_AUTO_TEST_CASE(an_address_held_elsewhere_is_already_exists) {
    zoom().control("POST", "seed", R"({"outside":[{"email":"x@other.example","plan":"paid"}]})");
    const auto ended = home.run("create zoom email=x@other.example createType=custCreate");
    checkEnd(ended, 5, {"AlreadyExists", "1009"});
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
    {"type=Gold", {"does not know \"Gold\"", "1 (Basic), 2 (Licensed)"}},
    {"type=None", {"type None (99)", "ssoCreate", "createType is \"create\""}},
    {"createType=autoCreate type=99 password=@env:FIRST", {"type None (99)", "autoCreate"}},
    {"type=3", {"On-prem (3) needs an entitlement", "onPremEntitled"}},
    {"password=@env:FIRST", {"a password goes with createType autoCreate only"}},
    {"createType=autoCreate password=@env:SHORT", {"has 3 characters; Zoom takes 8 to 32"}},
    {"first_name=山田太郎次郎", {"6 Chinese characters", "at most 5"}},
    {"createType=nobody", {"Lookup.Zoom.createType does not know \"nobody\""}},
    {"emial=x@example.com", {"no attribute \"emial\"", "did you mean \"email\"?"}},
    {"status=active", {"status"}},
    {"__UID__=abc", {"a create cannot choose the Uid"}},
};

}  // namespace

BOOST_DATA_TEST_CASE_F(ShellCase, what_is_refused_is_refused_before_anything_is_sent,
                       boost::unit_test::data::make(kRefusals), refusal) {
    home.setVariable("FIRST", "Tour-Passw0rd");
    home.setVariable("SHORT", "Ab1");
    const auto ended = home.run("create zoom email=u@example.com " + refusal.arguments);
    checkEnd(ended, 3, refusal.pieces);
    BOOST_TEST(has(ended.err, "nothing was changed at the target"));
    BOOST_TEST(ended.out == "");
    BOOST_TEST(requests().empty());
    BOOST_TEST(stored("u@example.com", "status") == "");
}

BOOST_AUTO_TEST_CASE(a_refusal_of_zoom_tells_what_to_do) {
    zoom().set(R"({"auto-create":false})");
    home.setVariable("FIRST", "Tour-Passw0rd");
    checkEnd(home.run("create zoom email=u@example.com createType=autoCreate password=@env:FIRST"),
             6, {"2016", "Zoom enables autoCreate and custCreate on request only"});
    zoom().set(R"({"paid-seats":1})");
    checkEnd(home.run("create zoom email=u@example.com type=2"), 6,
             {"QuotaExceeded", "no seat of this type is free"});
}

BOOST_AUTO_TEST_SUITE_END()
