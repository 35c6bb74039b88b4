#include <boost/test/unit_test.hpp>

#include "shell_fixture.h"

// Commands about what was done and what waits.

namespace shell = muster::shell;
using muster::Outcome;

BOOST_FIXTURE_TEST_SUITE(shell_journal_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(operations_are_asked_for_with_all_their_options) {
    BOOST_TEST(run("operation list --target zoom --state ended --outcome not-applied --kind delete "
                   "--since 2026-01-31 --until 2026-02-01 --limit 3") == 0);
    BOOST_TEST(services->listed.target.value() == "zoom");
    BOOST_TEST((services->listed.state == muster::store::OperationState::kEnded));
    BOOST_TEST((services->listed.outcome == Outcome::kNotApplied));
    BOOST_TEST((services->listed.kind == muster::store::OperationKind::kDelete));
    BOOST_TEST(services->listed.since->toString() == "2026-01-31T00:00:00Z");
    BOOST_TEST(services->listed.limit == 4);  // one more tells whether there are more
    BOOST_TEST(err.str() == "no operation was found\n");
    BOOST_TEST(run("operation show 5") == 4);
    BOOST_TEST(run("operation show five") == 2);
    BOOST_TEST(run("account show zoom u9") == 4);
}

BOOST_AUTO_TEST_CASE(unsettled_operations_are_counted_when_the_home_is_opened) {
    prepare = [](FakeServices& made) { made.left = {.interrupted = 2, .conflict = 1}; };
    BOOST_TEST(run("operation list") == 0);
    BOOST_TEST(contains(err.str(),
                        "warning: 3 operations are unsettled (2 interrupted, 1 in conflict); see "
                        "\"operation list --state unsettled\""));
}

BOOST_AUTO_TEST_CASE(resume_and_retry_pass_on_what_was_said) {
    environment["PW"] = "Abcd1234";
    BOOST_TEST(run("operation resume 7 pin=@env:PW --take u9") == 0);
    BOOST_REQUIRE(home().resumes.size() == 1U);
    BOOST_TEST(home().resumes[0].id.number == 7);
    BOOST_TEST(home().resumes[0].take == "u9");
    BOOST_TEST(home().resumes[0].askedBy == "tester");
    BOOST_TEST(home().resumes[0].secrets.at(0).single()->as<muster::Secret>()->expose() ==
               "Abcd1234");
    BOOST_TEST(run("operation retry 7 --dry-run") == 0);
    BOOST_TEST(home().resumes[1].isRetry);
    BOOST_TEST(home().resumes[1].dryRun);
    BOOST_TEST(run("operation resume 7 --take u9 --not-applied") == 2);
    BOOST_TEST(contains(err.str(), "exclude each other"));
    BOOST_TEST(run("operation resume seven") == 2);
    BOOST_TEST(contains(err.str(), "\"seven\" is no operation"));
    BOOST_TEST(run("operation resume 7 pin=1234") == 2);
    BOOST_TEST(!contains(err.str(), "1234"));
}

BOOST_AUTO_TEST_CASE(giving_up_and_holding_want_a_reason) {
    BOOST_TEST(run("operation abandon 7") == 2);
    BOOST_TEST(run("target hold zoom") == 2);
    BOOST_TEST(contains(err.str(), "--why is missing"));
    BOOST_TEST(run("operation abandon 7 --why \"she left\"") == 0);
    BOOST_TEST(home().abandoned == "7 she left tester");
    BOOST_TEST(run("target hold zoom --why audit") == 0);
    BOOST_TEST(home().held == "zoom audit tester");
    BOOST_TEST(run("target release zoom") == 0);
    BOOST_TEST(home().released == "zoom");
}

BOOST_AUTO_TEST_CASE(attempts_of_a_step_are_counted) {
    ShellFixture json({.format = shell::Format::kJson});
    muster::store::OperationRecord record{.id = {3}, .target = "zoom"};
    for (const char* name : {"profile", "profile", "email"}) {
        const auto ordinal = static_cast<std::int64_t>(record.steps.size()) + 1;
        record.steps.push_back({.ordinal = {ordinal}, .start = {.name = name}});
    }
    json.home().journal = {record};
    BOOST_TEST(json.run("operation show 3") == 0);
    std::vector<std::int64_t> attempts;
    const auto shown = boost::json::parse(json.out.str());
    for (const auto& step : shown.at("steps").as_array()) {
        attempts.push_back(step.at("attempt").as_int64());
    }
    BOOST_TEST((attempts == std::vector<std::int64_t>{1, 2, 1}));
}

namespace {

muster::store::OperationRecord refusedValue(muster::store::OperationKind kind, Outcome outcome) {
    return {.id = {9},
            .target = "zoom",
            .objectClass = "__ACCOUNT__",
            .kind = kind,
            .uid = kind == muster::store::OperationKind::kUpdate ? "u1" : "",
            .name = kind == muster::store::OperationKind::kUpdate ? "" : "ann",
            .state = muster::store::OperationState::kEnded,
            .outcome = outcome,
            .error = muster::store::ErrorRecord{.code = muster::ErrorCode::kInvalidAttributeValue,
                                                .message = "no such floor"}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(after_a_refused_value_the_command_that_goes_on_takes_another_one) {
    using muster::store::OperationKind;
    home().journal = {refusedValue(OperationKind::kUpdate, Outcome::kPartial)};
    BOOST_TEST(run("operation list") == 0);
    BOOST_TEST(contains(out.str(), "update zoom u1 NAME=VALUE"), out.str());
    home().journal = {refusedValue(OperationKind::kCreate, Outcome::kPartial)};
    BOOST_TEST(run("operation list") == 0);
    BOOST_TEST(contains(out.str(), "update zoom name:ann NAME=VALUE"), out.str());
    home().journal = {refusedValue(OperationKind::kCreate, Outcome::kNotApplied)};
    BOOST_TEST(run("operation show 9") == 0);
    BOOST_TEST(contains(out.str(), "create zoom NAME=VALUE"), out.str());
    BOOST_TEST(!contains(out.str(), "operation retry"));
    home().journal[0].error->code = muster::ErrorCode::kPermissionDenied;
    BOOST_TEST(run("operation show 9") == 0);
    BOOST_TEST(contains(out.str(), "operation retry 9"), out.str());
}

BOOST_AUTO_TEST_CASE(an_operation_by_uid_is_listed_with_the_name_that_the_journal_knows) {
    ShellFixture json({.format = shell::Format::kJson});
    json.home().met = {{.target = "zoom", .uid = "u1", .name = "hana@example.com"}};
    json.home().met[0].objectClass = "__ACCOUNT__";
    muster::store::OperationRecord record{
        .id = {3}, .target = "zoom", .objectClass = "__ACCOUNT__", .uid = "u1"};
    muster::store::OperationRecord stranger = record;
    stranger.uid = "u2";
    json.home().journal = {record, stranger};
    BOOST_TEST(json.run("operation list") == 0);
    BOOST_TEST(contains(json.out.str(), R"("name":"hana@example.com","uid":"u1")"), json.out.str());
    BOOST_TEST(contains(json.out.str(), R"("name":"","uid":"u2")"), json.out.str());
    BOOST_TEST(json.run("operation show 3") == 0);
    BOOST_TEST(contains(json.out.str(), R"("name":"hana@example.com")"));
}

BOOST_AUTO_TEST_CASE(limits_are_shown_with_use_waiters_and_the_last_refusal) {
    using namespace std::chrono_literals;
    const auto noon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 12h;
    home().limited = {
        {.name = "Light",
         .labels = "Light",
         .permits = "80 in 1 s",
         .waiting = 14,
         .underWay = 2,
         .lastRefused = noon,
         .pausedFor = 700ms},
        {.name = "invitations", .permits = "10000 a day", .usedToday = 9983, .perDay = 10000}};
    BOOST_TEST(run("target limits zoom") == 0);
    for (const char* piece :
         {"80 in 1 s", "14", "2026-11-22T12:00:00Z", "700 ms", "9983 of 10000"}) {
        BOOST_TEST(contains(out.str(), piece), piece);
    }
    home().limited.clear();
    BOOST_TEST(run("target limits zoom") == 0);
    BOOST_TEST(contains(err.str(), "no limits.xml"));
}

BOOST_AUTO_TEST_SUITE_END()
