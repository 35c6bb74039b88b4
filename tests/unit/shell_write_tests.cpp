#include <boost/test/unit_test.hpp>

#include "shell/show_result.h"
#include "shell_fixture.h"

// Commands that write: what reaches the facade, and what is said of the result.

namespace shell = muster::shell;
using muster::Outcome;
using muster::shell::LineOrigin;

BOOST_FIXTURE_TEST_SUITE(shell_write_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(a_create_carries_what_was_typed_to_the_facade) {
    environment = {{"PW", "S3cret!"}};
    BOOST_TEST(run("create zoom __NAME__=hana@example.com type='ライセンス済' groups=a groups=b "
                   "dept= password=@env:PW --option notify=no --timeout 1.5") == 0);
    BOOST_TEST_REQUIRE(services->requests.size() == 1U);
    const auto& request = services->requests.front();
    BOOST_TEST((request.kind == muster::store::OperationKind::kCreate));
    BOOST_TEST(request.target == "zoom");
    BOOST_TEST(request.askedBy == "tester");
    BOOST_TEST(request.timeout.value().count() == 1500);
    BOOST_TEST_REQUIRE(request.attributes.size() == 5U);
    BOOST_TEST(*request.attributes[1].text() == "ライセンス済");
    BOOST_TEST(request.attributes[2].values().size() == 2U);
    BOOST_TEST(request.attributes[3].values().empty());
    BOOST_TEST((request.attributes[4].single()->kind() == muster::ValueKind::kSecret));
    BOOST_TEST(*request.options.front().text() == "no");
    BOOST_TEST(out.str() == "created \"hana@example.com\" (uid \"u1\") [operation 7]\n");
    BOOST_TEST(err.str().empty());
}

BOOST_AUTO_TEST_CASE(an_update_keeps_each_kind_of_delta) {
    BOOST_TEST(run("update zoom name:hana@example.com type=1 groups+=a groups+=b groups-=c dept= "
                   "title=\"\"") == 0);
    const auto& request = home().requests.front();
    BOOST_TEST(request.object->isName());
    BOOST_TEST(request.object->text() == "hana@example.com");
    BOOST_TEST_REQUIRE(request.deltas.size() == 5U);
    BOOST_TEST((request.deltas[1].mode == muster::DeltaMode::kAdd));
    BOOST_TEST(request.deltas[1].attribute.values().size() == 2U);
    BOOST_TEST((request.deltas[2].mode == muster::DeltaMode::kRemove));
    BOOST_TEST(request.deltas[3].attribute.values().empty());
    BOOST_TEST(*request.deltas[4].attribute.text() == "");
}

BOOST_AUTO_TEST_CASE(a_secret_of_the_schema_is_treated_as_a_password) {
    BOOST_TEST(run("update zoom u1 pin=1234") == 2);
    BOOST_TEST(contains(err.str(), "everyone who lists processes"));
    BOOST_TEST(!contains(err.str(), "1234"));
    BOOST_TEST(run("update zoom u1 pin=1234", LineOrigin::kScript) == 0);
    BOOST_TEST(services->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_partial_outcome_lists_the_steps_and_what_to_do) {
    home().result = {
        .id = muster::store::OperationId{8},
        .outcome = Outcome::kPartial,
        .error = muster::Error{.code = muster::ErrorCode::kPermissionDenied,
                               .message = "the domain is not managed",
                               .hint = "use another address",
                               .httpStatus = 403,
                               .targetCode = "1108"},
        .steps = {{"profile", "PATCH", "https://x/users/u1", Outcome::kApplied, 204},
                  {"email", "PUT", "https://x/users/u1/email", Outcome::kNotApplied, 403}}};
    BOOST_TEST(run("update zoom u1 type=1") == 8);
    BOOST_TEST(out.str().empty());
    BOOST_TEST(contains(err.str(),
                        "error: the domain is not managed [PermissionDenied, HTTP 403, "
                        "target code 1108]\nhint: use another address\n"));
    BOOST_TEST(contains(err.str(), "applied      profile  PATCH https://x/users/u1  HTTP 204\n"));
    BOOST_TEST(contains(err.str(), "not applied  email"));
    BOOST_TEST(contains(err.str(), "operation show 8"));
}

BOOST_AUTO_TEST_CASE(a_refused_value_is_not_mended_by_a_resume) {
    home().result = {.id = muster::store::OperationId{8},
                     .outcome = Outcome::kPartial,
                     .report = muster::WriteReport{.uid = "u1"},
                     .error = muster::Error{.code = muster::ErrorCode::kInvalidAttributeValue,
                                            .message = "floor 41 is not there",
                                            .attributes = {"type"}},
                     .steps = {{"profile", "PATCH", "https://x/u1", Outcome::kApplied, 204}}};
    BOOST_TEST(run("update zoom u1 type=41") == 8);
    BOOST_TEST(contains(err.str(),
                        "next: give another value: \"update zoom u1 type=VALUE\"; \"operation "
                        "resume 8\" would send the same one again, \"operation abandon 8 --why "
                        "TEXT\" closes this operation"),
               err.str());
    BOOST_TEST(!contains(err.str(), "mend what the error says"));
    services->result.error->attributes.clear();
    services->result.id.reset();
    BOOST_TEST(run("update zoom u1 --class __ROLE__ type=41") == 8);
    BOOST_TEST(
        contains(err.str(),
                 "next: give another value: \"update zoom u1 --class __ROLE__ NAME=VALUE\"\n"),
        err.str());
}

BOOST_AUTO_TEST_CASE(an_unknown_outcome_says_how_to_find_out) {
    home().result = {.id = muster::store::OperationId{9},
                     .outcome = Outcome::kUnknown,
                     .error = muster::Error{.code = muster::ErrorCode::kTimeout,
                                            .message = "no answer within 60 s"}};
    BOOST_TEST(run("create zoom __NAME__=a@b") == 7);
    BOOST_TEST(contains(err.str(), "look with \"get zoom name:a@b\" before you repeat it"));
    BOOST_TEST(run("update zoom name:admins --class __ROLE__ description=x") == 7);
    BOOST_TEST(contains(err.str(), "look with \"get zoom name:admins --class __ROLE__\" before"),
               err.str());
}

BOOST_AUTO_TEST_CASE(who_is_pending_is_not_said_to_be_enabled) {
    home().result = {
        .id = muster::store::OperationId{9},
        .outcome = Outcome::kApplied,
        .report = muster::WriteReport{.uid = "u1", .name = "hana@example.com", .state = "pending"}};
    const std::string who = "\"hana@example.com\" (uid \"u1\"), state pending [operation 9]\n";
    BOOST_TEST(run("enable zoom u1") == 0);
    BOOST_TEST(out.str() == "not enabled yet: " + who);
    out.str("");
    BOOST_TEST(run("disable zoom u1") == 0);
    BOOST_TEST(out.str() == "not disabled yet: " + who);
    out.str("");
    BOOST_TEST(run("create zoom __NAME__=hana@example.com") == 0);
    BOOST_TEST(out.str() == "created " + who);
    out.str("");
    services->result.report->state = "active";
    BOOST_TEST(run("enable zoom u1") == 0);
    BOOST_TEST(contains(out.str(), "enabled \"hana@example.com\""), out.str());
}

BOOST_AUTO_TEST_CASE(that_it_goes_on_by_itself_is_said_where_a_prompt_is_running) {
    const std::string what = "the target asked to wait; \"operation resume 9\" goes on";
    home().result = {.id = muster::store::OperationId{9},
                     .outcome = Outcome::kNotApplied,
                     .state = muster::store::OperationState::kDeferred};
    services->result.waiting = {.reason = what, .notBefore = muster::Time{1'767'000'000'000'000}};
    const auto shown = [&](LineOrigin origin) {
        err.str("");
        muster::shell::showResult(output, {.target = "zoom"}, services->result, origin);
        return err.str();
    };
    BOOST_TEST(contains(shown(LineOrigin::kPrompt),
                        what + ", and it does so by itself while this prompt is open\n"));
    BOOST_TEST(contains(shown(LineOrigin::kCommand), what + "\n"));
    BOOST_TEST(contains(shown(LineOrigin::kScript), what + "\n"));
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_each_request_and_says_that_nothing_was_sent) {
    home().result = {.planned = {{.step = "profile",
                                  .operationKey = "__ACCOUNT__.UPDATEOP",
                                  .method = "PATCH",
                                  .url = "https://x/v2/users/u1",
                                  .body = "{\"type\":2}"},
                                 {.step = "password", .method = "PUT", .url = "https://x/p"}},
                     .lookupsUsed = {"Lookup.Zoom.type"}};
    BOOST_TEST(run("update zoom u1 type=Licensed --dry-run") == 0);
    BOOST_TEST(services->requests.front().dryRun);
    BOOST_TEST(out.str() ==
               "1. step profile: PATCH https://x/v2/users/u1\n"
               "   template  __ACCOUNT__.UPDATEOP\n"
               "   body      {\"type\":2}\n"
               "2. step password: PUT https://x/p\n"
               "lookups used: Lookup.Zoom.type\n"
               "nothing was sent\n");
}

BOOST_AUTO_TEST_CASE(a_dry_run_of_own_io_shows_the_changes_and_says_that_nothing_was_changed) {
    auto ownIo = std::make_shared<muster::Description>(*home().view.description);
    ownIo->usesTemplatedCalls = false;
    services->view.description = ownIo;
    services->result = {.planned = {{.step = "change", .action = "change badge u1"}}};
    environment = {{"PIN", "S3cret!"}};
    BOOST_TEST(run("update zoom u1 type=1 groups+=a groups-=b dept= pin=@env:PIN --dry-run") == 0);
    BOOST_TEST(out.str() ==
               "1. step change\n"
               "   action    change badge u1\n"
               "requested: type=\"1\" groups+=\"a\" groups-=\"b\" dept= pin=\"***\"\n"
               "nothing was changed\n");
    home().result = {};
    BOOST_TEST(run("disable zoom u1 --dry-run") == 0);
    BOOST_TEST(out.str() == "no step is needed\nnothing was changed\n");
}

BOOST_AUTO_TEST_CASE(a_failure_that_is_journaled_is_told_with_its_number) {
    home().result = {
        .id = muster::store::OperationId{12},
        .outcome = Outcome::kNotApplied,
        .error = muster::Error{.code = muster::ErrorCode::kAlreadyExists, .message = "taken"}};
    BOOST_TEST(run("create zoom __NAME__=a@b") == 5);
    BOOST_TEST(contains(err.str(), "nothing was changed at the target [operation 12]\n"));
}

BOOST_AUTO_TEST_CASE(an_own_step_has_an_action_and_no_address) {
    muster::store::OperationRecord record{.id = {5}, .target = "zoom"};
    record.started = muster::Time{1'500'000};
    record.ended = muster::Time{2'700'000};
    record.steps = {{.start = {.name = "change", .url = "change badge B1"}}};
    home().journal = {record};
    BOOST_TEST(run("operation show 5") == 0);
    BOOST_TEST(contains(out.str(), "1970-01-01T00:00:02Z\n"), out.str());
    ShellFixture json({.format = shell::Format::kJson});
    json.home().journal = {record};
    BOOST_TEST(json.run("operation show 5") == 0);
    const auto step = boost::json::parse(json.out.str()).at("steps").at(0);
    BOOST_TEST(step.at("action").as_string() == "change badge B1");
    BOOST_TEST(step.at("url").as_string() == "");
}

BOOST_AUTO_TEST_CASE(an_action_carries_its_name_and_parameters_to_the_facade) {
    BOOST_TEST(run("action run zoom u1 greet words='Good morning'") == 0);
    const auto& request = home().requests.front();
    BOOST_TEST((request.kind == muster::store::OperationKind::kAction));
    BOOST_TEST(request.action == "greet");
    BOOST_TEST(request.object->text() == "u1");
    BOOST_TEST(*request.attributes.at(0).text() == "Good morning");
    BOOST_TEST(out.str() == "done \"greet\" on \"hana@example.com\" (uid \"u1\") [operation 7]\n");
    BOOST_TEST(run("action run zoom u1 greet pin=1234") == 2);  // a secret parameter
    BOOST_TEST(!contains(err.str(), "1234"));
    BOOST_TEST(run("action run zoom u1") == 2);
}

BOOST_AUTO_TEST_CASE(what_waits_is_told_with_its_exit_code) {
    home().result.state = muster::store::OperationState::kDeferred;
    home().result.waiting = {.reason = "the target takes some changes only later"};
    BOOST_TEST(run("operation resume 7") == 0);
    BOOST_TEST(contains(err.str(), "operation 7 is deferred: the target takes some changes"));
    home().result.outcome = Outcome::kNotApplied;
    home().result.error = muster::Error{.code = muster::ErrorCode::kRetryable, .message = "wait"};
    BOOST_TEST(run("operation resume 7") == 10);
    home().result.state = muster::store::OperationState::kNeedsSecret;
    BOOST_TEST(run("operation resume 7") == 11);
    BOOST_TEST(contains(err.str(), "in need of a secret"));
}

BOOST_AUTO_TEST_SUITE_END()
