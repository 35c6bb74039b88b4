#include <thread>

#include <boost/test/unit_test.hpp>

#include "provision/target_facade.h"
#include "provisioner_fixture.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::House;
using muster::testing::uid;
using muster::testing::valueOf;
using provision::OperationRequest;
using provision::OperationResult;
using provision::TargetFacade;

namespace {

/** Notes which steps came, and on which thread. */
struct NotedSteps : host::StepRecorder {
    Result<store::StepOrdinal> start(const store::StepStart& step) override {
        names.push_back(step.name);
        thread = std::this_thread::get_id();
        return store::StepOrdinal{static_cast<std::int64_t>(names.size())};
    }
    void end(store::StepOrdinal /*ordinal*/, const store::StepEnd& end) override {
        outcome = end.outcome;
    }
    std::vector<std::string> names;
    std::thread::id thread;
    Outcome outcome = Outcome::kUnset;
};

struct Hello : House {
    Hello() : House(MUSTER_HELLO_CONNECTOR, "hello") {}

    std::shared_ptr<provision::ObjectLocks> locks = std::make_shared<provision::ObjectLocks>();
    std::shared_ptr<NotedSteps> steps = std::make_shared<NotedSteps>();
    TargetFacade way{valueOf(targets->find("t")), locks};

    OperationRequest request(const std::string& name) const {
        return {.kind = store::OperationKind::kCreate,
                .target = "t",
                .attributes = {Attribute("__NAME__", Value(name))}};
    }
    /** Makes accounts of these names; hello keeps them as long as the test program runs. */
    void make(const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            const OperationResult made = way.run(request(name), steps);
            BOOST_REQUIRE_MESSAGE(made.outcome == Outcome::kApplied,
                                  name << ": " << (made.error ? made.error->describe() : ""));
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(target_facade_tests, Hello)

BOOST_AUTO_TEST_CASE(an_operation_runs_on_the_thread_that_asks_and_is_not_journaled) {
    const OperationResult made = way.run(request("facade-ann"), steps);
    BOOST_REQUIRE(made.outcome == Outcome::kApplied);
    BOOST_REQUIRE(made.report.has_value());
    BOOST_TEST(made.report->name == "facade-ann");
    BOOST_TEST(!made.id.has_value());
    BOOST_TEST(made.correlation.size() == 16U);
    BOOST_TEST(steps->names == std::vector<std::string>{"add"});
    BOOST_TEST((steps->outcome == Outcome::kApplied));
    BOOST_TEST((steps->thread == std::this_thread::get_id()));
    BOOST_TEST(valueOf(journal->operations({})).empty());
}

BOOST_AUTO_TEST_CASE(what_the_schema_does_not_know_is_refused_before_anything_is_called) {
    OperationRequest bad = request("facade-bad");
    bad.attributes.emplace_back("color", "blue");
    const OperationResult refused = way.run(bad, steps);
    BOOST_TEST(refused.refused);
    BOOST_REQUIRE(refused.error.has_value());
    BOOST_TEST(refused.error->message.find("no attribute \"color\"") != std::string::npos);
    BOOST_TEST((refused.error->outcome == Outcome::kNotApplied));
    BOOST_TEST(steps->names.empty());
}

BOOST_AUTO_TEST_CASE(an_object_that_is_being_written_to_is_waited_for) {
    const auto held =
        locks->acquire({"t", "__ACCOUNT__", "facade-held"}, std::chrono::steady_clock::now());
    OperationRequest late = request("facade-held");
    late.timeout = std::chrono::milliseconds(1);
    const OperationResult result = way.run(late, steps);
    BOOST_REQUIRE(result.error.has_value());
    BOOST_TEST((result.error->code == ErrorCode::kTimeout));
    BOOST_TEST(result.error->message.find("another operation on \"facade-held\"") !=
               std::string::npos);
    BOOST_TEST(steps->names.empty());
}

BOOST_AUTO_TEST_CASE(a_dry_run_shows_and_does_nothing) {
    OperationRequest shown = request("facade-dry");
    shown.dryRun = true;
    const OperationResult result = way.run(shown);
    BOOST_TEST(!result.error.has_value());
    BOOST_TEST((result.outcome == Outcome::kNotApplied));
    BOOST_REQUIRE(result.planned.size() == 1U);
    BOOST_TEST(result.planned.front().step == "add");
}

BOOST_AUTO_TEST_CASE(a_connector_with_steps_needs_somebody_to_tell_them_to) {
    const OperationResult result = way.run(request("facade-unrecorded"));
    BOOST_REQUIRE(result.error.has_value());
    BOOST_TEST((result.outcome != Outcome::kApplied));
}

BOOST_AUTO_TEST_CASE(objects_are_shown_by_filter_and_limit_as_views_and_as_copies) {
    make({"view-1", "view-2", "view-3", "other-1"});
    provision::SearchRequest wanted{
        .target = "t",
        .filter = {.op = FilterOp::kStartsWith, .attribute = "__NAME__", .value = "view-"}};
    std::vector<std::string> seen;
    const auto look = [&](const ObjectView& object) {
        seen.emplace_back(object.name());
        return true;
    };
    BOOST_TEST(valueOf(way.searchViews(wanted, look)).shown == 3);
    BOOST_TEST(seen == (std::vector<std::string>{"view-1", "view-2", "view-3"}));
    wanted.limit = 2;
    std::vector<ConnectorObject> kept;
    const auto keep = [&](const ConnectorObject& object) {
        kept.push_back(object);
        return true;
    };
    BOOST_TEST(valueOf(way.search(wanted, keep)).shown == 2);
    BOOST_REQUIRE(kept.size() == 2U);
    BOOST_TEST(*kept.front().find("__NAME__")->text() == "view-1");
    const auto stop = [](const ObjectView&) { return false; };
    BOOST_TEST(valueOf(way.searchViews(wanted, stop)).shown == 1);
    wanted.filter.attribute = "color";
    checkError(way.searchViews(wanted, look), ErrorCode::kInvalidAttributeValue, "color");
}

BOOST_AUTO_TEST_CASE(a_worker_of_the_whole_facade_is_journaled_on_its_own_thread_too) {
    OperationRequest asked = request("facade-worker");
    asked.thread = provision::CallThread::kCalling;
    const OperationResult made = facade->run(asked);
    BOOST_REQUIRE(made.outcome == Outcome::kApplied);
    const store::OperationRecord record = recorded(made);
    BOOST_TEST((record.outcome == Outcome::kApplied));
    BOOST_TEST(record.steps.size() == 1U);
    BOOST_TEST(record.name == "facade-worker");
}

BOOST_AUTO_TEST_SUITE_END()
