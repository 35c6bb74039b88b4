#include <boost/test/unit_test.hpp>

#include "lossy_house.h"
#include "provision/recovery/recovery_service.h"

using namespace muster;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

Attribute text(const std::string& name, const std::string& value) {
    return Attribute(name, Value(value));
}

/** Waits until `isSo`, for at most a minute; whoever changes it does so in the background. */
template <typename Condition>
bool eventually(const Condition& isSo) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!isSo()) {
        if (std::chrono::steady_clock::now() > limit) {
            return false;
        }
        std::this_thread::yield();
    }
    return true;
}

const provision::RecoveryOptions kQuick{.interval = std::chrono::milliseconds(10),
                                        .settleEvery = std::chrono::milliseconds(10)};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(recovery_service_tests, LossyHouse)

BOOST_AUTO_TEST_CASE(what_was_left_is_settled_by_reading_and_nothing_is_sent) {
    create("ann", {text("trouble", "lost-before")});
    restart();
    const provision::RecoveryService service(*journal, *facade, log, kQuick);
    BOOST_TEST(eventually([&] { return record(1).outcome == Outcome::kNotApplied; }));
    BOOST_TEST(toString(record(1).state) == "interrupted");
    BOOST_TEST(record(1).attempt == 1);
    BOOST_TEST(read("ann", "note") == "none");
}

BOOST_AUTO_TEST_CASE(what_was_deferred_goes_on_when_its_time_has_come_and_not_before) {
    create("ann", {text("trouble", "wait"), text("note", "hello")});
    create("bob", {text("trouble", "wait"), text("note", "hello")});
    {
        auto database =
            valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
        checkSuccess(database->execute("UPDATE operations SET not_before = 1 WHERE id = 1"));
    }
    const provision::RecoveryService service(*journal, *facade, log, kQuick);
    BOOST_TEST(eventually([&] { return record(1).state == store::OperationState::kEnded; }));
    BOOST_TEST(toString(record(1).outcome) == "applied");
    BOOST_TEST(toString(record(2).state) == "deferred");
}

BOOST_AUTO_TEST_CASE(what_was_deferred_of_one_object_goes_on_in_the_order_of_the_numbers) {
    create("ann");
    const std::string uid = record(1).uid;
    for (const char* const note : {"first", "second"}) {
        update(uid, {text("trouble", "wait"), text("note", note)});
        auto database =
            valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
        // The second one is due before the first, by a hair.
        checkSuccess(database->execute(
            "UPDATE operations SET state = 4, outcome = 2, not_before = 9 - id WHERE id > 1;"
            "DELETE FROM steps WHERE operation > 1"));
    }
    const provision::RecoveryService service(*journal, *facade, log, kQuick);
    BOOST_TEST(eventually([&] { return record(3).state == store::OperationState::kEnded; }));
    BOOST_TEST(toString(record(2).state) == "ended");
    BOOST_TEST(toString(record(2).outcome) == "applied");
    BOOST_TEST(read("ann", "note") == "second");
}

BOOST_AUTO_TEST_CASE(a_held_target_is_left_alone) {
    create("ann", {text("trouble", "wait"), text("note", "hello")});
    {
        auto database =
            valueOf(sqlite::Database::open(folder / "muster.db", sqlite::OpenMode::kExisting));
        checkSuccess(database->execute("UPDATE operations SET not_before = 1"));
    }
    checkSuccess(facade->hold("t", "migration", "hana"));
    const provision::RecoveryService service(*journal, *facade, log, kQuick);
    create("carl");  // refused; the rounds go on meanwhile
    BOOST_TEST(toString(record(1).state) == "deferred");
    checkSuccess(facade->release("t"));
    BOOST_TEST(eventually([&] { return record(1).state == store::OperationState::kEnded; }));
}

BOOST_AUTO_TEST_SUITE_END()
