// The judge on facts that are made by hand: what is well passes, and each thing that must not be is
// found under its rule.
#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "judge.h"

namespace {

using namespace crash;  // NOLINT: the words of the harness

constexpr std::int64_t kStartMs = 1'000'000;

/// A user who was created by one POST, and whom the journal tells of.
Facts created() {
    const Need post{"POST", ""};
    Facts facts;
    facts.commands = {{.kind = Kind::kCreate,
                       .target = "zoom",
                       .object = "a",
                       .name = "a@example.com",
                       .needs = {post},
                       .fields = {{"dept", "Sales"}}}};
    facts.operations = {{.id = 1,
                         .kind = Kind::kCreate,
                         .state = OperationRow::kEnded,
                         .outcome = Known::kApplied,
                         .uid = "u1",
                         .name = "a@example.com",
                         .startedUs = kStartMs * 1000,
                         .endedUs = (kStartMs + 50) * 1000,
                         .steps = {{.ordinal = 1,
                                    .name = "create",
                                    .method = "POST",
                                    .target = "/v2/users",
                                    .startedUs = (kStartMs + 1) * 1000,
                                    .recorded = Known::kApplied}},
                         .object = "a"}};
    facts.writes = {{.number = 7,
                     .arrivedMs = kStartMs + 10,
                     .method = "POST",
                     .target = "/v2/users",
                     .status = 201,
                     .hadEffect = true,
                     .becomes = "active",
                     .object = "a",
                     .name = "a@example.com"}};
    facts.objects = {
        {.key = "a", .uid = "u1", .name = "a@example.com", .fields = {{"dept", "Sales"}}}};
    facts.uids = {{"a", "u1"}};
    facts.accounts = {"u1"};
    facts.left = facts.operations;
    facts.told = {{.operation = 1, .outcome = "applied", .state = "ended"}};
    facts.secrets = {"Secret-1"};
    facts.journalBytes = "SQLite format 3";
    return facts;
}

/// The same user, then one update of his department, by a PATCH.
Facts updated() {
    Facts facts = created();
    facts.commands.push_back({.kind = Kind::kUpdate,
                              .target = "zoom",
                              .object = "a",
                              .name = "a@example.com",
                              .needs = {{"PATCH", ""}},
                              .fields = {{"dept", "Research"}}});
    facts.operations.push_back({.id = 2,
                                .kind = Kind::kUpdate,
                                .state = OperationRow::kEnded,
                                .outcome = Known::kApplied,
                                .name = "a@example.com",
                                .startedUs = (kStartMs + 100) * 1000,
                                .endedUs = (kStartMs + 150) * 1000,
                                .steps = {{.ordinal = 1,
                                           .name = "profile",
                                           .method = "PATCH",
                                           .target = "/v2/users/u1",
                                           .startedUs = (kStartMs + 101) * 1000,
                                           .recorded = Known::kApplied}},
                                .object = "a"});
    facts.writes.push_back({.number = 9,
                            .arrivedMs = kStartMs + 110,
                            .method = "PATCH",
                            .target = "/v2/users/u1",
                            .isRepeatable = true,
                            .status = 204,
                            .hadEffect = true,
                            .object = "a",
                            .name = "a@example.com"});
    facts.objects[0].fields["dept"] = "Research";
    return facts;
}

/// Sends the last write of the facts again.
void sendAgain(Facts& facts) {
    Write again = facts.writes.back();
    ++again.number;
    ++again.arrivedMs;
    facts.writes.push_back(again);
}

std::string texts(const std::vector<Finding>& findings) {
    std::string all;
    for (const Finding& finding : findings) all += finding.rule + ": " + finding.sentence + "\n";
    return all;
}

void checkFound(const Facts& facts, const std::string& rule, const std::string& part) {
    const std::vector<Finding> findings = judge(facts);
    const bool isFound = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.rule == rule && finding.sentence.find(part) != std::string::npos;
    });
    BOOST_TEST(isFound, "expected " << rule << " with \"" << part << "\", found:\n"
                                    << texts(findings));
}

void checkClean(const Facts& facts) {
    const std::vector<Finding> findings = judge(facts);
    BOOST_TEST(findings.empty(), texts(findings));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(judge_tests)

BOOST_AUTO_TEST_CASE(what_is_well_has_no_findings) {
    checkClean(created());
    checkClean(updated());
}

BOOST_AUTO_TEST_CASE(an_operation_that_the_journal_has_lost_is_found_by_what_it_sent) {
    Facts facts = created();
    facts.operations.clear();
    facts.left.clear();
    checkFound(facts, "unrecorded", "POST /v2/users (request 7)");
    checkFound(facts, "told", "the journal does not have it");
}

BOOST_AUTO_TEST_CASE(what_was_asked_for_and_is_nowhere_is_found) {
    Facts facts = updated();
    facts.operations.clear();
    facts.writes.clear();
    facts.told.clear();
    facts.wasKilled = false;
    checkFound(facts, "lost", "2 things were asked for, and only 0");
    facts.told = {{.outcome = "not applied"}, {.outcome = "not applied"}};
    checkClean(facts);
}

BOOST_AUTO_TEST_CASE(a_write_before_its_step_is_found) {
    Facts facts = created();
    facts.operations[0].steps[0].startedUs = (kStartMs + 20) * 1000;
    checkFound(facts, "unrecorded", "the journal has no such step");
}

BOOST_AUTO_TEST_CASE(an_operation_that_nobody_asked_for_is_found) {
    Facts facts = created();
    facts.commands.clear();
    checkFound(facts, "unasked", "nobody asked for it");
}

BOOST_AUTO_TEST_CASE(a_create_that_was_sent_again_is_found_whatever_the_answer) {
    Facts facts = created();
    sendAgain(facts);
    facts.writes.back().hadEffect = false;
    facts.writes.back().status = 409;
    checkFound(facts, "twice", "although request 7 had done it");
}

BOOST_AUTO_TEST_CASE(a_write_that_may_be_repeated_is_sent_again_only_in_doubt) {
    Facts facts = updated();
    sendAgain(facts);
    checkClean(facts);  // within the step, as its template allows
    StepRow second = facts.operations[1].steps[0];
    second.ordinal = 2;
    second.startedUs = facts.writes.back().arrivedMs * 1000;
    facts.operations[1].steps.push_back(second);
    checkFound(facts, "twice", "PATCH /v2/users/u1 was sent as request 10");
    facts.operations[1].steps[0].recorded = Known::kUnset;
    facts.operations[1].steps[0].settled = Known::kUnknown;
    checkClean(facts);
}

BOOST_AUTO_TEST_CASE(an_object_that_is_there_twice_is_found) {
    Facts facts = created();
    facts.objects.push_back({.key = "a", .uid = "u2", .name = "a@example.com"});
    checkFound(facts, "double", "there are 2 objects \"a\"");
}

BOOST_AUTO_TEST_CASE(an_operation_that_is_called_done_and_is_not_is_found) {
    Facts facts = created();
    facts.writes[0].hadEffect = false;
    facts.writes[0].becomes.clear();
    facts.objects.clear();
    checkFound(facts, "outcome", "is applied without POST");
    checkFound(facts, "step", "counts as applied, and had no effect");
    checkFound(facts, "object", "a@example.com is not there");
}

BOOST_AUTO_TEST_CASE(an_operation_that_is_called_not_done_and_is_done_is_found) {
    Facts facts = created();
    facts.operations[0].outcome = Known::kNotApplied;
    facts.operations[0].error = "refused";
    facts.operations[0].steps[0].recorded = Known::kNotApplied;
    checkFound(facts, "outcome", "is not applied, and a write of it had effect");
    checkFound(facts, "step", "counts as not applied, and had effect");
}

BOOST_AUTO_TEST_CASE(a_partial_operation_has_a_part_that_was_done_and_one_that_was_not) {
    Facts facts = created();
    facts.operations[0].outcome = Known::kPartial;
    facts.operations[0].error = "a part of it";
    checkFound(facts, "outcome", "every write of it had effect");
    facts.writes[0].hadEffect = false;
    facts.operations[0].steps[0].recorded = Known::kNotApplied;
    checkFound(facts, "outcome", "no write of it had effect");
}

BOOST_AUTO_TEST_CASE(an_operation_that_is_never_over_is_found) {
    Facts facts = created();
    facts.operations[0].state = OperationRow::kInterrupted;
    checkFound(facts, "open", "is not over");
    facts.operations[0].state = OperationRow::kEnded;
    facts.operations[0].outcome = Known::kUnknown;
    facts.operations[0].reason = "nobody knows";
    checkFound(facts, "outcome", "has no outcome");
}

BOOST_AUTO_TEST_CASE(an_unknown_step_of_an_operation_that_is_over_is_found) {
    Facts facts = created();
    facts.operations[0].steps[0].recorded = Known::kUnset;
    checkFound(facts, "step", "was never settled");
}

BOOST_AUTO_TEST_CASE(a_failure_without_a_sentence_is_found) {
    Facts facts = created();
    facts.operations[0].outcome = Known::kNotApplied;
    checkFound(facts, "sentence", "has no sentence");
}

BOOST_AUTO_TEST_CASE(a_member_that_was_not_written_is_found) {
    Facts facts = updated();
    facts.objects[0].fields["dept"] = "Sales";
    checkFound(facts, "object", "has dept \"Sales\", expected \"Research\"");
}

BOOST_AUTO_TEST_CASE(an_object_that_the_journal_does_not_know_is_found) {
    Facts facts = created();
    facts.accounts.clear();
    checkFound(facts, "account", "made an object that the journal does not know");
}

BOOST_AUTO_TEST_CASE(what_was_told_and_not_kept_is_found) {
    Facts facts = created();
    facts.left[0].state = OperationRow::kOpen;
    checkFound(facts, "told", "was told as ended, applied, and is kept as");
}

BOOST_AUTO_TEST_CASE(a_secret_in_the_journal_is_found_and_not_shown) {
    Facts facts = created();
    facts.journalBytes += "Secret-1";
    checkFound(facts, "secret", "secret 1 of the round");
    BOOST_TEST(texts(judge(facts)).find("Secret-1") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(trouble_of_the_harness_itself_is_a_finding) {
    Facts facts = created();
    facts.complaints = {"the simulator is gone"};
    checkFound(facts, "trouble", "the simulator is gone");
}

BOOST_AUTO_TEST_SUITE_END()
