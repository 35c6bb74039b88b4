#include <boost/test/unit_test.hpp>

#include "shell_fixture.h"

namespace shell = muster::shell;
using muster::Outcome;
using shell::LineOrigin;

namespace {

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

muster::ConnectorObject hana() {
    return {.objectClass = "__ACCOUNT__",
            .uid = "u1",
            .name = "hana@example.com",
            .attributes = {{"type", muster::Value(2)},
                           {"pin", muster::Value(muster::Secret("S3cret!"))},
                           muster::Attribute::list("groups", {"a", "b"})}};
}

class Lines : public shell::LineReader {
public:
    explicit Lines(std::vector<std::string> lines) : lines_(std::move(lines)) {}
    std::optional<std::string> next() override {
        return at_ < lines_.size() ? std::optional(lines_[at_++]) : std::nullopt;
    }
    void remember(const std::string& line) override { kept.push_back(line); }
    std::vector<std::string> kept;

private:
    std::vector<std::string> lines_;
    std::size_t at_ = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_tests, ShellFixture)

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

BOOST_AUTO_TEST_CASE(a_wrong_target_is_a_usage_error_and_a_broken_one_a_fault_of_the_home) {
    BOOST_TEST(run("delete zom u1") == 2);
    BOOST_TEST(contains(err.str(), "known are \"broken\" or \"zoom\""));
    BOOST_TEST(contains(err.str(), "hint: did you mean \"zoom\"?"));
    BOOST_TEST(run("delete broken u1") == 9);
    BOOST_TEST(run("delete zoom name:") == 2);
    BOOST_TEST(run("update zoom u1") == 2);
    BOOST_TEST(run("create zoom __ROOM__ a=b") == 2);
    BOOST_TEST(contains(err.str(), "has no object class \"__ROOM__\", expected \"__ACCOUNT__\""));
    BOOST_TEST(services->requests.empty());
}

BOOST_AUTO_TEST_CASE(a_home_that_cannot_be_opened_is_tried_once_and_gives_9) {
    openFailure = muster::Error{.code = muster::ErrorCode::kConflict,
                                .message = "the home is in use by another muster"};
    BOOST_TEST(run("target list") == 9);
    BOOST_TEST(contains(err.str(), "in use by another muster"));
    BOOST_TEST(run("status") == 9);
    BOOST_TEST(opened == 1);
    BOOST_TEST(run("lookup check somewhere") == 0);
    BOOST_TEST(run("help") == 0);
    BOOST_TEST(run("lookup check") == 9);
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

BOOST_AUTO_TEST_CASE(an_unknown_outcome_says_how_to_find_out) {
    home().result = {.id = muster::store::OperationId{9},
                     .outcome = Outcome::kUnknown,
                     .error = muster::Error{.code = muster::ErrorCode::kTimeout,
                                            .message = "no answer within 60 s"}};
    BOOST_TEST(run("create zoom __NAME__=a@b") == 7);
    BOOST_TEST(contains(err.str(), "look with \"get zoom name:a@b\" before you repeat it"));
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

BOOST_AUTO_TEST_CASE(reading_shows_no_secret_and_says_when_nothing_is_there) {
    BOOST_TEST(run("get zoom u1 --attributes 'type, pin'") == 4);
    BOOST_TEST(services->askedFor == "uid:u1");
    BOOST_TEST(services->asked == (std::vector<std::string>{"type", "pin"}),
               boost::test_tools::per_element());
    BOOST_TEST(run("search zoom") == 0);
    BOOST_TEST(out.str().empty());
    BOOST_TEST(err.str() == "no object was found\n");
    services->objects = {hana()};
    BOOST_TEST(run("get zoom name:hana@example.com") == 0);
    BOOST_TEST(services->askedFor == "name:hana@example.com");
    BOOST_TEST(contains(out.str(), "a, b"));
    BOOST_TEST(!contains(out.str(), "S3cret!"));
}

BOOST_AUTO_TEST_CASE(a_search_passes_its_filter_and_shows_what_is_asked_for) {
    home().objects = {hana()};
    BOOST_TEST(run("search zoom type = 2 --limit 1 --attributes type,groups") == 0);
    BOOST_TEST(services->searched.filter.attribute == "type");
    BOOST_TEST(services->searched.limit == 2);
    BOOST_TEST(out.str() ==
               "UID  NAME              TYPE  GROUPS\n"
               "u1   hana@example.com  2     a, b\n");
    BOOST_TEST(err.str().empty());
    services->objects.push_back(hana());
    services->objects.back().uid = "u2";
    BOOST_TEST(run("search zoom --limit 1 --attributes type") == 0);
    BOOST_TEST(!contains(out.str(), "u2"));
    BOOST_TEST(err.str() == "the first 1; there are more (--limit)\n");
}

BOOST_AUTO_TEST_CASE(the_column_of_a_filter_error_is_that_of_the_line) {
    const std::pair<const char*, const char*> rows[] = {
        {"search zoom type =", "filter: the filter has its end at column 19"},
        {"search zoom   type  ~ 2", "at column 21; expected ="},
        {"search zoom 'type ~ 2'", "\"~\" at column 19"},
        {"search zoom '名前 = 2 x'", "\"x\" at column 21"}};
    for (const auto& [line, piece] : rows) {
        BOOST_TEST(run(line) == 2);
        BOOST_TEST(contains(err.str(), piece), line << ": " << err.str());
    }
}

BOOST_AUTO_TEST_CASE(a_get_shows_what_it_is_asked_for_and_no_more) {
    home().objects = {hana()};
    BOOST_TEST(run("get zoom u1 --attributes groups") == 0);
    BOOST_TEST(contains(out.str(), "groups"));
    BOOST_TEST(!contains(out.str(), "type"));
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

BOOST_AUTO_TEST_CASE(findings_of_a_check_are_told_and_give_9) {
    checks.findings.error({"Lookup.X.xml", 7, 3}, "decode is empty", "write one");
    BOOST_TEST(run("lookup check folder") == 9);
    BOOST_TEST(checks.checked.front() == "folder");
    BOOST_TEST(err.str() == "Lookup.X.xml:7:3: error: decode is empty\nhint: write one\n");
    BOOST_TEST(out.str() == "2 good lookups, 1 error, 0 warnings\n");
}

BOOST_AUTO_TEST_CASE(a_home_whose_connectors_do_their_own_io_has_no_template_to_check) {
    home().folders = {"lookups/badge"};
    BOOST_TEST(run("template check") == 0);
    BOOST_TEST(out.str() == "0 good templates, 0 errors, 0 warnings\n");
    BOOST_TEST(err.str().empty());
    services->folders = {"lookups/badge", "lookups/zoom"};
    checks.withTemplates = {"lookups/zoom"};
    BOOST_TEST(run("template check") == 0);
    BOOST_TEST(checks.checked == std::vector<std::string>{"lookups/zoom"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_script_stops_at_the_first_failure_unless_told_otherwise) {
    const std::string text = "# comment\n\ndelete zoom u1\nget zoom u2\ndelete zoom u3\n";
    std::istringstream script(text);
    BOOST_TEST(static_cast<int>(shell.runScript(script, shell::OnFailure::kStop)) == 4);
    BOOST_TEST(services->requests.size() == 1U);
    BOOST_TEST(contains(err.str(), "stopped at line 4 of the script"));
    std::istringstream again(text);
    BOOST_TEST(static_cast<int>(shell.runScript(again, shell::OnFailure::kKeepGoing)) == 4);
    BOOST_TEST(services->requests.size() == 3U);
    BOOST_TEST(static_cast<int>(shell.runCommands({"get zoom u2", "delete zoom u3"},
                                                  shell::OnFailure::kStop)) == 4);
    BOOST_TEST(services->requests.size() == 3U);
}

BOOST_AUTO_TEST_CASE(exit_ends_a_script) {
    std::istringstream script("exit\ndelete zoom u1\n");
    BOOST_TEST(static_cast<int>(shell.runScript(script, shell::OnFailure::kStop)) == 0);
    BOOST_TEST(opened == 0);
}

BOOST_AUTO_TEST_CASE(a_closed_pipe_ends_quietly) {
    std::istringstream script("help\nhelp\n");
    out.setstate(std::ios::badbit);
    BOOST_TEST(static_cast<int>(shell.runScript(script, shell::OnFailure::kStop)) == 0);
    BOOST_TEST(err.str().empty());
    BOOST_TEST(script.good());
}

BOOST_AUTO_TEST_CASE(the_history_keeps_no_line_with_a_secret) {
    Lines lines({"help", "  ", "update zoom u1 password=S3cret!", "update zoom u1 pin=1234",
                 "update zoom u1 password=@prompt type=1", "update zoom u1 'password=S3cret!"});
    answers = {"x", "x"};
    BOOST_TEST(static_cast<int>(shell.runPrompt(lines)) == 0);
    BOOST_TEST(
        lines.kept == (std::vector<std::string>{"help", "update zoom u1 password=@prompt type=1"}),
        boost::test_tools::per_element());
    BOOST_TEST(!contains(err.str() + out.str(), "S3cret!"));
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

BOOST_AUTO_TEST_CASE(the_results_of_json_are_lines_of_objects) {
    ShellFixture json({.format = shell::Format::kJson});
    BOOST_TEST(json.run("create zoom __NAME__=a") == 0);
    const auto made = boost::json::parse(json.out.str());
    BOOST_TEST(made.at("operation").as_int64() == 7);
    BOOST_TEST(made.at("outcome").as_string() == "applied");
    BOOST_TEST(made.at("uid").as_string() == "u1");
    json.services->objects = {hana()};
    BOOST_TEST(json.run("search zoom") == 0);
    const auto found = boost::json::parse(json.out.str());
    BOOST_TEST(found.at("attributes").at("type").as_int64() == 2);
    BOOST_TEST(found.as_object().size() == 4U);  // uid, name, attributes, labels
    BOOST_TEST(found.at("attributes").at("groups").as_array().size() == 2U);
    BOOST_TEST(found.at("attributes").at("pin").as_string() == "***");
    json.services->result = {
        .refused = true,
        .error = muster::Error{.code = muster::ErrorCode::kInvalidAttributeValue,
                               .message = "unknown type"}};
    BOOST_TEST(json.run("create zoom __NAME__=a") == 3);
    BOOST_TEST(boost::json::parse(json.out.str()).at("error").at("code").as_string() ==
               "InvalidAttributeValue");
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

BOOST_AUTO_TEST_CASE(actions_are_listed_with_their_parameters) {
    BOOST_TEST(run("action list zoom") == 0);
    BOOST_TEST(contains(out.str(), "greet"));
    BOOST_TEST(contains(out.str(), "words, [pin]"));
    BOOST_TEST(contains(out.str(), "Says hello"));
}

BOOST_AUTO_TEST_CASE(names_are_read_listed_and_shown) {
    BOOST_TEST(run("lookup sync zoom") == 0);
    BOOST_TEST(home().synced == std::vector<std::string>{"__ROLE__"},
               boost::test_tools::per_element());
    BOOST_TEST(contains(out.str(), "zoom/__ROLE__"));
    BOOST_TEST(run("lookup sync zoom __ROOM__") == 2);
    BOOST_TEST(contains(err.str(), "names are read of \"__ROLE__\""));
    home().met = {{.target = "zoom", .objectClass = "__ROLE__", .uid = "r1", .name = "Helpdesk"},
                  {.target = "zoom",
                   .objectClass = "__ROLE__",
                   .uid = "r2",
                   .name = "Gone",
                   .state = "deleted"}};
    out.str("");
    BOOST_TEST(run("lookup show zoom/__ROLE__") == 0);
    BOOST_TEST(contains(out.str(), "Helpdesk"));
    BOOST_TEST(!contains(out.str(), "Gone"));
    BOOST_TEST(run("lookup show zoom/__ROOM__") == 4);
    out.str("");
    BOOST_TEST(run("lookup list zoom") == 0);
    BOOST_TEST(contains(out.str(), "Helpdesk"));
}

BOOST_AUTO_TEST_CASE(a_reference_is_shown_with_the_name_that_is_known) {
    home().met = {{.target = "zoom", .objectClass = "__ROLE__", .uid = "r1", .name = "Helpdesk"}};
    home().objects = {{.objectClass = "__ACCOUNT__",
                       .uid = "u1",
                       .name = "hana@example.com",
                       .attributes = {{"role", muster::Value(muster::Reference{"r1"})}}}};
    BOOST_TEST(run("get zoom u1") == 0);
    BOOST_TEST(contains(out.str(), "r1 (Helpdesk)"));
}

BOOST_AUTO_TEST_SUITE_END()
