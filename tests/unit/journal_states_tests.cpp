#include <chrono>
#include <fstream>
#include <iterator>

#include <boost/test/unit_test.hpp>

#include "journal_fixture.h"
#include "store/request_json.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::TemporaryFolder;
using muster::testing::valueOf;

namespace {

/** A journal with one operation that an earlier owner left in the middle of its step. */
struct LeftJournal : JournalFixture {
    OperationId id;
    StepOrdinal step;

    LeftJournal() {
        id = valueOf(journal->begin(createIntent()));
        step = valueOf(journal->startStep(id, post()));
        restart();
        valueOf(journal->markInterrupted(100));
    }

    OperationRecord record() const { return valueOf(valueOf(journal->operation(id))); }
    std::size_t listed(const OperationQuery& query) const {
        return valueOf(journal->operations(query)).size();
    }
};

std::string textOf(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string planOf(const std::filesystem::path& file, const std::string& sql) {
    auto database = valueOf(sqlite::Database::open(file, sqlite::OpenMode::kQueryOnly));
    auto plan = valueOf(database->prepare("EXPLAIN QUERY PLAN " + sql));
    BOOST_REQUIRE(valueOf(plan.step()));
    return plan.text(3);
}

/** 100,000 operations, each in the middle of its first step, of an owner that is gone. */
constexpr const char* kManyLeft = R"sql(
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
INSERT INTO operations (epoch, correlation, started, target, object_class, kind, uid, name,
    asked_by, connector, connector_version, request, state)
SELECT 1, 'c' || i, 1767000000000000 + i, 'zoom', '__ACCOUNT__', 1, '', 'p' || i || '@example.com',
    'root', 'zoom', '0.1.0', '{}', 1 FROM n;
INSERT INTO steps (operation, ordinal, name, operation_key, method, url, started)
SELECT id, 1, 'create', '__ACCOUNT__.CREATEOP', 'POST', 'https://api.example.com', started
FROM operations;
)sql";

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_states_tests)

BOOST_FIXTURE_TEST_CASE(an_end_can_leave_an_operation_waiting_for_a_time, JournalFixture) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    const Time later{Time::now().microseconds + 3'600'000'000};
    checkSuccess(
        journal->end(id, {.state = OperationState::kDeferred,
                          .waiting = {.reason = "the target asked to wait", .notBefore = later},
                          .outcome = Outcome::kNotApplied}));
    const OperationRecord read = valueOf(journal->operation(id)).value();
    BOOST_TEST(toString(read.state) == "deferred");
    BOOST_TEST(read.reason == "the target asked to wait");
    BOOST_TEST((read.notBefore == later));
    BOOST_TEST(read.isUnsettled());
    BOOST_TEST(valueOf(journal->due(Time::now(), 10)).empty());
    BOOST_TEST(valueOf(journal->due(later, 10)).size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(the_operations_of_one_object_are_due_in_the_order_of_their_numbers,
                        JournalFixture) {
    const auto deferred = [&](const std::string& name, const std::string& uid,
                              std::optional<std::int64_t> until) {
        Intent intent = createIntent(name);
        intent.kind = OperationKind::kUpdate;
        const OperationId id = valueOf(journal->begin(intent));
        OperationEnd end{
            .state = OperationState::kDeferred, .outcome = Outcome::kNotApplied, .uid = uid};
        end.waiting.reason = "the target asked to wait";
        end.waiting.notBefore = until ? std::optional(Time{*until}) : std::nullopt;
        checkSuccess(journal->end(id, end));
    };
    const auto due = [&](std::int64_t now) {
        std::vector<std::int64_t> numbers;
        for (const OperationRecord& record : valueOf(journal->due({now}, 10))) {
            numbers.push_back(record.id.number);
        }
        return numbers;
    };
    using Numbers = std::vector<std::int64_t>;
    deferred("ann", "", std::nullopt);  // 1 waits for the target, for ever perhaps
    deferred("ann", "u1", 3000);        // 2
    deferred("ann", "", 2000);          // 3, by her name
    deferred("hana", "u1", 1000);       // 4, by her Uid
    deferred("bob", "u2", 2500);        // 5
    BOOST_TEST(due(2000) == Numbers(), boost::test_tools::per_element());
    BOOST_TEST(due(2500) == Numbers({5}), boost::test_tools::per_element());
    BOOST_TEST(due(3000) == Numbers({5, 2}), boost::test_tools::per_element());
    checkSuccess(journal->settle({2}, {.state = OperationState::kEnded,
                                       .outcome = Outcome::kApplied,
                                       .waiting = {.reason = "it went on"}}));
    BOOST_TEST(due(3000) == Numbers({4, 3, 5}), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(changes_that_wait_for_the_target_are_kept_without_a_time, JournalFixture) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    const std::vector<AttributeDelta> deltas = {
        {DeltaMode::kReplace, Attribute("dept", Value("Sales"))}};
    checkSuccess(journal->end(id, {.state = OperationState::kDeferred,
                                   .waiting = {.reason = "the user is pending", .deltas = deltas},
                                   .outcome = Outcome::kApplied,
                                   .uid = "u1"}));
    const OperationRecord read = valueOf(journal->operation(id)).value();
    BOOST_TEST((valueOf(parseRequest(read.deferredJson)).request.deltas == deltas));
    BOOST_TEST(valueOf(journal->due({9'000'000'000'000'000}, 10)).empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_found_out_is_recorded_beside_what_was_recorded, LeftJournal) {
    checkSuccess(journal->settle(
        id, {.state = OperationState::kEnded,
             .outcome = Outcome::kApplied,
             .waiting = {.reason = "found with the mark that we sent"},
             .uid = "u9",
             .steps = {{step, Outcome::kApplied, R"({"uid":"u9"})"}},
             .accounts = {{.target = "zoom-prod", .objectClass = "__ACCOUNT__", .uid = "u9"}}}));
    const OperationRecord read = record();
    BOOST_TEST(toString(read.state) == "ended");
    BOOST_TEST(toString(read.outcome) == "applied");
    BOOST_TEST(read.uid == "u9");
    BOOST_TEST(!read.error.has_value());
    BOOST_TEST(read.ended.has_value());
    BOOST_TEST(!read.steps[0].end.has_value());
    BOOST_TEST(toString(read.steps[0].outcome()) == "applied");
    BOOST_TEST(valueOf(journal->account("zoom-prod", "u9")).has_value());
    checkError(journal->settle(id, {}), ErrorCode::kInvalidState, "is not unsettled any more");
}

BOOST_FIXTURE_TEST_CASE(each_state_is_listed_by_its_word_and_as_unsettled_or_not, LeftJournal) {
    for (const auto state : {OperationState::kConflict, OperationState::kNeedsSecret,
                             OperationState::kDeferred, OperationState::kInterrupted}) {
        BOOST_TEST_CONTEXT("state " << toString(state)) {
            checkSuccess(journal->settle(id, {.state = state}));
            BOOST_TEST((operationStateFromString(toString(state)) == state));
            BOOST_TEST(listed({.state = state}) == 1U);
            BOOST_TEST(listed({.unsettled = true}) == 1U);
            BOOST_TEST(valueOf(journal->unsettledCount()).unsettled() == 1);
        }
    }
    checkSuccess(journal->settle(id, {.state = OperationState::kAbandoned,
                                      .waiting = {.reason = "the person left"},
                                      .by = "hana"}));
    BOOST_TEST(record().decidedBy == "hana");
    BOOST_TEST(record().ended.has_value());
    BOOST_TEST(listed({.unsettled = true}) == 0U);
    BOOST_TEST(listed({.state = OperationState::kAbandoned}) == 1U);
    checkError(journal->reopen(id, {}), ErrorCode::kInvalidState, "was abandoned");
}

BOOST_FIXTURE_TEST_CASE(an_end_with_unknown_outcome_stays_unsettled, JournalFixture) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    checkSuccess(journal->end(id, {.outcome = Outcome::kUnknown}));
    BOOST_TEST(valueOf(journal->unsettledCount()).unknown == 1);
    BOOST_TEST(valueOf(journal->unsettled({0}, 10)).size() == 1U);
    BOOST_TEST(valueOf(journal->unsettled(id, 10)).empty());
}

BOOST_FIXTURE_TEST_CASE(those_of_one_object_are_found_by_uid_and_by_name, LeftJournal) {
    const auto found = [&](const ObjectKey& key) {
        return valueOf(journal->history(key, 10)).unsettled.size();
    };
    BOOST_TEST(found({.target = "zoom-prod", .name = "taro@example.com"}) == 1U);
    BOOST_TEST(found({.target = "zoom-prod", .uid = "u1"}) == 0U);
    BOOST_TEST(found({.target = "other", .name = "taro@example.com"}) == 0U);
    BOOST_TEST(found({.target = "zoom-prod"}) == 0U);
    checkSuccess(journal->settle(id, {.uid = "u1"}));
    BOOST_TEST(found({.target = "zoom-prod", .uid = "u1", .name = "taro@example.com"}) == 1U);
}

BOOST_FIXTURE_TEST_CASE(the_account_leads_from_the_name_to_what_waits_under_the_uid,
                        JournalFixture) {
    Intent update = createIntent();
    update.kind = OperationKind::kUpdate;
    update.uid = "u1";
    update.name.clear();
    const OperationId waits = valueOf(journal->begin(update));
    checkSuccess(journal->end(waits, {.state = OperationState::kDeferred}));
    const ObjectKey byName{.target = "zoom-prod", .name = "taro@example.com"};
    ObjectHistory found = valueOf(journal->history(byName, 10));
    BOOST_TEST(!found.account.has_value());
    BOOST_TEST(found.unsettled.empty(), "nobody knows whose Uid it is");
    journal->rememberAccount({.target = "zoom-prod",
                              .objectClass = "__ACCOUNT__",
                              .uid = "u1",
                              .name = "taro@example.com"});
    checkSuccess(journal->flush());
    found = valueOf(journal->history(byName, 10));
    BOOST_TEST_REQUIRE(found.account.has_value());
    BOOST_TEST(found.account->uid == "u1");
    BOOST_TEST_REQUIRE(found.unsettled.size() == 1U);
    BOOST_TEST((found.unsettled.front().id == waits));
}

BOOST_FIXTURE_TEST_CASE(what_is_unsettled_follows_an_object_to_its_new_uid, JournalFixture) {
    Intent update = createIntent();
    update.kind = OperationKind::kUpdate;
    update.uid = "u1";
    const OperationId waits = valueOf(journal->begin(update));
    checkSuccess(journal->end(waits, {.state = OperationState::kDeferred}));
    const OperationId done = valueOf(journal->begin(update));
    checkSuccess(journal->end(done, {.outcome = Outcome::kApplied}));
    update.objectClass = "__GROUP__";
    const OperationId group = valueOf(journal->begin(update));
    checkSuccess(journal->end(group, {.state = OperationState::kDeferred}));
    const OperationId action = valueOf(journal->begin(createIntent()));
    checkSuccess(
        journal->end(action, {.outcome = Outcome::kApplied, .uid = "u2", .formerUid = "u1"}));
    const auto uidOf = [&](OperationId id) { return valueOf(journal->operation(id))->uid; };
    BOOST_TEST(uidOf(waits) == "u2");
    BOOST_TEST(uidOf(done) == "u1");   // it is over
    BOOST_TEST(uidOf(group) == "u1");  // of another class
    BOOST_TEST(uidOf(action) == "u2");
}

BOOST_FIXTURE_TEST_CASE(an_account_and_a_group_of_one_name_are_parted_by_their_class, LeftJournal) {
    const auto found = [&](const ObjectKey& key) {
        return valueOf(journal->history(key, 10)).unsettled.size();
    };
    BOOST_TEST(
        found({.target = "zoom-prod", .objectClass = "__GROUP__", .name = "taro@example.com"}) ==
        0U);
    BOOST_TEST(
        found({.target = "zoom-prod", .objectClass = "__ACCOUNT__", .name = "taro@example.com"}) ==
        1U);
}

BOOST_FIXTURE_TEST_CASE(an_operation_that_is_begun_again_is_its_next_attempt, LeftJournal) {
    BOOST_TEST(valueOf(journal->reopen(id, {.fingerprint = "f2"})) == 2);
    BOOST_TEST(toString(record().state) == "open");
    BOOST_TEST(record().replayFrom == 1);
    checkError(journal->reopen(id, {}), ErrorCode::kInvalidState, "it is under way");
    const StepOrdinal next = valueOf(journal->startStep(id, post()));
    BOOST_TEST(next.number == 2);
    journal->endStep(id, next, applied());
    checkSuccess(journal->end(id, {.outcome = Outcome::kApplied}));
    BOOST_TEST(record().steps[1].attempt == 2);
    checkError(journal->reopen(id, {.after = 1}), ErrorCode::kInvalidState, "somebody else has");
    BOOST_TEST(valueOf(journal->reopen(id, {.isPlannedAfresh = true, .after = 2})) == 3);
    BOOST_TEST(record().replayFrom == 3);
}

BOOST_FIXTURE_TEST_CASE(what_has_not_been_written_down_yet_is_shown_as_it_is, JournalFixture) {
    const OperationId lost = valueOf(journal->begin(createIntent("lost")));
    valueOf(journal->startStep(lost, post()));
    const OperationId unsent = valueOf(journal->begin(createIntent("unsent")));
    restart();
    const OperationId ours = valueOf(journal->begin(createIntent("ours")));
    const auto ids = [&](const OperationQuery& query) {
        std::vector<std::int64_t> numbers;
        for (const OperationRecord& operation : valueOf(journal->operations(query))) {
            numbers.push_back(operation.id.number);
        }
        return numbers;
    };
    using Numbers = std::vector<std::int64_t>;
    BOOST_TEST(ids({.state = OperationState::kOpen}) == Numbers{ours.number});
    BOOST_TEST(ids({.unsettled = true}) == (Numbers{unsent.number, lost.number}));
    BOOST_TEST(ids({.outcome = Outcome::kUnknown}) == Numbers{lost.number});
    BOOST_TEST(ids({.outcome = Outcome::kNotApplied, .limit = 1}) == Numbers{unsent.number});
    BOOST_TEST(toString(valueOf(journal->operation(lost)).value().outcome) == "unknown");
    BOOST_TEST(valueOf(journal->markInterrupted(1)).size() == 1U);
    BOOST_TEST(ids({.state = OperationState::kInterrupted}).size() == 2U);
    BOOST_TEST(valueOf(journal->unsettledCount()).interrupted == 2);
}

BOOST_FIXTURE_TEST_CASE(an_operation_that_began_before_its_owner_or_the_one_before_is_told,
                        JournalFixture) {
    const auto beganAt = [this](std::int64_t secondsFromNow) {
        Intent intent = createIntent();
        intent.started = Time{Time::now().microseconds + secondsFromNow * 1'000'000};
        const auto id = valueOf(journal->begin(intent));
        return valueOf(journal->beganByAClockBehind(valueOf(journal->operation(id)).value()));
    };
    BOOST_TEST(!beganAt(0));
    BOOST_TEST(beganAt(-60), "its owner began later");
    BOOST_TEST(!beganAt(3600));
    BOOST_TEST(beganAt(60), "the one before began later");
    BOOST_TEST(!beganAt(59), "a second may be lost on the way");
}

BOOST_FIXTURE_TEST_CASE(a_further_attempt_under_a_later_owner_is_no_clock_behind, LeftJournal) {
    valueOf(journal->reopen(id, {}));
    checkSuccess(journal->end(id, {.outcome = Outcome::kUnknown}));
    auto database =
        valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
    checkSuccess(
        database->execute("UPDATE owners SET started = started + 9000000 WHERE epoch = 2"));
    BOOST_TEST(!valueOf(journal->beganByAClockBehind(record())));
}

BOOST_FIXTURE_TEST_CASE(the_questions_of_recovery_are_answered_by_indexes, JournalFixture) {
    const std::string unsettled = "(state BETWEEN 3 AND 6 OR (state = 2 AND outcome = 4))";
    const std::string all = "SELECT * FROM operations WHERE ";
    const auto uses = [&](const std::string& sql, const std::string& index) {
        const std::string plan = planOf(folder / "muster.db", all + sql);
        BOOST_TEST(plan.find("USING INDEX " + index) != std::string::npos, plan);
    };
    uses(unsettled + " AND target = 't' AND uid = 'u' ORDER BY id", "operations_unsettled_uid");
    uses(unsettled + " AND target = 't' AND name = 'n' ORDER BY id", "operations_unsettled_name");
    uses("state = 4 AND not_before <= 5 ORDER BY not_before, id", "operations_due");
}

BOOST_FIXTURE_TEST_CASE(a_hold_lasts_over_a_restart_until_it_is_released, JournalFixture) {
    checkSuccess(journal->hold({.target = "zoom", .why = "migration", .by = "hana"}));
    checkSuccess(journal->hold({.target = "zoom", .why = "audit", .by = "ken"}));
    restart();
    const auto holds = valueOf(journal->holds());
    BOOST_REQUIRE(holds.size() == 1U);
    BOOST_TEST(holds[0].why == "audit");
    BOOST_TEST(holds[0].by == "ken");
    BOOST_TEST(holds[0].since.microseconds > 0);
    BOOST_TEST(valueOf(journal->release("zoom")));
    BOOST_TEST(!valueOf(journal->release("zoom")));
    BOOST_TEST(valueOf(journal->holds()).empty());
}

BOOST_AUTO_TEST_CASE(a_database_of_version_1_is_brought_forward_with_what_it_holds) {
    const TemporaryFolder folder;
    {
        auto database =
            valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kCreate));
        checkSuccess(database->execute(textOf(MUSTER_TEST_DATA "/store/journal_v1.sql")));
    }
    const auto journal = valueOf(Journal::open({.folder = folder.path()}));
    const OperationRecord ended = valueOf(journal->operation({1})).value();
    BOOST_TEST(toString(ended.state) == "ended");
    BOOST_TEST(ended.attempt == 1);
    BOOST_TEST(ended.fingerprint == "");
    const auto left = valueOf(journal->markInterrupted(10));
    BOOST_REQUIRE(left.size() == 1U);
    BOOST_TEST(left[0].name == "b@example.com");
    BOOST_TEST(toString(left[0].outcome) == "unknown");
    BOOST_TEST(valueOf(journal->account("zoom", "a@example.com"))->uid == "u1");
    BOOST_TEST(valueOf(journal->unsettledCount()).unsettled() == 1);
}

// How long it takes is a row of bench/start.
BOOST_FIXTURE_TEST_CASE(
    a_hundred_thousand_left_open_are_counted_and_shown_before_they_are_written_down,
    JournalFixture) {
    checkSuccess(journal->close());
    journal.reset();
    {
        auto database =
            valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
        checkSuccess(database->execute("BEGIN"));
        checkSuccess(database->execute(kManyLeft));
        checkSuccess(database->execute("COMMIT"));
    }
    journal = open();
    BOOST_TEST(valueOf(journal->markInterrupted(500)).size() == 500U);
    BOOST_TEST(valueOf(journal->unsettledCount()).interrupted == 100'000);
    BOOST_TEST(valueOf(journal->operations({.outcome = Outcome::kUnknown})).size() == 100U);
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM operations WHERE state = 3") == 500);
}

BOOST_AUTO_TEST_SUITE_END()
