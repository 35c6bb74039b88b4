#include <boost/test/unit_test.hpp>

#include "rest/limits/retry_policy.h"

using namespace muster;
using namespace muster::rest;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(retry_policy_tests)

namespace {

Error failure(ErrorCode code, Outcome outcome = Outcome::kUnset) {
    return Error{.code = code, .message = "it failed", .outcome = outcome};
}

}  // namespace

BOOST_AUTO_TEST_CASE(only_what_is_safe_is_sent_again) {
    struct Row {
        const char* what;
        Error error;
        bool once;        // of a request that must not be repeated
        bool idempotent;  // of one that may
    };
    Error never = failure(ErrorCode::kRetryable);
    never.retryable = false;
    Error credential = failure(ErrorCode::kConnectionFailed);
    credential.httpStatus = 401;
    Error said = failure(ErrorCode::kQuotaExceeded);
    said.retryable = true;
    const std::vector<Row> rows = {
        {"429", failure(ErrorCode::kRetryable), true, true},
        {"503 to a write", failure(ErrorCode::kRetryable, Outcome::kUnknown), false, true},
        {"no connection", failure(ErrorCode::kConnectionFailed), true, true},
        {"credential rejected", credential, false, false},
        {"lost answer", failure(ErrorCode::kConnectionBroken), false, true},
        {"504", failure(ErrorCode::kTimeout), false, true},
        {"never sent", failure(ErrorCode::kTimeout, Outcome::kNotApplied), true, true},
        {"marked as final", never, false, false},
        {"already so", failure(ErrorCode::kRetryable, Outcome::kApplied), false, false},
        {"bad value", failure(ErrorCode::kInvalidAttributeValue), false, false},
        {"cancelled", failure(ErrorCode::kCancelled), false, false},
        {"bad answer", failure(ErrorCode::kProtocol), false, false},
        {"marked as retryable", said, true, true},
    };
    for (const Row& row : rows) {
        BOOST_TEST(RetryPolicy::isSafe(row.error, false) == row.once, row.what);
        BOOST_TEST(RetryPolicy::isSafe(row.error, true) == row.idempotent, row.what);
    }
}

BOOST_AUTO_TEST_CASE(waits_double_and_stay_within_their_second_half) {
    RetryPolicy policy;
    policy.set(ErrorCode::kRetryable,
               {.attempts = 6, .first = 400ms, .factor = 2, .longest = 3000ms});
    const std::vector<std::int64_t> whole = {400, 800, 1600, 3000, 3000};
    for (int attempt = 1; attempt <= 5; ++attempt) {
        const std::int64_t most = whole[static_cast<std::size_t>(attempt - 1)];
        for (const double random : {0.0, 0.25, 0.5, 1.0}) {
            const auto wait =
                policy.nextWait(failure(ErrorCode::kRetryable), attempt, false, random);
            BOOST_REQUIRE(wait.has_value());
            BOOST_TEST(wait->count() == most / 2 + static_cast<std::int64_t>(
                                                       static_cast<double>(most) / 2 * random));
        }
    }
    BOOST_TEST(!policy.nextWait(failure(ErrorCode::kRetryable), 6, false, 0).has_value());
}

BOOST_AUTO_TEST_CASE(what_the_target_asks_for_is_waited_out_in_full) {
    const RetryPolicy policy;
    Error error = failure(ErrorCode::kRetryable);
    error.retryAfter = 7000ms;
    BOOST_TEST(policy.nextWait(error, 1, false, 0)->count() == 7000);
    BOOST_TEST(policy.nextWait(error, 1, false, 1)->count() == 7250);
    error.retryAfter = 0ms;
    BOOST_TEST(policy.nextWait(error, 1, false, 0)->count() == 250);
}

BOOST_AUTO_TEST_CASE(a_kind_without_a_rule_is_sent_once) {
    Error error = failure(ErrorCode::kQuotaExceeded);
    error.retryable = true;
    BOOST_TEST(!RetryPolicy().nextWait(error, 1, true, 0).has_value());
    BOOST_TEST(RetryPolicy().backOff(ErrorCode::kQuotaExceeded).attempts == 1);
}

BOOST_AUTO_TEST_SUITE_END()
