#include <boost/test/unit_test.hpp>

#include "boundary_fixture.h"
#include "checks.h"

using namespace muster;
using namespace muster::testing;

namespace {

/** A call of the SDK on the fakes, without a connector around it. */
struct OneCall {
    FakeHost host;
    FakeSink sink;
    sdk::Host services{host.table};
    muster_call raw = {sizeof(muster_call), muster::abi::view("corr-1"), 0, 0, {}};
    sdk::Call call{raw, sink.table, services};

    int runs = 0;
    Result<std::string> step() {
        return call.step("profile", "INSERT INTO people", [&]() -> Result<std::string> {
            ++runs;
            return std::string("row 7");
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sdk_host_tests, OneCall)

BOOST_AUTO_TEST_CASE(a_step_asks_leave_runs_and_reports_its_end) {
    BOOST_TEST(valueOf(step()) == "row 7");
    BOOST_TEST(runs == 1);
    BOOST_TEST((host.log == std::vector<std::string>{"step profile: INSERT INTO people"}));
    BOOST_TEST((sink.steps == std::vector<std::string>{"profile 1 row 7"}));
}

BOOST_AUTO_TEST_CASE(a_step_is_not_done_in_a_dry_run) {
    host.verdict = MUSTER_STEP_DRY_RUN;
    BOOST_TEST(valueOf(step()).empty());
    BOOST_TEST(runs == 0);
    BOOST_TEST(sink.steps.empty());
}

BOOST_AUTO_TEST_CASE(a_step_that_was_applied_before_gives_its_saved_result) {
    host.verdict = MUSTER_STEP_ALREADY_APPLIED;
    host.saved = "row 3";
    BOOST_TEST(valueOf(step()) == "row 3");
    BOOST_TEST(runs == 0);
    BOOST_TEST(sink.steps.empty());
}

BOOST_AUTO_TEST_CASE(a_step_without_leave_is_not_done) {
    host.status = MUSTER_E_TIMEOUT;
    checkError(step(), ErrorCode::kTimeout, "the host refused step \"profile\"");
    BOOST_TEST(runs == 0);
    BOOST_TEST(sink.steps.empty());
}

BOOST_AUTO_TEST_CASE(a_step_that_fails_reports_what_became_of_it) {
    const std::pair<Error, const char*> rows[] = {
        {{.code = ErrorCode::kConflict, .message = "no"}, "profile 2 "},
        {{.code = ErrorCode::kConnectionBroken, .message = "lost"}, "profile 4 "},
        {{.code = ErrorCode::kInternal, .message = "x", .outcome = Outcome::kApplied},
         "profile 1 "}};
    for (const auto& [error, reported] : rows) {
        sink.steps.clear();
        const auto result =
            call.step("profile", "UPDATE", [&]() -> Result<std::string> { return error; });
        checkError(result, error.code, error.message);
        BOOST_TEST((sink.steps == std::vector<std::string>{reported}));
    }
}

BOOST_AUTO_TEST_CASE(a_dry_run_is_known_by_its_flag) {
    BOOST_TEST(!call.isDryRun());
    raw.flags = MUSTER_CALL_DRY_RUN;
    BOOST_TEST(call.isDryRun());
    BOOST_TEST((call.correlation() == "corr-1"));
}

BOOST_AUTO_TEST_CASE(a_templated_call_takes_everything_along) {
    const ObjectValue body({Attribute("password", Value(Secret("pa55")))});
    const sdk::Response response = valueOf(services.call({.key = "__ACCOUNT__.CREATEOP",
                                                          .step = "create",
                                                          .placeholders = {Attribute("id", "u1")},
                                                          .body = body,
                                                          .query = {{"a", "1"}, {"b", {}}},
                                                          .ifMatch = "W/7"}));
    BOOST_TEST((host.log ==
                std::vector<std::string>{"call __ACCOUNT__.CREATEOP step=create if=W/7 a=1 -b"}));
    BOOST_TEST((host.placeholders == std::vector<Attribute>{Attribute("id", "u1")}));
    BOOST_TEST((host.body == Value(body)));
    BOOST_TEST(response.httpStatus == 201);
    BOOST_TEST(response.uid == "u1");
    BOOST_TEST(response.nextPageToken == "p2");
    BOOST_TEST((response.records == std::vector<std::string>{"{\"a\":1}", "{\"a\":2}"}));
    BOOST_TEST(!response.isDryRun);
}

BOOST_AUTO_TEST_CASE(a_call_without_a_body_sends_none) {
    host.verdict = MUSTER_STEP_DRY_RUN;
    BOOST_TEST(valueOf(services.call({.key = "K"})).isDryRun);
    BOOST_TEST(host.body.isNull());
}

BOOST_AUTO_TEST_CASE(an_error_of_a_call_comes_classified_or_by_its_status_alone) {
    host.status = MUSTER_E_ALREADY_EXISTS;
    host.tellsError = true;
    host.callError = {.code = ErrorCode::kAlreadyExists,
                      .message = "Email has already been used",
                      .targetCode = "1005"};
    const auto told = services.call({.key = "K"});
    checkError(told, ErrorCode::kAlreadyExists, "already been used");
    BOOST_TEST(told.error().targetCode == "1005");
    host.tellsError = false;
    checkError(services.call({.key = "K"}), ErrorCode::kAlreadyExists, "the call of K");
    host.status = 999;
    checkError(services.call({.key = "K"}), ErrorCode::kInternal, "the call of K");
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_not_given_is_nothing_where_it_may_be_left_out) {
    BOOST_TEST(valueOf(services.optionalSecret("token"))->expose() == "s3cret");
    BOOST_TEST(!valueOf(services.optionalSecret("pepper")).has_value());
    checkError(services.secret("pepper"), ErrorCode::kConfiguration,
               "the target gives no value for the confidential property \"pepper\"");
    host.status = MUSTER_E_CONFIGURATION;
    checkError(services.optionalSecret("pepper"), ErrorCode::kConfiguration, "\"pepper\"");
}

BOOST_AUTO_TEST_CASE(the_small_services_pass_through) {
    BOOST_TEST((valueOf(services.secret("token")).expose() == "s3cret"));
    checkSuccess(services.throttle("writes"));
    BOOST_TEST((services.remaining() == std::chrono::milliseconds(1234)));
    services.log(sdk::LogLevel::kDebug, "hello", {Attribute("a", 1)});
    BOOST_TEST(
        (host.log == std::vector<std::string>{"secret token", "throttle writes", "log 4 hello 1"}));
    host.status = MUSTER_E_CONFIGURATION;
    checkError(services.secret("token"), ErrorCode::kConfiguration, "\"token\"");
    host.status = MUSTER_E_CANCELLED;
    checkError(services.throttle("writes"), ErrorCode::kCancelled, "\"writes\"");
}

BOOST_AUTO_TEST_CASE(what_is_remembered_can_be_recalled) {
    const std::vector<Attribute> kept = {Attribute("type", "2")};
    checkSuccess(services.remember("__ACCOUNT__", "u1", kept));
    BOOST_TEST((valueOf(services.recall("__ACCOUNT__", "u1")) == kept));
    BOOST_TEST(
        (host.log == std::vector<std::string>{"remember __ACCOUNT__ u1", "recall __ACCOUNT__ u1"}));
    host.status = MUSTER_E_TIMEOUT;
    checkError(services.remember("__ACCOUNT__", "u1", kept), ErrorCode::kTimeout, "u1");
    checkError(services.recall("__ACCOUNT__", "u1"), ErrorCode::kTimeout, "u1");
}

BOOST_AUTO_TEST_CASE(a_host_without_memory_keeps_nothing_and_is_no_error) {
    host.table.struct_size = offsetof(muster_host, remember);
    const sdk::Host older(host.table);
    checkSuccess(older.remember("__ACCOUNT__", "u1", {Attribute("type", "2")}));
    BOOST_TEST(valueOf(older.recall("__ACCOUNT__", "u1")).empty());
    BOOST_TEST(host.log.empty());
}

BOOST_AUTO_TEST_SUITE_END()
