#include <boost/test/unit_test.hpp>

#include "provision/outcome.h"

using namespace muster;
using provision::StepResult;
using store::OperationKind;

namespace {

provision::OperationResult concluded(OperationKind kind, bool everyWriteIsAStep,
                                     const std::vector<Outcome>& steps, std::optional<Error> error,
                                     std::optional<WriteReport> report = {}) {
    provision::WriteFacts facts{
        .kind = kind, .target = "t", .object = "u1", .everyWriteIsAStep = everyWriteIsAStep};
    for (const Outcome outcome : steps) {
        facts.steps.push_back({.name = "s", .outcome = outcome});
    }
    facts.answer.error = std::move(error);
    facts.answer.report = std::move(report);
    provision::OperationResult result;
    provision::conclude(std::move(facts), result);
    return result;
}

Error errorOf(ErrorCode code, Outcome outcome = Outcome::kUnset, int status = 0) {
    return Error{.code = code, .message = "m", .outcome = outcome, .httpStatus = status};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outcome_tests)

BOOST_AUTO_TEST_CASE(a_removal_that_has_removed_and_meets_nobody_is_done) {
    const auto outcomeOf = [](OperationKind kind, const std::string& method, Outcome step) {
        provision::WriteFacts facts{
            .kind = kind, .target = "t", .object = "u1", .everyWriteIsAStep = true};
        facts.steps = {{.name = "s", .method = method, .outcome = step}};
        facts.answer.error = errorOf(ErrorCode::kUnknownUid);
        provision::OperationResult result;
        provision::conclude(std::move(facts), result);
        return std::string(toString(result.outcome));
    };
    const OperationKind remove = OperationKind::kDelete;
    BOOST_TEST(outcomeOf(remove, "DELETE", Outcome::kApplied) == "applied");
    BOOST_TEST(outcomeOf(OperationKind::kDisassociate, "DELETE", Outcome::kApplied) == "applied");
    BOOST_TEST(outcomeOf(remove, "DELETE", Outcome::kUnknown) == "applied");
    BOOST_TEST(outcomeOf(remove, "POST", Outcome::kApplied) == "partial");
    BOOST_TEST(outcomeOf(remove, "POST", Outcome::kUnknown) == "unknown");
    BOOST_TEST(outcomeOf(OperationKind::kUpdate, "DELETE", Outcome::kApplied) == "partial");
}

BOOST_AUTO_TEST_CASE(a_failure_is_told_by_its_steps) {
    constexpr auto kYes = Outcome::kApplied;
    constexpr auto kNo = Outcome::kNotApplied;
    constexpr auto kMaybe = Outcome::kUnknown;
    struct Row {
        const char* what;
        bool everyWriteIsAStep;
        std::vector<Outcome> steps;
        ErrorCode code;
        Outcome expected;
    };
    const Row rows[] = {
        {"nothing was begun", true, {}, ErrorCode::kInternal, kNo},
        {"nothing was begun, but the connector need not say",
         false,
         {},
         ErrorCode::kInternal,
         kMaybe},
        {"the only step was refused", true, {kNo}, ErrorCode::kAlreadyExists, kNo},
        {"one done, one refused",
         true,
         {kYes, kNo},
         ErrorCode::kInvalidAttributeValue,
         Outcome::kPartial},
        {"one done, one lost", true, {kYes, kMaybe}, ErrorCode::kConnectionBroken, kMaybe},
        {"the only step was lost", true, {kMaybe}, ErrorCode::kTimeout, kMaybe},
        {"done, then an exception", false, {kYes}, ErrorCode::kInternal, Outcome::kPartial},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.what) {
            const auto result = concluded(OperationKind::kUpdate, row.everyWriteIsAStep, row.steps,
                                          errorOf(row.code));
            BOOST_TEST(toString(result.outcome) == toString(row.expected));
            BOOST_REQUIRE(result.error.has_value());
            BOOST_TEST(toString(result.error->outcome) == toString(row.expected));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_create_that_was_applied_without_a_uid_is_unknown) {
    const auto result =
        concluded(OperationKind::kCreate, true, {Outcome::kApplied}, errorOf(ErrorCode::kProtocol));
    BOOST_TEST(toString(result.outcome) == "unknown");
}

BOOST_AUTO_TEST_CASE(a_create_that_failed_after_its_uid_was_told_is_partial) {
    const auto result =
        concluded(OperationKind::kCreate, true, {Outcome::kApplied, Outcome::kNotApplied},
                  errorOf(ErrorCode::kRetryable), WriteReport{.uid = "u1"});
    BOOST_TEST(toString(result.outcome) == "partial");
    BOOST_TEST(result.report->uid == "u1");
}

BOOST_AUTO_TEST_CASE(nobody_there_to_delete_or_disassociate_is_done_and_said) {
    for (const OperationKind kind : {OperationKind::kDelete, OperationKind::kDisassociate}) {
        const auto result =
            concluded(kind, true, {}, errorOf(ErrorCode::kUnknownUid, Outcome::kUnset, 404));
        BOOST_TEST(toString(result.outcome) == "applied");
        BOOST_TEST(!result.error.has_value());
        BOOST_REQUIRE(result.notices.size() == 1U);
        BOOST_TEST(result.notices.front().code == "already-gone");
    }
    const auto update =
        concluded(OperationKind::kUpdate, true, {}, errorOf(ErrorCode::kUnknownUid));
    BOOST_TEST(update.error.has_value());
}

BOOST_AUTO_TEST_CASE(an_unknown_step_keeps_a_missing_object_from_counting_as_done) {
    const auto result = concluded(OperationKind::kDelete, true, {Outcome::kUnknown},
                                  errorOf(ErrorCode::kUnknownUid));
    BOOST_TEST(toString(result.outcome) == "unknown");
}

BOOST_AUTO_TEST_CASE(a_removal_whose_answer_was_lost_is_done_when_nobody_is_there) {
    for (const bool isRemoval : {true, false}) {
        provision::WriteFacts facts{.kind = OperationKind::kDelete,
                                    .target = "t",
                                    .object = "u1",
                                    .everyWriteIsAStep = true};
        facts.steps = {{.name = "delete",
                        .method = isRemoval ? "DELETE" : "PUT",
                        .outcome = Outcome::kUnknown}};
        facts.answer.error = errorOf(ErrorCode::kUnknownUid, Outcome::kUnknown, 404);
        provision::OperationResult result;
        provision::conclude(std::move(facts), result);
        BOOST_TEST(toString(result.outcome) == (isRemoval ? "applied" : "unknown"));
        BOOST_TEST(result.error.has_value() == !isRemoval);
    }
}

BOOST_AUTO_TEST_CASE(an_applied_step_keeps_a_missing_object_from_counting_as_done) {
    const auto result = concluded(OperationKind::kDelete, true, {Outcome::kApplied},
                                  errorOf(ErrorCode::kUnknownUid, Outcome::kUnset, 404));
    BOOST_TEST(toString(result.outcome) == "partial");
}

BOOST_AUTO_TEST_CASE(a_success_with_an_unknown_step_is_unknown) {
    const auto result = concluded(OperationKind::kUpdate, false, {Outcome::kUnknown}, std::nullopt);
    BOOST_TEST(toString(result.outcome) == "unknown");
    BOOST_TEST(result.error.has_value());
}

BOOST_AUTO_TEST_CASE(refused_means_that_nothing_was_sent_for_a_reason_of_ours) {
    BOOST_TEST(
        concluded(OperationKind::kCreate, true, {}, errorOf(ErrorCode::kInvalidAttributeValue))
            .refused);
    BOOST_TEST(!concluded(OperationKind::kCreate, true, {}, errorOf(ErrorCode::kConnectionFailed))
                    .refused);
    BOOST_TEST(!concluded(OperationKind::kCreate, true, {},
                          errorOf(ErrorCode::kInvalidAttributeValue, Outcome::kUnset, 400))
                    .refused);
    BOOST_TEST(!concluded(OperationKind::kCreate, true, {Outcome::kNotApplied},
                          errorOf(ErrorCode::kInvalidAttributeValue))
                    .refused);
}

BOOST_AUTO_TEST_CASE(accepted_comes_from_the_report) {
    const auto result = concluded(OperationKind::kCreate, true, {Outcome::kApplied}, std::nullopt,
                                  WriteReport{.uid = "u", .accepted = true});
    BOOST_TEST(toString(result.outcome) == "applied");
    BOOST_TEST(result.accepted);
}

BOOST_AUTO_TEST_SUITE_END()
