#include <filesystem>

#include <boost/test/unit_test.hpp>

#include "journal_fixture.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace fs = std::filesystem;

BOOST_FIXTURE_TEST_SUITE(journal_file_tests, JournalFixture)

BOOST_AUTO_TEST_CASE(a_journal_that_was_deleted_is_noticed_before_the_next_write) {
    valueOf(journal->begin(createIntent()));
    fs::remove(folder / "muster.db");
    checkError(journal->begin(createIntent()), ErrorCode::kConfiguration,
               "muster.db\" was deleted while muster was running");
}

BOOST_AUTO_TEST_CASE(a_journal_that_was_replaced_is_noticed_before_the_next_write) {
    const auto operation = valueOf(journal->begin(createIntent()));
    fs::copy_file(folder / "muster.db", folder / "other.db");
    fs::rename(folder / "other.db", folder / "muster.db");
    checkError(journal->startStep(operation, post()), ErrorCode::kConfiguration,
               "was replaced by another file while muster was running");
    checkError(journal->end(operation, {}), ErrorCode::kConfiguration, "was replaced");
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM steps") == 0, "the other file is left alone");
}

BOOST_AUTO_TEST_CASE(a_journal_that_was_put_back_is_written_again) {
    fs::rename(folder / "muster.db", folder / "away.db");
    checkError(journal->begin(createIntent()), ErrorCode::kConfiguration, "was deleted");
    fs::rename(folder / "away.db", folder / "muster.db");
    valueOf(journal->begin(createIntent()));
    checkSuccess(journal->close());
}

BOOST_AUTO_TEST_CASE(what_nobody_waits_for_is_told_when_the_journal_closes) {
    const auto operation = valueOf(journal->begin(createIntent()));
    const auto step = valueOf(journal->startStep(operation, post()));
    fs::remove(folder / "muster.db");
    journal->endStep(operation, step, applied());
    checkError(journal->close(), ErrorCode::kConfiguration,
               "1 journal records could not be written");
}

BOOST_AUTO_TEST_SUITE_END()
