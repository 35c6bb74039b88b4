#include <boost/test/unit_test.hpp>

#include "journal_fixture.h"
#include "provision/journal_memory.h"

using namespace muster;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

struct Fixture : JournalFixture {
    std::vector<Attribute> recalled(const std::string& uid, const std::string& target = "zoom") {
        return valueOf(provision::JournalMemory(*journal, target).recall("__ACCOUNT__", uid));
    }
    void remember(const std::string& uid, const std::vector<Attribute>& values) {
        checkSuccess(
            provision::JournalMemory(*journal, "zoom").remember("__ACCOUNT__", uid, values));
        checkSuccess(journal->flush());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(journal_memory_tests, Fixture)

BOOST_AUTO_TEST_CASE(what_is_kept_is_there_for_later_operations_and_after_a_restart) {
    remember("u1", {Attribute("type", "2"), Attribute::list("groups", {Reference{"g1"}})});
    restart();
    const auto found = recalled("u1");
    BOOST_REQUIRE(found.size() == 2U);
    BOOST_TEST(*findAttribute(found, "type")->text() == "2");
    BOOST_TEST(
        (*findAttribute(found, "groups")->values().front().as<Reference>() == Reference{"g1"}));
    BOOST_TEST(recalled("u2").empty());
    BOOST_TEST(recalled("u1", "other").empty());
}

BOOST_AUTO_TEST_CASE(values_take_the_place_of_those_of_the_same_name_or_end_them) {
    remember("u1", {Attribute("type", "2"), Attribute("plan", "a")});
    remember("u1", {Attribute("TYPE", "4")});
    BOOST_TEST(recalled("u1").size() == 2U);
    BOOST_TEST(*findAttribute(recalled("u1"), "type")->text() == "4");
    remember("u1", {Attribute::list("type", {}), Attribute::list("plan", {})});
    BOOST_TEST(recalled("u1").empty());
}

BOOST_AUTO_TEST_CASE(an_operation_sees_what_it_kept_itself) {
    provision::JournalMemory memory(*journal, "zoom");
    checkSuccess(memory.remember("__ACCOUNT__", "u1", {Attribute("type", "2")}));
    checkSuccess(memory.remember("__ACCOUNT__", "u1", {Attribute("plan", "a")}));
    BOOST_TEST(valueOf(memory.recall("__ACCOUNT__", "u1")).size() == 2U);
}

BOOST_AUTO_TEST_CASE(it_is_durable_with_the_next_step) {
    provision::JournalMemory memory(*journal, "zoom");
    const store::OperationId id = valueOf(journal->begin(createIntent()));
    checkSuccess(memory.remember("__ACCOUNT__", "u1", {Attribute("type", "2")}));
    valueOf(journal->startStep(id, post()));
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM accounts WHERE remembered <> ''") == 1);
}

BOOST_AUTO_TEST_CASE(other_reports_of_the_account_leave_it_as_it_is) {
    remember("u1", {Attribute("type", "2")});
    journal->rememberAccount({.target = "zoom",
                              .objectClass = "__ACCOUNT__",
                              .uid = "u1",
                              .name = "a@example.com",
                              .state = "inactive"});
    checkSuccess(journal->flush());
    BOOST_TEST(recalled("u1").size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
