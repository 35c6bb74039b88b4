#include <boost/test/unit_test.hpp>

#include "resume_checks.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

/** Leaves a create in the middle of its first step, as a crash would. */
struct Crashed : LossyHouse {
    explicit Crashed(const std::string& attributes = "settle-seconds=\"0\"")
        : LossyHouse("lossy", attributes) {}

    void crash(std::vector<Attribute> more = {}, bool isFirstStepApplied = false) {
        more.insert(more.begin(), text("__NAME__", "ann"));
        const auto runtime = valueOf(targets->find("t"));
        const auto id = valueOf(journal->begin({.correlationId = "c-1",
                                                .target = "t",
                                                .objectClass = "__ACCOUNT__",
                                                .kind = store::OperationKind::kCreate,
                                                .name = "ann",
                                                .connectorName = connector,
                                                .connectorVersion = "1.0.0",
                                                .fingerprint = runtime->fingerprint(),
                                                .request = {.attributes = std::move(more)}}));
        const auto step = valueOf(journal->startStep(id, {.name = "add", .url = "add ann"}));
        if (isFirstStepApplied) {
            journal->endStep(id, step, {.outcome = Outcome::kApplied, .savedResult = "a1"});
        }
        checkSuccess(journal->flush());
        restart();
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(resume_tests)

BOOST_FIXTURE_TEST_CASE(a_create_whose_answer_was_lost_is_found_with_proof, LossyHouse) {
    const auto lost = create("ann", {text("trouble", "lost-after")});
    BOOST_TEST(toString(lost.outcome) == "unknown");
    restart();
    // `trouble` cannot be read, so nobody can tell by reading that all is so.
    const auto resumed = resume({.id = {1}});
    BOOST_TEST(toString(resumed.outcome) == "applied",
               (resumed.error ? resumed.error->message : ""));
    checkIs(record(1), "ended", "applied");
    BOOST_TEST(record(1).uid == "a1");
    BOOST_TEST(valueOf(journal->account("t", "ann"))->uid == "a1");
    BOOST_TEST(record(1).steps.size() == 1U);  // not sent again
}

BOOST_FIXTURE_TEST_CASE(a_create_that_left_nothing_is_sent_again_after_two_looks, Crashed) {
    crash({text("note", "hello")});
    checkIs(record(1), "interrupted", "unknown");
    const auto resumed = resume({.id = {1}});
    BOOST_TEST(toString(resumed.outcome) == "applied",
               (resumed.error ? resumed.error->message : ""));
    BOOST_TEST(resumed.correlation == "c-1");
    BOOST_TEST(read("ann", "note") == "hello");
    const store::OperationRecord now = record(1);
    BOOST_TEST(now.attempt == 2);
    BOOST_TEST(toString(now.steps[0].outcome()) == "not applied");
    BOOST_REQUIRE(now.steps.size() == 3U);
    BOOST_TEST(now.steps[1].attempt == 2);
}

BOOST_AUTO_TEST_CASE(within_the_settle_window_nothing_is_sent) {
    Crashed house("settle-seconds=\"3600\"");
    house.crash();
    const auto resumed = house.resume({.id = {1}});
    BOOST_TEST(toString(resumed.outcome) == "unknown");
    BOOST_TEST(resumed.error.value().message.find("again from") != std::string::npos,
               resumed.error->message);
    checkIs(house.record(1), "interrupted", "unknown");
    BOOST_TEST(house.record(1).looked.has_value());
    BOOST_TEST(house.read("ann", "note") == "none");
}

BOOST_AUTO_TEST_CASE(the_window_ends_when_it_was_said_however_often_muster_starts) {
    Crashed house("settle-seconds=\"3600\"");
    house.crash();
    house.resume({.id = {1}});
    const std::string told = house.record(1).reason;
    BOOST_TEST(told.find("again from") != std::string::npos, told);
    house.restart();
    house.resume({.id = {1}});
    BOOST_TEST(house.record(1).reason == told);
}

BOOST_FIXTURE_TEST_CASE(a_step_that_was_applied_is_replayed_and_the_rest_is_sent, LossyHouse) {
    const auto waits = create("ann", {text("trouble", "wait"), text("note", "hello")});
    BOOST_TEST(toString(waits.outcome) == "partial");
    checkIs(record(1), "deferred", "partial");
    BOOST_TEST(record(1).notBefore.has_value());
    const auto resumed = resume({.id = {1}});
    BOOST_TEST(toString(resumed.outcome) == "applied",
               (resumed.error ? resumed.error->message : ""));
    BOOST_TEST(read("ann", "note") == "hello");
    checkIs(record(1), "ended", "applied");
    std::vector<std::string> names;
    for (const store::StepRecord& step : record(1).steps) {
        names.push_back(step.start.name);
    }
    BOOST_TEST(names == (std::vector<std::string>{"add", "note", "note"}),
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_changed_target_is_planned_afresh_as_an_update, LossyHouse) {
    create("ann", {text("trouble", "wait"), text("note", "hello")});
    auto database =
        valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
    checkSuccess(database->execute("UPDATE operations SET fingerprint = 'another'"));
    const auto resumed = resume({.id = {1}});
    BOOST_TEST(toString(resumed.outcome) == "applied",
               (resumed.error ? resumed.error->message : ""));
    BOOST_TEST(read("ann", "note") == "hello");
    BOOST_TEST(record(1).replayFrom == 2);
    BOOST_TEST(record(1).fingerprint != "another");
}

BOOST_AUTO_TEST_CASE(found_without_proof_it_is_a_conflict_that_a_person_decides) {
    const auto lose = [](LossyHouse& house) {
        house.create("ann", {text("trouble", "lost-after")});
        house.restart();
        const auto resumed = house.resume({.id = {1}});
        BOOST_TEST(toString(resumed.outcome) == "unknown");
        checkIs(house.record(1), "conflict", "unknown");
        BOOST_TEST(house.record(1).foundUid == "a1");
        BOOST_TEST(house.record(1).reason.find("operation resume 1 --take a1") !=
                   std::string::npos);
    };
    LossyHouse taken("lossy-undated");
    lose(taken);
    BOOST_TEST(taken.resume({.id = {1}, .take = "a9"}).error.value().message.find("no object") !=
               std::string::npos);
    const auto took = taken.resume({.id = {1}, .take = "a1"});
    BOOST_TEST(toString(took.outcome) == "applied", (took.error ? took.error->message : ""));
    checkIs(taken.record(1), "ended", "applied");
    BOOST_TEST(taken.record(1).decidedBy == "tester");
    BOOST_TEST(valueOf(taken.journal->account("t", "ann"))->uid == "a1");

    LossyHouse refused("lossy-undated");
    lose(refused);
    const auto again = refused.resume({.id = {1}, .isNotApplied = true});
    BOOST_TEST(toString(again.outcome) == "applied", (again.error ? again.error->message : ""));
    BOOST_TEST(again.report.value().uid == "a2");
}

BOOST_AUTO_TEST_CASE(an_object_that_is_called_otherwise_is_not_taken) {
    LossyHouse house("lossy-undated");
    house.create("bob", {text("note", "his")});
    house.create("ann", {text("trouble", "lost-after"), text("note", "hers")});
    house.restart();
    for (const bool isDry : {true, false}) {
        const auto took = house.resume({.id = {2}, .take = "a1", .dryRun = isDry});
        BOOST_REQUIRE(took.error.has_value());
        BOOST_TEST(took.error->message.find("\"a1\" is called \"bob\"") != std::string::npos,
                   took.error->message);
        BOOST_TEST(took.error->message.find("makes \"ann\"") != std::string::npos);
    }
    BOOST_TEST(toString(house.record(2).outcome) == "unknown");
    BOOST_TEST(house.record(2).decidedBy == "");
    BOOST_TEST(house.read("bob", "note") == "his");
    BOOST_TEST(valueOf(house.journal->account("t", "a1"))->name == "bob");
    const auto right = house.resume({.id = {2}, .take = "a2"});
    BOOST_TEST(toString(right.outcome) == "applied", (right.error ? right.error->message : ""));
    BOOST_TEST(house.read("ann", "note") == "hers");
}

BOOST_AUTO_TEST_CASE(a_mark_that_was_sent_proves_where_no_time_does) {
    LossyHouse house("lossy-undated");
    house.create("ann", {text("trouble", "lost-after"), text("mark", "k-1")});
    house.restart();
    BOOST_TEST(toString(house.resume({.id = {1}}).outcome) == "applied");
    checkIs(house.record(1), "ended", "applied");
}

BOOST_AUTO_TEST_CASE(a_mark_is_sought_where_names_are_not_unique) {
    LossyHouse house("lossy-sought");
    house.create("ann", {text("mark", "k-1")});
    house.create("ann", {text("trouble", "lost-after"), text("mark", "k-2")});
    house.restart();
    const auto found = house.resume({.id = {2}});
    BOOST_TEST(toString(found.outcome) == "applied", (found.error ? found.error->message : ""));
    BOOST_TEST(house.record(2).uid == "a2");

    // What has the name without the mark is another account: this one was not made.
    house.create("ann", {text("trouble", "lost-before"), text("mark", "k-3")});
    house.restart();
    const auto sent = house.resume({.id = {3}});
    BOOST_TEST(toString(sent.outcome) == "applied", (sent.error ? sent.error->message : ""));
    BOOST_TEST(sent.report.value().uid == "a3");
}

BOOST_FIXTURE_TEST_CASE(an_unknown_update_is_settled_by_what_is_so, LossyHouse) {
    create("ann");
    const auto lost = update("a1", {text("note", "hello"), text("trouble", "note-lost-after")});
    BOOST_TEST(toString(lost.outcome) == "unknown");
    BOOST_TEST(record(2).isUnsettled());
    const auto resumed = resume({.id = {2}});
    BOOST_TEST(toString(resumed.outcome) == "applied",
               (resumed.error ? resumed.error->message : ""));
    checkIs(record(2), "ended", "applied");
}

BOOST_FIXTURE_TEST_CASE(changes_that_the_target_takes_later_are_kept_and_given_again, LossyHouse) {
    const auto made = create("ann", {text("trouble", "pending"), text("note", "hello")});
    BOOST_TEST(toString(made.outcome) == "applied");
    BOOST_TEST(toString(made.state) == "deferred");
    checkIs(record(1), "deferred", "applied");
    BOOST_TEST(record(1).deferredJson.find("hello") != std::string::npos);
    BOOST_TEST(toString(resume({.id = {1}}).state) == "deferred");  // still pending
    checkIs(record(1), "deferred", "applied");
    BOOST_TEST(read("ann", "note") == "");
    update("a1", {Attribute("activate", Value(true))});
    const auto resumed = resume({.id = {1}});
    BOOST_TEST(toString(resumed.state) == "ended", (resumed.error ? resumed.error->message : ""));
    BOOST_TEST(read("ann", "note") == "hello");
    checkIs(record(1), "ended", "applied");
    BOOST_TEST(record(1).attempt == 3);
}

BOOST_FIXTURE_TEST_CASE(a_secret_that_is_not_kept_is_asked_for_by_name, Crashed) {
    crash({Attribute("pin", Value(Secret("1234")))});
    const auto needs = resume({.id = {1}});
    checkIs(record(1), "needs secret", "not applied");
    BOOST_TEST(needs.error.value().hint.find("operation resume 1 pin=@prompt") !=
               std::string::npos);
    BOOST_TEST(read("ann", "note") == "none");
    checkError(
        [&]() -> Result<void> {
            return *resume({.id = {1}, .secrets = {Attribute("pim", Value(Secret("1")))}}).error;
        }(),
        ErrorCode::kInvalidAttributeValue, "has no secret \"pim\"; it has pin");
    const auto given = resume({.id = {1}, .secrets = {Attribute("pin", Value(Secret("1234")))}});
    BOOST_TEST(toString(given.outcome) == "applied", (given.error ? given.error->message : ""));
    checkIs(record(1), "ended", "applied");
}

BOOST_FIXTURE_TEST_CASE(a_retry_takes_only_what_was_not_applied, LossyHouse) {
    create("ann", {text("trouble", "wait"), text("note", "hello")});
    const auto refused = resume({.id = {1}, .isRetry = true});
    BOOST_TEST(refused.error.value().message.find("is partial") != std::string::npos,
               refused.error->message);
    BOOST_TEST(resume({.id = {9}}).error.value().message.find("no operation 9") !=
               std::string::npos);
    resume({.id = {1}});
    BOOST_TEST(resume({.id = {1}}).error.value().message.find("is done") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_dry_run_of_a_resume_shows_what_is_left_and_changes_nothing, LossyHouse) {
    create("ann", {text("trouble", "wait"), text("note", "hello")});
    const auto dry = resume({.id = {1}, .dryRun = true});
    BOOST_TEST(dry.planned.size() == 0U);  // the connector stops after the step that it replays
    checkIs(record(1), "deferred", "partial");
    BOOST_TEST(record(1).attempt == 1);
}

BOOST_FIXTURE_TEST_CASE(an_abandoned_operation_keeps_why_and_by_whom, Crashed) {
    crash();
    checkSuccess(facade->abandon({1}, "she left", "hana"));
    checkIs(record(1), "abandoned", "unknown");
    BOOST_TEST(record(1).reason == "she left");
    BOOST_TEST(record(1).decidedBy == "hana");
    checkError(facade->abandon({1}, "x", "hana"), ErrorCode::kInvalidState, "is over already");
    BOOST_TEST(resume({.id = {1}}).error.value().message.find("was abandoned") !=
               std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_write_of_nobody_leaves_no_account_whatever_was_reported, LossyHouse) {
    const auto absent = update("a77", {text("note", "x")});
    BOOST_TEST((absent.error.value().code == ErrorCode::kUnknownUid));
    BOOST_TEST(absent.report.value().uid == "a77");
    BOOST_TEST(valueOf(journal->accounts({})).empty());
    BOOST_TEST(record(1).uid == "a77");
}

BOOST_FIXTURE_TEST_CASE(a_new_write_settles_an_earlier_one_first_and_says_so, LossyHouse) {
    create("ann", {text("trouble", "lost-after")});
    const auto next = update("a1", {text("note", "x")});
    BOOST_TEST(next.notices.empty());  // by Uid, which nobody knows yet
    const auto byName = facade->run({.kind = store::OperationKind::kUpdate,
                                     .target = "t",
                                     .object = ObjectRef(*Name::parse("ann")),
                                     .deltas = {{DeltaMode::kReplace, text("note", "y")}}});
    BOOST_REQUIRE(byName.notices.size() == 1U);
    BOOST_TEST(byName.notices[0].code == "unsettled-before");
    BOOST_TEST(byName.notices[0].message.find("operation 1 (create)") != std::string::npos,
               byName.notices[0].message);
    BOOST_TEST(toString(byName.outcome) == "applied");
    BOOST_TEST((record(1).outcome != Outcome::kUnknown));
}

BOOST_AUTO_TEST_CASE(an_end_that_cannot_be_written_is_told_and_kept) {
    LossyHouse house;
    const auto isFull = std::make_shared<std::atomic<bool>>(false);
    house.restart({.fault = [isFull](std::string_view sql) {
        return *isFull && sql.starts_with("UPDATE operations") ? 13 : 0;  // SQLITE_FULL
    }});
    *isFull = true;
    const auto result = house.create("ann");
    BOOST_TEST(toString(result.outcome) == "applied");
    BOOST_REQUIRE(result.notices.size() == 1U);
    BOOST_TEST(result.notices[0].code == "journal-failed");
    BOOST_TEST(toString(house.record(1).state) == "open");
    *isFull = false;
    house.create("bob");
    checkIs(house.record(1), "ended", "applied");
}

BOOST_AUTO_TEST_CASE(an_intent_that_cannot_be_written_sends_nothing) {
    const std::pair<int, const char*> rows[] = {
        {13, "disk is full"}, {8, "readonly"}, {5, "locked"}, {11, "malformed"}, {10, "I/O"}};
    for (const auto& [code, words] : rows) {
        BOOST_TEST_CONTEXT("SQLite " << code) {
            LossyHouse house;
            const auto fails = std::make_shared<std::atomic<bool>>(false);
            house.restart({.fault = [fails, number = code](std::string_view sql) {
                return *fails && sql.starts_with("INSERT INTO operations") ? number : 0;
            }});
            *fails = true;
            const auto refused = house.create("ann");
            BOOST_TEST(toString(refused.outcome) == "not applied");
            BOOST_TEST(refused.error.value().message.find(words) != std::string::npos,
                       refused.error->message);
            BOOST_TEST(!refused.error->hint.empty());
            BOOST_TEST(house.read("ann", "note") == "none");
            *fails = false;
            BOOST_TEST(toString(house.create("ann").outcome) == "applied");
        }
    }
}

BOOST_FIXTURE_TEST_CASE(a_resumable_action_whose_answer_was_lost_is_run_again, LossyHouse) {
    create("ann");
    BOOST_TEST(toString(act("ann", "poke").outcome) == "unknown");
    restart();
    const auto resumed = resume({.id = {2}});
    BOOST_TEST(toString(resumed.outcome) == "applied",
               (resumed.error ? resumed.error->message : ""));
    checkIs(record(2), "ended", "applied");
    BOOST_TEST(record(2).steps.size() == 2U);
    // What became of the first attempt nobody has claimed to know.
    BOOST_TEST(toString(record(2).steps.front().outcome()) == "unknown");
    BOOST_TEST(read("ann", "note") == "poke");
}

BOOST_FIXTURE_TEST_CASE(an_action_that_is_not_resumable_waits_for_a_word, LossyHouse) {
    create("ann");
    BOOST_TEST(toString(act("ann", "push").outcome) == "unknown");
    const auto refused = resume({.id = {2}});
    BOOST_REQUIRE(refused.error);
    BOOST_TEST(refused.error->hint.find("operation resume 2 --not-applied") != std::string::npos);
    BOOST_TEST(record(2).steps.size() == 1U);
    const auto resumed = resume({.id = {2}, .isNotApplied = true});
    BOOST_TEST(toString(resumed.outcome) == "applied");
    checkIs(record(2), "ended", "applied");
}

BOOST_AUTO_TEST_SUITE_END()
