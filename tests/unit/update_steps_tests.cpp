#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "scripted_host.h"
#include <muster/sdk/answers.h>
#include <muster/sdk/code_points.h>
#include <muster/sdk/update_steps.h>
#include <muster/sdk/wanted.h>

using namespace muster;
using namespace muster::support;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

Result<void> refuses(sdk::UpdateSteps&) {
    return Error{.code = ErrorCode::kConflict, .message = "the second failed"};
}

struct OneUpdate {
    ScriptedHost host;
    Recorder recorder;
    muster_call raw = {sizeof(muster_call), muster::abi::view("corr"), 0, 0, {}};
    sdk::Host services{*host.table()};
    sdk::Call call{raw, *recorder.sink(), services};
    sdk::UpdateSteps steps{call, {.uid = "u1", .name = "old"}};

    void addRename() {
        steps.add("rename", [](sdk::UpdateSteps& all) -> Result<void> {
            all.report().name = "new";
            return {};
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(update_steps_tests, OneUpdate)

BOOST_AUTO_TEST_CASE(steps_run_in_their_order_and_the_report_is_what_they_left) {
    addRename();
    steps.add("state", [](sdk::UpdateSteps& all) -> Result<void> {
        all.report().state = all.report().name + " and active";
        return {};
    });
    const WriteReport report = valueOf(steps.run());
    BOOST_TEST(report.name == "new");
    BOOST_TEST(report.state == "new and active");
    BOOST_TEST(recorder.outcome.writes.empty());
    BOOST_TEST(recorder.outcome.notices.empty());
}

BOOST_AUTO_TEST_CASE(a_failure_leaves_what_was_done_and_says_what_did_not_begin) {
    addRename();
    steps.add("profile", &refuses);
    steps.add("posts", &refuses);
    steps.add("state", &refuses);
    checkError(steps.run(), ErrorCode::kConflict, "the second failed");
    BOOST_REQUIRE(recorder.outcome.writes.size() == 1U);
    BOOST_TEST(recorder.outcome.writes.front().name == "new");
    BOOST_TEST(recorder.outcome.notice("not-begun") ==
               "after the step that failed these were not begun: posts, state");
}

BOOST_AUTO_TEST_CASE(a_failure_of_the_first_step_reports_nothing) {
    steps.add("profile", &refuses);
    checkError(steps.run(), ErrorCode::kConflict, "the second failed");
    BOOST_TEST(recorder.outcome.writes.empty());
    BOOST_TEST(recorder.outcome.notices.empty());
}

BOOST_AUTO_TEST_CASE(a_step_of_several_requests_says_by_itself_that_one_was_applied) {
    steps.add("groups", [](sdk::UpdateSteps& all) {
        all.applied();
        return refuses(all);
    });
    checkError(steps.run(), ErrorCode::kConflict, "the second failed");
    BOOST_TEST(recorder.outcome.writes.size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_update_without_steps_reports_the_object_as_it_is) {
    BOOST_TEST(steps.isEmpty());
    BOOST_TEST(valueOf(steps.run()).name == "old");
}

BOOST_AUTO_TEST_CASE(native_names_in_an_error_become_those_of_the_schema) {
    const ObjectClassInfo info{.attributes = {{.name = "__NAME__", .nativeName = "email"}}};
    const Error error = sdk::withSchemaNames(
        {.message = "no", .attributes = {"user_info.email", "EMAIL", "other"}}, info);
    BOOST_TEST(error.attributes == (std::vector<std::string>{"__NAME__", "__NAME__", "other"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_refusal_is_not_applied_and_names_the_attribute) {
    const Error error = sdk::refusal(ErrorCode::kInvalidState, "it waits", "wait too", "status");
    BOOST_TEST((error.effectiveOutcome() == muster::Outcome::kNotApplied));
    BOOST_TEST(error.attributes.size() == 1U);
    BOOST_TEST(sdk::refusal(ErrorCode::kInvalidState, "it waits", "").attributes.empty());
}

BOOST_AUTO_TEST_CASE(what_is_so_already_is_done) {
    const Error already{.message = "in it", .outcome = muster::Outcome::kApplied};
    BOOST_TEST(sdk::doneIfAlreadySo(already).hasValue());
    BOOST_TEST(!sdk::withoutAnswer(already));
    BOOST_TEST(!sdk::doneIfAlreadySo(Error{.message = "no"}));
    BOOST_TEST(sdk::withoutAnswer(sdk::Response{}).hasValue());
}

BOOST_AUTO_TEST_CASE(code_points_are_counted_and_not_bytes) {
    BOOST_TEST((sdk::codePoints("aé山𠮷") == U"aé山𠮷"));
    BOOST_TEST(sdk::codePoints("").empty());
}

BOOST_AUTO_TEST_CASE(only_what_is_wanted_is_shown_by_either_name) {
    const ObjectClassInfo info{
        .attributes = {{.name = "__NAME__", .nativeName = "email"}, {.name = "phone"}}};
    const ConnectorObject object{.attributes = {Attribute("__NAME__", "a"), Attribute("phone", 1)}};
    BOOST_TEST(sdk::withWanted(object, info, {}).attributes.size() == 2U);
    const ConnectorObject shown = sdk::withWanted(object, info, {"EMAIL"});
    BOOST_REQUIRE(shown.attributes.size() == 1U);
    BOOST_TEST(shown.attributes.front().name() == "__NAME__");
    BOOST_TEST(!sdk::isAsked({"nothing"}, info, "nothing"));
}

BOOST_AUTO_TEST_SUITE_END()
