#include <boost/test/unit_test.hpp>

#include "journal_fixture.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

AccountSeen seen(const std::string& uid, const std::string& name, std::int64_t time) {
    return {.target = "zoom-prod",
            .objectClass = "__ACCOUNT__",
            .uid = uid,
            .name = name,
            .state = "pending",
            .seen = Time{time}};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(journal_accounts_tests, JournalFixture)

BOOST_AUTO_TEST_CASE(an_account_is_remembered_with_the_end_of_its_operation) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    checkSuccess(journal->end(
        id, {.outcome = Outcome::kApplied, .accounts = {seen("u1", "taro@example.com", 500)}}));
    const AccountRecord account = valueOf(journal->account("zoom-prod", "u1")).value();
    BOOST_TEST(account.target == "zoom-prod");
    BOOST_TEST(account.objectClass == "__ACCOUNT__");
    BOOST_TEST(account.uid == "u1");
    BOOST_TEST(account.name == "taro@example.com");
    BOOST_TEST(account.state == "pending");
    BOOST_TEST((account.lastOperation.value() == id));
    BOOST_TEST(account.firstSeen.microseconds == 500);
    BOOST_TEST(account.lastSeen.microseconds == 500);
    BOOST_TEST(!account.released);
}

BOOST_AUTO_TEST_CASE(meeting_it_again_keeps_what_is_not_said) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    AccountSeen released = seen("u1", "taro@example.com", 500);
    released.released = true;
    checkSuccess(journal->end(id, {.outcome = Outcome::kApplied, .accounts = {released}}));
    AccountSeen again = seen("u1", "", 900);
    again.state = "active";
    journal->rememberAccount(again);
    AccountSeen earlier = seen("u1", "", 100);
    earlier.state = "";
    journal->rememberAccount(earlier);
    checkSuccess(journal->flush());
    const AccountRecord account = valueOf(journal->account("zoom-prod", "u1")).value();
    BOOST_TEST(account.name == "taro@example.com");
    BOOST_TEST(account.state == "active");
    BOOST_TEST((account.lastOperation.value() == id));
    BOOST_TEST(account.firstSeen.microseconds == 500);
    BOOST_TEST(account.lastSeen.microseconds == 900);
    BOOST_TEST(account.released);
}

BOOST_AUTO_TEST_CASE(an_account_is_found_by_its_uid_before_its_name) {
    journal->rememberAccount(seen("u1", "u2", 100));
    journal->rememberAccount(seen("u2", "jiro@example.com", 100));
    journal->rememberAccount(seen("u3", "jiro@example.com", 300));
    checkSuccess(journal->flush());
    BOOST_TEST(valueOf(journal->account("zoom-prod", "u2")).value().name == "jiro@example.com");
    // The one seen last: an earlier holder of the name was deleted or renamed.
    BOOST_TEST(valueOf(journal->account("zoom-prod", "jiro@example.com")).value().uid == "u3");
    BOOST_TEST(!valueOf(journal->account("zoom-test", "u2")).has_value());
}

BOOST_AUTO_TEST_CASE(a_class_parts_objects_of_one_name) {
    journal->rememberAccount(seen("u1", "sales", 100));
    AccountSeen group = seen("g1", "sales", 900);
    group.objectClass = "__GROUP__";
    journal->rememberAccount(group);
    checkSuccess(journal->flush());
    BOOST_TEST(valueOf(journal->account("zoom-prod", "sales")).value().uid == "g1");
    BOOST_TEST(valueOf(journal->account("zoom-prod", "sales", "__ACCOUNT__")).value().uid == "u1");
    BOOST_TEST(valueOf(journal->account("zoom-prod", "g1", "__GROUP__")).value().uid == "g1");
    BOOST_TEST(!valueOf(journal->account("zoom-prod", "g1", "__ACCOUNT__")).has_value());
}

BOOST_AUTO_TEST_CASE(accounts_are_listed_by_each_condition) {
    AccountSeen group = seen("g1", "staff", 100);
    group.objectClass = "__GROUP__";
    AccountSeen released = seen("u2", "b", 100);
    released.released = true;
    released.state = "deleted";
    AccountSeen elsewhere = seen("u1", "a", 100);
    elsewhere.target = "zoom-test";
    for (const AccountSeen& account : {elsewhere, group, released, seen("u1", "a", 100)}) {
        journal->rememberAccount(account);
    }
    checkSuccess(journal->flush());
    const std::vector<std::pair<AccountQuery, std::string>> rows = {
        {{}, "a b staff a "},
        {{.target = "zoom-test"}, "a "},
        {{.objectClass = "__GROUP__"}, "staff "},
        {{.uid = "u1"}, "a a "},
        {{.name = "b"}, "b "},
        {{.state = "deleted"}, "b "},
        {{.released = true}, "b "},
        {{.released = false}, "a staff a "},
        {{.limit = 1}, "a "},
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        BOOST_TEST_CONTEXT("row " << i) {
            std::string names;
            for (const AccountRecord& found : valueOf(journal->accounts(rows[i].first))) {
                names += found.name + " ";
            }
            BOOST_TEST(names == rows[i].second);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_account_without_a_uid_undoes_the_whole_end) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    checkError(journal->end(id, {.outcome = Outcome::kApplied,
                                 .accounts = {seen("u1", "a", 1), seen("", "b", 1)}}),
               ErrorCode::kInternal, "the account \"b\" of target \"zoom-prod\" has no Uid");
    BOOST_TEST(toString(valueOf(journal->operation(id)).value().state) == "open");
    BOOST_TEST(valueOf(journal->accounts({})).empty());
}

BOOST_AUTO_TEST_SUITE_END()
