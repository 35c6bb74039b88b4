// Operations that had ended, or whose object went under another name.
#include <boost/test/unit_test.hpp>

#include "resume_checks.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

/** Account a1 is called "ann" and was "old-ann"; an update that named it by that renamed it, and
 * then failed. */
struct Renamed : LossyHouse {
    Renamed() {
        create("ann");
        const auto id = valueOf(journal->begin(
            {.correlationId = "c-2",
             .target = "t",
             .objectClass = "__ACCOUNT__",
             .kind = store::OperationKind::kUpdate,
             .name = "old-ann",
             .connectorName = connector,
             .connectorVersion = "1.0.0",
             .fingerprint = "another",
             .request = {.deltas = {{DeltaMode::kReplace, text("note", "hello")}}}}));
        const auto rename = valueOf(journal->startStep(id, {.name = "rename"}));
        journal->endStep(id, rename, {.outcome = Outcome::kApplied, .savedResult = ""});
        const auto note = valueOf(journal->startStep(id, {.name = "note"}));
        journal->endStep(id, note, {.outcome = Outcome::kNotApplied});
        checkSuccess(journal->end(id, {.outcome = Outcome::kPartial}));
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(resume_ended_tests)

BOOST_FIXTURE_TEST_CASE(a_partial_operation_can_be_given_up_too, LossyHouse) {
    create("ann", {text("trouble", "wait"), text("note", "hello")});
    // As one whose second step was refused for good: nothing waits, and it is not over either.
    journal.reset();
    {
        auto database =
            valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
        checkSuccess(database->execute("UPDATE operations SET state = 2, not_before = NULL"));
    }
    restart();
    checkIs(record(1), "ended", "partial");
    checkSuccess(facade->abandon({1}, "the floor is not there", "hana"));
    checkIs(record(1), "abandoned", "partial");
    checkError(facade->abandon({1}, "x", "hana"), ErrorCode::kInvalidState, "is over already");
}

BOOST_FIXTURE_TEST_CASE(what_had_ended_and_is_found_done_is_recorded_so, LossyHouse) {
    const auto id = valueOf(journal->begin({.correlationId = "c-1",
                                            .target = "t",
                                            .objectClass = "__ACCOUNT__",
                                            .kind = store::OperationKind::kDelete,
                                            .name = "ann",
                                            .connectorName = connector,
                                            .connectorVersion = "1.0.0"}));
    const auto step = valueOf(journal->startStep(id, {.name = "remove"}));
    journal->endStep(id, step, {.outcome = Outcome::kApplied});
    checkSuccess(journal->end(id, {.outcome = Outcome::kPartial}));
    checkIs(record(1), "ended", "partial");
    const auto resumed = resume({.id = id});
    BOOST_TEST(toString(resumed.outcome) == "applied");
    checkIs(record(1), "ended", "applied");
}

BOOST_FIXTURE_TEST_CASE(an_update_whose_object_is_not_found_any_more_is_not_called_done, Renamed) {
    const auto resumed = resume({.id = {2}});
    BOOST_REQUIRE(resumed.error.has_value());
    BOOST_TEST(toString(resumed.error->code) == "UnknownUid", resumed.error->message);
    BOOST_TEST(toString(resumed.outcome) == "partial");
    checkIs(record(2), "ended", "partial");
    BOOST_TEST(read("ann", "note") == "");
}

BOOST_FIXTURE_TEST_CASE(an_update_that_renamed_goes_on_by_the_uid_that_the_journal_knows, Renamed) {
    auto database =
        valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
    checkSuccess(database->execute("UPDATE accounts SET name = 'old-ann'"));
    const auto resumed = resume({.id = {2}});
    BOOST_TEST(!resumed.error.has_value(), (resumed.error ? resumed.error->message : ""));
    BOOST_TEST(toString(resumed.outcome) == "applied");
    BOOST_TEST(read("ann", "note") == "hello");
    BOOST_TEST(record(2).uid == "a1");
}

// A lost rename and a delete under the new name: nobody is there, which proves nothing.
BOOST_FIXTURE_TEST_CASE(what_was_removed_under_its_new_name_is_not_called_unchanged, LossyHouse) {
    const auto intent = [&](store::OperationKind kind, const std::string& name) {
        return store::Intent{.correlationId = "c-1",
                             .target = "t",
                             .objectClass = "__ACCOUNT__",
                             .kind = kind,
                             .name = name,
                             .connectorName = connector,
                             .connectorVersion = "1.0.0"};
    };
    store::Intent rename = intent(store::OperationKind::kUpdate, "ann");
    rename.uid = "a1";
    rename.request.deltas = {{DeltaMode::kReplace, text("__NAME__", "beth")}};
    const auto lost = valueOf(journal->begin(rename));
    const auto step = valueOf(journal->startStep(lost, {.name = "rename"}));
    journal->endStep(lost, step, {.outcome = Outcome::kUnknown});
    checkSuccess(journal->end(lost, {.outcome = Outcome::kUnknown}));
    const auto gone = valueOf(journal->begin(intent(store::OperationKind::kDelete, "beth")));
    const auto removal = valueOf(journal->startStep(gone, {.name = "remove"}));
    journal->endStep(gone, removal, {.outcome = Outcome::kApplied});
    checkSuccess(journal->end(gone, {.outcome = Outcome::kApplied}));
    const auto resumed = resume({.id = lost});
    BOOST_REQUIRE(resumed.error.has_value());
    BOOST_TEST(
        resumed.error->message.find("operation 2 removed \"ann\" later") != std::string::npos,
        resumed.error->message);
    checkIs(record(1), "conflict", "unknown");
    BOOST_TEST(toString(record(1).steps[0].outcome()) == "unknown");
}

BOOST_AUTO_TEST_SUITE_END()
