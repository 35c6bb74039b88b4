#include <csignal>

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "journal_fixture.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

/** Records like an owner in the middle of its work, tells `ready` that it has, and hangs. */
[[noreturn]] void workUntilKilled(const std::filesystem::path& folder, int ready) {
    auto journal = Journal::open({.folder = folder});
    const auto id = journal ? (*journal)->begin(JournalFixture::createIntent()) : journal.error();
    const auto first = id ? (*journal)->startStep(*id, JournalFixture::post("one")) : id.error();
    if (first) {
        (*journal)->endStep(*id, *first, JournalFixture::applied());
        const auto second = (*journal)->startStep(*id, JournalFixture::post("two"));
        const char word = second ? 'y' : 'n';
        (void)!::write(ready, &word, 1);
    }
    for (;;) {
        ::pause();
    }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(journal_recovery_tests, JournalFixture)

BOOST_FIXTURE_TEST_CASE(an_owner_that_is_killed_leaves_what_it_was_told_is_durable,
                        muster::testing::TemporaryFolder) {
    int ends[2] = {};
    BOOST_REQUIRE(::pipe(ends) == 0);
    const pid_t owner = ::fork();
    if (owner == 0) {
        ::alarm(60);
        workUntilKilled(path(), ends[1]);
    }
    ::close(ends[1]);
    char word = 0;
    BOOST_TEST(::read(ends[0], &word, 1) == 1);
    ::close(ends[0]);
    BOOST_TEST(word == 'y');
    BOOST_REQUIRE(::kill(owner, SIGKILL) == 0);
    BOOST_REQUIRE(::waitpid(owner, nullptr, 0) == owner);

    const auto journal = valueOf(Journal::open({.folder = path()}));
    const auto found = valueOf(journal->markInterrupted(100));
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_REQUIRE(found[0].steps.size() == 2U);
    BOOST_TEST(toString(found[0].steps[0].end.value().outcome) == "applied");
    BOOST_TEST(!found[0].steps[1].end.has_value());
    BOOST_TEST(toString(found[0].outcome) == "unknown");
}

BOOST_AUTO_TEST_CASE(each_opening_is_an_epoch_of_its_own) {
    const OwnerEpoch first = journal->epoch();
    restart();
    BOOST_TEST(journal->epoch().number == first.number + 1);
}

BOOST_AUTO_TEST_CASE(operations_under_way_are_found_at_the_next_start_with_their_steps) {
    const OperationId ended = valueOf(journal->begin(createIntent("ended")));
    checkSuccess(journal->end(ended, {.outcome = Outcome::kApplied}));
    const OperationId open = valueOf(journal->begin(createIntent("open")));
    const StepOrdinal one = valueOf(journal->startStep(open, post("one")));
    journal->endStep(open, one, applied());
    valueOf(journal->startStep(open, post("two")));
    const OwnerEpoch earlier = journal->epoch();
    restart();
    const auto found = valueOf(journal->markInterrupted(100));
    BOOST_REQUIRE(found.size() == 1U);
    BOOST_TEST((found[0].id == open));
    BOOST_TEST((found[0].epoch == earlier));
    BOOST_TEST(toString(found[0].state) == "interrupted");
    BOOST_REQUIRE(found[0].steps.size() == 2U);
    BOOST_TEST(toString(found[0].steps[0].end.value().outcome) == "applied");
    BOOST_TEST(!found[0].steps[1].end.has_value());
}

BOOST_AUTO_TEST_CASE(operations_of_earlier_epochs_become_interrupted_and_ours_do_not) {
    const OperationId nothingSent = valueOf(journal->begin(createIntent("nothing sent")));
    const OperationId lost = valueOf(journal->begin(createIntent("lost")));
    valueOf(journal->startStep(lost, post()));
    const OperationId done = valueOf(journal->begin(createIntent("done")));
    journal->endStep(done, valueOf(journal->startStep(done, post())), applied());
    restart();
    const OperationId ours = valueOf(journal->begin(createIntent("ours")));

    const auto changed = valueOf(journal->markInterrupted(100));
    BOOST_REQUIRE(changed.size() == 3U);
    BOOST_TEST(toString(changed[0].outcome) == "not applied");
    BOOST_TEST(toString(changed[1].outcome) == "unknown");
    BOOST_TEST(toString(changed[2].outcome) == "partial");
    BOOST_TEST(changed[1].steps.size() == 1U);

    const OperationRecord read = valueOf(journal->operation(lost)).value();
    BOOST_TEST(toString(read.state) == "interrupted");
    BOOST_TEST(toString(read.outcome) == "unknown");
    BOOST_TEST(!read.ended.has_value());
    BOOST_TEST(read.error.value().message ==
               "muster stopped while this operation was under way: what became of step \"create\" "
               "is not known");
    BOOST_TEST(toString(valueOf(journal->operation(nothingSent)).value().outcome) == "not applied");
    BOOST_TEST(toString(valueOf(journal->operation(ours)).value().state) == "open");
    BOOST_TEST(valueOf(journal->markInterrupted(100)).empty());
    const UnsettledCount count = valueOf(journal->unsettledCount());
    BOOST_TEST(count.unsettled() == 3);
    BOOST_TEST(count.underWay == 1);
}

BOOST_AUTO_TEST_CASE(an_operation_of_an_earlier_epoch_takes_no_more_records) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    restart();
    checkError(journal->startStep(id, post()), ErrorCode::kInternal, "is not open in this run");
    checkError(journal->end(id, {}), ErrorCode::kInternal, "is not open in this run");
}

BOOST_AUTO_TEST_CASE(numbers_go_on_after_a_restart) {
    const OperationId first = valueOf(journal->begin(createIntent()));
    restart();
    BOOST_TEST(valueOf(journal->begin(createIntent())).number == first.number + 1);
}

BOOST_AUTO_TEST_SUITE_END()
