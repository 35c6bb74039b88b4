#include <boost/test/unit_test.hpp>

#include <muster/core/error.h>

using namespace muster;

BOOST_AUTO_TEST_SUITE(error_tests)

BOOST_AUTO_TEST_CASE(each_code_keeps_its_number_word_outcome_and_retry) {
    struct Row {
        ErrorCode code;
        int number;
        std::string word;
        std::string outcome;
    };
    const std::vector<Row> rows = {
        {ErrorCode::kConfiguration, 1, "Configuration", "not applied"},
        {ErrorCode::kNotSupported, 2, "NotSupported", "not applied"},
        {ErrorCode::kInvalidAttributeValue, 3, "InvalidAttributeValue", "not applied"},
        {ErrorCode::kAlreadyExists, 4, "AlreadyExists", "not applied"},
        {ErrorCode::kUnknownUid, 5, "UnknownUid", "not applied"},
        {ErrorCode::kPreconditionFailed, 6, "PreconditionFailed", "not applied"},
        {ErrorCode::kInvalidCredential, 7, "InvalidCredential", "not applied"},
        {ErrorCode::kPermissionDenied, 8, "PermissionDenied", "not applied"},
        {ErrorCode::kConnectionFailed, 9, "ConnectionFailed", "not applied"},
        {ErrorCode::kConnectionBroken, 10, "ConnectionBroken", "unknown"},
        {ErrorCode::kTimeout, 11, "Timeout", "unknown"},
        {ErrorCode::kRetryable, 12, "Retryable", "not applied"},
        {ErrorCode::kQuotaExceeded, 13, "QuotaExceeded", "not applied"},
        {ErrorCode::kInvalidState, 14, "InvalidState", "not applied"},
        {ErrorCode::kConflict, 15, "Conflict", "not applied"},
        {ErrorCode::kCancelled, 16, "Cancelled", "unknown"},
        {ErrorCode::kProtocol, 17, "Protocol", "unknown"},
        {ErrorCode::kInternal, 18, "Internal", "unknown"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.word) {
            BOOST_TEST(static_cast<int>(row.code) == row.number);
            BOOST_TEST(toString(row.code) == row.word);
            BOOST_TEST((errorCodeFromString(row.word) == row.code));
            BOOST_TEST(toString(defaultOutcome(row.code)) == row.outcome);
            const Error error{.code = row.code, .message = "x"};
            BOOST_TEST(toString(error.effectiveOutcome()) == row.outcome);
            BOOST_TEST(error.isRetryable() == (row.word == "Retryable"));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_number_reads_as_internal_and_unknown) {
    for (const int number : {0, 19, -1, 1000}) {
        BOOST_TEST(toString(static_cast<ErrorCode>(number)) == "Internal", number);
        BOOST_TEST(toString(defaultOutcome(static_cast<ErrorCode>(number))) == "unknown", number);
    }
    BOOST_TEST(toString(static_cast<Outcome>(99)) == "unknown");
    BOOST_TEST(toString(static_cast<Outcome>(-1)) == "unknown");
}

BOOST_AUTO_TEST_CASE(words_that_are_not_ours_give_nothing) {
    for (const std::string_view word : {"", "internal", "Internal ", "18"}) {
        BOOST_TEST(!errorCodeFromString(word).has_value(), word);
    }
    for (const std::string_view word : {"", "Applied", "notApplied"}) {
        BOOST_TEST(!outcomeFromString(word).has_value(), word);
    }
}

BOOST_AUTO_TEST_CASE(outcomes_keep_their_numbers_and_words) {
    const std::vector<std::pair<Outcome, std::string>> rows = {
        {Outcome::kUnset, "unset"},
        {Outcome::kApplied, "applied"},
        {Outcome::kNotApplied, "not applied"},
        {Outcome::kPartial, "partial"},
        {Outcome::kUnknown, "unknown"},
    };
    for (std::size_t number = 0; number < rows.size(); ++number) {
        BOOST_TEST(static_cast<std::size_t>(rows[number].first) == number);
        BOOST_TEST(toString(rows[number].first) == rows[number].second);
        BOOST_TEST((outcomeFromString(rows[number].second) == rows[number].first));
    }
}

BOOST_AUTO_TEST_CASE(what_an_error_says_itself_goes_before_its_code) {
    const Error error{.code = ErrorCode::kTimeout,
                      .message = "x",
                      .outcome = Outcome::kNotApplied,
                      .retryable = true};
    BOOST_TEST(toString(error.effectiveOutcome()) == "not applied");
    BOOST_TEST(error.isRetryable());
    BOOST_TEST(
        (!Error{.code = ErrorCode::kRetryable, .message = "x", .retryable = false}.isRetryable()));
}

BOOST_AUTO_TEST_CASE(an_error_is_described_in_one_line_with_what_is_known) {
    const std::vector<std::pair<Error, std::string>> rows = {
        {{.code = ErrorCode::kConflict, .message = "No."}, "Conflict: No."},
        {{.code = ErrorCode::kAlreadyExists,
          .message = "Email \"x\" is in use.",
          .hint = "Use another.",
          .httpStatus = 409,
          .targetCode = "1005"},
         "AlreadyExists: Email \"x\" is in use. (HTTP 409, target code 1005) Hint: Use another."},
        {{.code = ErrorCode::kUnknownUid, .message = "Gone.", .httpStatus = 404},
         "UnknownUid: Gone. (HTTP 404)"},
        {{.code = ErrorCode::kConflict, .message = "Busy.", .targetCode = "LDAP 53"},
         "Conflict: Busy. (target code LDAP 53)"},
    };
    for (const auto& [error, text] : rows) {
        BOOST_TEST(error.describe() == text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
