#include <future>

#include <boost/test/unit_test.hpp>

#include "provisioner_fixture.h"

using namespace muster;
using muster::testing::House;
using muster::testing::uid;
using muster::testing::valueOf;
using provision::OperationResult;

namespace {

/** A target whose updates stay inside the connector until the door is opened. */
struct Meeting : House {
    Meeting() : House(std::string(MUSTER_BROKEN_PLUGINS) + "/meeting_plugin.so", "meeting") {
        static int count = 0;
        folder.write("targets/t.xml",
                     "<target schema-version=\"1\" name=\"t\" connector=\"meeting\" workers=\"8\" "
                     "timeout-seconds=\"60\"><property name=\"room\">case-" +
                         std::to_string(++count) + "</property></target>");
        targets->load();
    }

    OperationResult update(const std::string& object,
                           std::optional<std::chrono::milliseconds> timeout = {}) const {
        return facade->run({.kind = store::OperationKind::kUpdate,
                            .target = "t",
                            .object = uid(object),
                            .deltas = {{DeltaMode::kReplace, Attribute("__NAME__", object)}},
                            .timeout = timeout});
    }
    std::future<OperationResult> begin(const std::string& object) const {
        return std::async(std::launch::async, [this, object] { return update(object); });
    }
    ConnectorObject read(const std::string& object) const {
        std::vector<Notice> notices;
        const auto found = valueOf(facade->get("t", "", uid(object), {}, notices));
        BOOST_REQUIRE_MESSAGE(found.has_value(), object << " did not come about in time");
        return *found;
    }
    /** Returns when so many updates are inside the connector at once. */
    void awaitInside(int updates) const { read("met:" + std::to_string(updates)); }
    std::int64_t mostInside(const std::string& object) const {
        return *read(object).find("most")->single()->as<std::int64_t>();
    }
    void openTheDoor() const {
        std::vector<Notice> notices;
        BOOST_REQUIRE(facade->test("t", notices).hasValue());
    }
};

/** The journal's account of an operation that was done. */
store::OperationRecord done(const Meeting& meeting, const OperationResult& result) {
    BOOST_REQUIRE_MESSAGE(!result.error, (result.error ? result.error->describe() : ""));
    store::OperationRecord record = meeting.recorded(result);
    BOOST_TEST(toString(record.state) == "ended");
    BOOST_TEST(toString(record.outcome) == "applied");
    BOOST_TEST(record.steps.size() == 1U);
    return record;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(provisioner_order_tests, Meeting)

BOOST_AUTO_TEST_CASE(two_writes_to_one_object_do_not_overlap_and_both_are_journaled) {
    std::future<OperationResult> first = begin("u1");
    awaitInside(1);
    std::future<OperationResult> second = begin("u1");
    openTheDoor();
    const store::OperationRecord one = done(*this, first.get());
    const store::OperationRecord other = done(*this, second.get());
    BOOST_TEST(mostInside("u1") == 1);
    BOOST_REQUIRE(one.ended.has_value());
    BOOST_TEST((other.started.microseconds >= one.ended->microseconds),
               "the second began before the first had ended");
    BOOST_TEST(one.id.number != other.id.number);
}

BOOST_AUTO_TEST_CASE(a_write_whose_time_is_over_before_its_turn_sends_and_journals_nothing) {
    std::future<OperationResult> first = begin("u1");
    awaitInside(1);
    const OperationResult late = update("u1", std::chrono::milliseconds(20));
    BOOST_REQUIRE(late.error.has_value());
    BOOST_TEST(
        late.error->message.find("another operation on \"u1\" was under way") != std::string::npos,
        late.error->message);
    BOOST_TEST(!late.id.has_value());
    openTheDoor();
    done(*this, first.get());
    BOOST_TEST(mostInside("u1") == 1);
}

BOOST_AUTO_TEST_CASE(writes_to_different_objects_overlap) {
    std::future<OperationResult> first = begin("u1");
    std::future<OperationResult> second = begin("u2");
    awaitInside(2);
    openTheDoor();
    const store::OperationRecord one = done(*this, first.get());
    const store::OperationRecord other = done(*this, second.get());
    BOOST_TEST((one.started.microseconds <= other.ended->microseconds &&
                other.started.microseconds <= one.ended->microseconds));
}

BOOST_AUTO_TEST_CASE(many_writes_to_few_objects_keep_their_order_each) {
    constexpr int kWrites = 12;
    std::vector<std::future<OperationResult>> all;
    all.reserve(kWrites);
    for (int i = 0; i < kWrites; ++i) {
        all.push_back(begin("u" + std::to_string(i % 3)));
    }
    awaitInside(3);
    openTheDoor();
    for (std::future<OperationResult>& each : all) {
        done(*this, each.get());
    }
    for (const char* object : {"u0", "u1", "u2"}) {
        BOOST_TEST(mostInside(object) == 1);
    }
    BOOST_TEST(valueOf(journal->operations({.limit = 100})).size() == 12U);
}

BOOST_AUTO_TEST_SUITE_END()
