#include <fstream>
#include <iterator>
#include <map>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "journal_fixture.h"
#include "store/journal.h"
#include "store/request_json.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

BOOST_FIXTURE_TEST_SUITE(journal_tests, JournalFixture)

BOOST_AUTO_TEST_CASE(an_intent_is_durable_when_begin_returns) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM operations WHERE state = 1 AND id = " +
                            std::to_string(id.number)) == 1);
}

BOOST_AUTO_TEST_CASE(the_start_of_a_step_is_durable_when_start_step_returns) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    valueOf(journal->startStep(id, post()));
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM steps WHERE ended IS NULL") == 1);
}

BOOST_AUTO_TEST_CASE(the_end_of_a_step_is_durable_with_the_start_of_the_next) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    const StepOrdinal first = valueOf(journal->startStep(id, post("one")));
    journal->endStep(id, first, applied());
    const StepOrdinal second = valueOf(journal->startStep(id, post("two")));
    BOOST_TEST(first.number == 1);
    BOOST_TEST(second.number == 2);
    BOOST_TEST(seenByOthers("SELECT ordinal FROM steps WHERE outcome = 1") == 1);
    BOOST_TEST(seenByOthers("SELECT ordinal FROM steps WHERE ended IS NULL") == 2);
}

BOOST_AUTO_TEST_CASE(the_end_of_a_step_waits_for_nobody_and_is_written_after_the_linger) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    const StepOrdinal step = valueOf(journal->startStep(id, post()));
    journal->endStep(id, step, applied());
    checkSuccess(journal->flush());
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM steps WHERE outcome = 1") == 1);
}

BOOST_AUTO_TEST_CASE(an_operation_is_read_back_as_it_was_recorded) {
    Intent intent = createIntent();
    intent.started = Time{1'000'000};
    const OperationId id = valueOf(journal->begin(intent));
    StepStart start = post();
    start.started = Time{1'100'000};
    const StepOrdinal step = valueOf(journal->startStep(id, start));
    StepEnd stepEnd = applied();
    stepEnd.ended = Time{1'284'000};
    stepEnd.targetCode = "201-x";
    journal->endStep(id, step, stepEnd);
    checkSuccess(journal->end(id, {.outcome = Outcome::kApplied,
                                   .accepted = true,
                                   .uid = "u1",
                                   .notices = {{"pending", "An invitation was sent.", "email"}},
                                   .ended = Time{1'300'000}}));

    const OperationRecord read = valueOf(journal->operation(id)).value();
    BOOST_TEST(read.correlationId == "7f3a");
    BOOST_TEST(read.started.microseconds == 1'000'000);
    BOOST_TEST(read.target == "zoom-prod");
    BOOST_TEST(read.objectClass == "__ACCOUNT__");
    BOOST_TEST(toString(read.kind) == "create");
    BOOST_TEST(read.uid == "u1");
    BOOST_TEST(read.name == "taro@example.com");  // the intent's, as none was reported
    BOOST_TEST(read.askedBy == "root");
    BOOST_TEST(read.connectorName == "zoom");
    BOOST_TEST(read.connectorVersion == "0.1.0");
    BOOST_TEST((valueOf(parseRequest(read.requestJson)).request == intent.request));
    BOOST_TEST(toString(read.state) == "ended");
    BOOST_TEST(toString(read.outcome) == "applied");
    BOOST_TEST(read.accepted);
    BOOST_TEST(!read.error.has_value());
    BOOST_TEST(read.ended.value().microseconds == 1'300'000);
    BOOST_TEST(
        (read.notices == std::vector<Notice>{{"pending", "An invitation was sent.", "email"}}));
    BOOST_TEST((read.epoch == journal->epoch()));
    BOOST_REQUIRE(read.steps.size() == 1U);
    BOOST_TEST(read.steps[0].start.name == "create");
    BOOST_TEST(read.steps[0].start.operationKey == "__ACCOUNT__.CREATEOP");
    BOOST_TEST(read.steps[0].start.method == "POST");
    BOOST_TEST(read.steps[0].start.url == "https://api.example.com/v2/users");
    BOOST_TEST(read.steps[0].start.started.microseconds == 1'100'000);
    BOOST_TEST(read.steps[0].end.value().ended.microseconds == 1'284'000);
    BOOST_TEST(read.steps[0].end.value().duration.count() == 184);
    BOOST_TEST(read.steps[0].end.value().httpStatus == 201);
    BOOST_TEST(read.steps[0].end.value().targetCode == "201-x");
    BOOST_TEST(read.steps[0].end.value().savedResult == R"({"id":"u1"})");
}

BOOST_AUTO_TEST_CASE(an_error_is_read_back_with_all_that_was_kept_of_it) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    checkSuccess(journal->end(id, {.outcome = Outcome::kNotApplied,
                                   .error = Error{.code = ErrorCode::kAlreadyExists,
                                                  .message = "Email \"x\" is in use.",
                                                  .hint = "use another",
                                                  .httpStatus = 409,
                                                  .targetCode = "1005"}}));
    const ErrorRecord error = valueOf(journal->operation(id)).value().error.value();
    BOOST_TEST(toString(error.code) == "AlreadyExists");
    BOOST_TEST(error.message == "Email \"x\" is in use.");
    BOOST_TEST(error.hint == "use another");
    BOOST_TEST(error.httpStatus == 409);
    BOOST_TEST(error.targetCode == "1005");
}

BOOST_AUTO_TEST_CASE(times_that_are_not_given_are_the_present) {
    const Time before = Time::now();
    const OperationId id = valueOf(journal->begin(createIntent()));
    checkSuccess(journal->end(id, {.outcome = Outcome::kApplied}));
    const OperationRecord read = valueOf(journal->operation(id)).value();
    BOOST_TEST((read.started >= before));
    BOOST_TEST((read.ended.value() >= read.started));
    BOOST_TEST((read.ended.value() <= Time::now()));
}

BOOST_AUTO_TEST_CASE(an_operation_ends_once) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    checkSuccess(journal->end(id, {.outcome = Outcome::kApplied}));
    checkError(journal->end(id, {.outcome = Outcome::kUnknown}), ErrorCode::kInternal,
               "operation 1 cannot end: it is not open");
    checkError(journal->startStep(id, post("late")), ErrorCode::kInternal,
               "step \"late\" cannot start: operation 1 is not open");
    BOOST_TEST(toString(valueOf(journal->operation(id)).value().outcome) == "applied");
}

BOOST_AUTO_TEST_CASE(an_end_that_was_queued_tells_when_it_is_durable) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    const Durable durable = journal->endQueued(id, {.outcome = Outcome::kApplied});
    checkSuccess(durable.get());
    BOOST_TEST(seenByOthers("SELECT COUNT(*) FROM operations WHERE state = 2") == 1);
}

BOOST_AUTO_TEST_CASE(an_operation_that_is_not_there_is_nothing_and_no_error) {
    BOOST_TEST(!valueOf(journal->operation({42})).has_value());
}

BOOST_AUTO_TEST_CASE(operations_are_listed_by_each_condition_and_the_newest_first) {
    std::map<std::string, OperationId> ids;
    const auto record = [&](const std::string& name, OperationKind kind, std::int64_t started,
                            std::optional<Outcome> outcome) {
        Intent intent = createIntent(name);
        intent.kind = kind;
        intent.started = Time{started};
        intent.target = name == "other" ? "zoom-test" : "zoom-prod";
        ids[name] = valueOf(journal->begin(intent));
        if (outcome) {
            checkSuccess(journal->end(ids[name], {.outcome = *outcome}));
        }
    };
    record("a", OperationKind::kCreate, 100, Outcome::kApplied);
    record("b", OperationKind::kDelete, 200, Outcome::kUnknown);
    record("other", OperationKind::kCreate, 300, Outcome::kApplied);
    record("open", OperationKind::kUpdate, 400, std::nullopt);
    const std::vector<std::pair<OperationQuery, std::string>> rows = {
        {{}, "open other b a "},
        {{.target = "zoom-test"}, "other "},
        {{.state = OperationState::kOpen}, "open "},
        {{.outcome = Outcome::kUnknown}, "b "},
        {{.kind = OperationKind::kCreate}, "other a "},
        {{.since = Time{200}}, "open other b "},
        {{.until = Time{200}}, "a "},
        {{.since = Time{200}, .until = Time{300}}, "b "},
        {{.limit = 2}, "open other "},
        {{.target = "zoom-prod", .kind = OperationKind::kCreate}, "a "},
        {{.target = "' OR 1=1 --"}, ""},
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        BOOST_TEST_CONTEXT("row " << i) {
            std::string names;
            for (const OperationRecord& found : valueOf(journal->operations(rows[i].first))) {
                names += found.name + " ";
            }
            BOOST_TEST(names == rows[i].second);
        }
    }
    checkError(journal->operations({.limit = 0}), ErrorCode::kInvalidAttributeValue, "limit is 0");
    checkError(journal->accounts({.limit = -1}), ErrorCode::kInvalidAttributeValue, "limit is -1");
}

BOOST_AUTO_TEST_CASE(a_secret_is_in_no_file_of_the_journal) {
    const std::string password = "Fixture-Secret-7Q";
    Intent intent = createIntent();
    const Value secret{Secret(password)};
    intent.request.attributes.emplace_back("__PASSWORD__", secret);
    intent.request.deltas.push_back({DeltaMode::kReplace, {"__PASSWORD__", secret}});
    intent.request.options.emplace_back(
        "nested", Value(ObjectValue({Attribute("deep", Value(ObjectValue({{"p", secret}})))})));
    const OperationId id = valueOf(journal->begin(intent));
    checkSuccess(journal->end(id, {.outcome = Outcome::kApplied}));
    std::string octets;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        std::ifstream stream(entry.path(), std::ios::binary);
        octets.append(std::istreambuf_iterator<char>(stream), {});
    }
    BOOST_TEST((octets.find("taro@example.com") != std::string::npos));  // the search does find
    BOOST_TEST((octets.find(password) == std::string::npos));
    BOOST_TEST(
        valueOf(parseRequest(valueOf(journal->operation(id)).value().requestJson)).needsSecret);
}

BOOST_AUTO_TEST_CASE(the_files_are_readable_by_their_owner_only) {
    valueOf(journal->begin(createIntent()));
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        struct stat status {};
        BOOST_REQUIRE(::stat(entry.path().c_str(), &status) == 0);
        BOOST_TEST((status.st_mode & 0777U) == 0600U, entry.path());
        ++files;
    }
    BOOST_TEST(files == 3);  // the database, its log and the log's index
}

BOOST_AUTO_TEST_CASE(after_close_writes_fail_with_a_sentence_and_reads_work) {
    const OperationId id = valueOf(journal->begin(createIntent()));
    checkSuccess(journal->close());
    checkSuccess(journal->close());
    checkError(journal->begin(createIntent()), ErrorCode::kInternal, "the journal is closed");
    BOOST_TEST(valueOf(journal->operation(id)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
