#include <boost/test/unit_test.hpp>

#include "journal_fixture.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

/** Operations on objects, each ended with one step. */
struct Later : JournalFixture {
    OperationId ended(OperationKind kind, const std::string& uid, const std::string& name,
                      Outcome outcome, const std::string& target = "zoom-prod") {
        Intent intent = createIntent(name);
        intent.kind = kind;
        intent.uid = uid;
        intent.target = target;
        const OperationId id = valueOf(journal->begin(intent));
        const StepOrdinal step = valueOf(journal->startStep(id, post()));
        journal->endStep(id, step, {.outcome = outcome});
        checkSuccess(journal->end(id, {.outcome = outcome}));
        return id;
    }

    static std::vector<std::int64_t> numbers(const Result<std::vector<OperationRecord>>& found) {
        std::vector<std::int64_t> all;
        for (const OperationRecord& record : valueOf(found)) {
            all.push_back(record.id.number);
        }
        return all;
    }
};

using Numbers = std::vector<std::int64_t>;
using boost::test_tools::per_element;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(journal_later_tests, Later)

BOOST_AUTO_TEST_CASE(what_came_later_on_an_object_is_found_by_its_uid_and_by_its_name) {
    ended(OperationKind::kUpdate, "u1", "", Outcome::kApplied);
    ended(OperationKind::kUpdate, "u1", "", Outcome::kApplied);
    ended(OperationKind::kUpdate, "", "ann", Outcome::kPartial);
    ended(OperationKind::kUpdate, "", "ann", Outcome::kNotApplied);
    ended(OperationKind::kUpdate, "u2", "", Outcome::kApplied);
    ended(OperationKind::kUpdate, "", "ann", Outcome::kUnknown);
    ended(OperationKind::kUpdate, "", "ann", Outcome::kApplied, "another");
    const ObjectKey ann{.target = "zoom-prod", .uid = "u1", .name = "ann"};
    BOOST_TEST(numbers(journal->laterOf(ann, {1}, 10)) == Numbers({2, 3, 6}), per_element());
    BOOST_TEST(numbers(journal->laterOf(ann, {3}, 10)) == Numbers({6}), per_element());
    BOOST_TEST(
        numbers(journal->laterOf({.target = "zoom-prod", .uid = "u2"}, {1}, 10)) == Numbers({5}),
        per_element());
    BOOST_TEST(numbers(journal->laterOf({.target = "zoom-prod"}, {0}, 10)).empty());
}

BOOST_AUTO_TEST_CASE(removals_are_found_with_their_steps_by_an_index_of_their_own) {
    ended(OperationKind::kCreate, "", "ann", Outcome::kUnknown);
    ended(OperationKind::kDelete, "", "ann", Outcome::kNotApplied);
    ended(OperationKind::kUpdate, "", "ann", Outcome::kApplied);
    ended(OperationKind::kDisassociate, "", "ann", Outcome::kApplied);
    ended(OperationKind::kDelete, "u1", "", Outcome::kUnknown);
    const ObjectKey ann{.target = "zoom-prod", .uid = "u1", .name = "ann"};
    const auto found = journal->removalsAfter(ann, {1}, 10);
    BOOST_TEST(numbers(found) == Numbers({5, 4}), per_element());
    BOOST_TEST(valueOf(found)[0].steps.size() == 1U);
    BOOST_TEST(numbers(journal->removalsAfter(ann, {5}, 10)).empty());
    for (const char* const column : {"uid", "name"}) {
        BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM sqlite_schema WHERE name = "
                                "'operations_removals_" +
                                std::string(column) + "'") == 1);
    }
}

BOOST_AUTO_TEST_SUITE_END()
