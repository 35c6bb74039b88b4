// One request with its attempts, on a clock of its own.
#include <thread>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "host/repeated_send.h"
#include "host/templated_caller.h"
#include "manual_clock.h"

using namespace muster;
using namespace std::chrono_literals;
using muster::testing::checkError;
using muster::testing::ManualClock;
using muster::testing::valueOf;

BOOST_AUTO_TEST_SUITE(repeated_send_tests)

namespace {

/** Remembers steps as "name:outcome", and "name:open" for one without an end. */
class StepList : public host::StepRecorder {
public:
    Result<store::StepOrdinal> start(const store::StepStart& step) override {
        if (failure) return *failure;
        names.push_back(step.name);
        outcomes.emplace_back("open");
        return store::StepOrdinal{static_cast<std::int64_t>(names.size())};
    }
    void end(store::StepOrdinal ordinal, const store::StepEnd& end) override {
        outcomes.at(static_cast<std::size_t>(ordinal.number - 1)) = toString(end.outcome);
    }
    std::vector<std::string> all() const {
        std::vector<std::string> lines;
        lines.reserve(names.size());
        for (std::size_t i = 0; i < names.size(); ++i)
            lines.push_back(names[i] + ":" + outcomes[i]);
        return lines;
    }
    std::vector<std::string> names;
    std::vector<std::string> outcomes;
    std::optional<Error> failure;
};

Error failure(ErrorCode code, int status, Outcome outcome = Outcome::kUnset) {
    return Error{.code = code, .message = "refused", .outcome = outcome, .httpStatus = status};
}

struct Sending {
    Sending() {
        context.steps = steps;
        context.deadline = std::chrono::steady_clock::now() + 1h;
        expanded.operationKey = "__ACCOUNT__.UPDATEOP";
        expanded.method = "PATCH";
    }

    /** Runs on a thread of its own while the clock is moved over each wait. */
    Result<host::CallAnswer> run(std::vector<Result<host::CallAnswer>> answers) {
        Result<host::CallAnswer> result = host::CallAnswer{};
        std::atomic<bool> isDone = false;
        std::jthread worker([&] {
            host::RepeatedSend send(
                {.context = context,
                 .limits = limits,
                 .log = nullptr,
                 .expanded = expanded,
                 .step = step,
                 .url = "https://api.example.com/users/u1",
                 .facts = {.label = "Light"},
                 .exchange = [&](rest::Permit& permit, int attempt) -> Result<host::CallAnswer> {
                     permit.sent();
                     sentAt.push_back(clock.now());
                     stepsWhenSent.push_back(steps->names.size());
                     return answers.at(static_cast<std::size_t>(attempt - 1));
                 }});
            result = send.run();
            isDone = true;
        });
        while (!isDone) {
            clock.advance(5ms);
            std::this_thread::yield();
        }
        return result;
    }

    ManualClock clock;
    std::shared_ptr<StepList> steps = std::make_shared<StepList>();
    host::TargetLimits limits{
        std::make_shared<const rest::LimitCatalog>(),
        rest::RateLimiter::make({.target = "zoom-prod", .limits = {daily()}}, clock)};
    host::CallContext context;
    rest::ExpandedRequest expanded;
    std::string step = "profile";
    std::vector<rest::SteadyTime> sentAt;
    std::vector<std::size_t> stepsWhenSent;

    static rest::LimitSpec daily() {
        rest::LimitSpec spec{.name = "day"};
        spec.day = rest::DaySpec{.amount = 4};
        return spec;
    }
};

const Result<host::CallAnswer> kDone = host::CallAnswer{.httpStatus = 204};
const Error kTooFast = failure(ErrorCode::kRetryable, 429, Outcome::kNotApplied);

}  // namespace

BOOST_AUTO_TEST_CASE(what_was_not_applied_is_sent_again_as_a_step_of_its_own) {
    Sending sending;
    BOOST_TEST(sending.run({kTooFast, kTooFast, kDone}).hasValue());
    BOOST_TEST((sending.steps->all() == std::vector<std::string>{"profile:not applied",
                                                                 "profile:not applied",
                                                                 "profile:applied"}));
    BOOST_TEST((sending.stepsWhenSent == std::vector<std::size_t>{1, 2, 3}));
    BOOST_TEST((sending.sentAt[1] - sending.sentAt[0] >= 250ms));
    BOOST_TEST((sending.sentAt[2] - sending.sentAt[1] >= 500ms));
}

BOOST_AUTO_TEST_CASE(an_unknown_outcome_is_left_alone_unless_the_request_may_be_repeated) {
    const Error lost = failure(ErrorCode::kConnectionBroken, 0);
    Sending once;
    BOOST_TEST((once.run({lost, kDone}).error().effectiveOutcome() == Outcome::kUnknown));
    BOOST_TEST((once.steps->all() == std::vector<std::string>{"profile:unknown"}));

    Sending again;
    again.expanded.idempotent = true;
    BOOST_TEST(again.run({lost, kDone}).hasValue());
    BOOST_TEST((again.steps->all() == std::vector<std::string>{"profile:applied"}));
    BOOST_TEST((again.stepsWhenSent == std::vector<std::size_t>{1, 1}));
}

BOOST_AUTO_TEST_CASE(a_repetition_that_is_refused_settles_nothing) {
    const Error lost = failure(ErrorCode::kTimeout, 504, Outcome::kUnknown);
    Sending sending;
    sending.expanded.idempotent = true;
    const auto end = sending.run({lost, failure(ErrorCode::kInvalidAttributeValue, 400)});
    checkError(end, ErrorCode::kInvalidAttributeValue, "refused");
    BOOST_TEST((end.error().effectiveOutcome() == Outcome::kUnknown));
    BOOST_TEST((sending.steps->all() == std::vector<std::string>{"profile:unknown"}));
}

BOOST_AUTO_TEST_CASE(a_repeated_delete_that_finds_nobody_does_not_say_who_removed_them) {
    Sending sending;
    sending.expanded.idempotent = true;
    sending.expanded.method = "DELETE";
    const auto end = sending.run(
        {failure(ErrorCode::kConnectionBroken, 0), failure(ErrorCode::kUnknownUid, 404)});
    checkError(end, ErrorCode::kUnknownUid, "refused");
    BOOST_TEST((end.error().effectiveOutcome() == Outcome::kUnknown));
    BOOST_TEST((sending.steps->all() == std::vector<std::string>{"profile:unknown"}));
}

BOOST_AUTO_TEST_CASE(a_day_that_is_used_up_between_attempts_leaves_no_step_and_is_told) {
    Sending sending;
    for (int i = 0; i < 3; ++i) {
        (void)valueOf(sending.limits.limiter->acquire({.facts = {.label = "Light"}}));
    }
    const auto end = sending.run({kTooFast, kDone});
    checkError(end, ErrorCode::kRetryable, "limit \"day\" of target \"zoom-prod\": 4 of 4");
    BOOST_TEST((end.error().effectiveOutcome() == Outcome::kNotApplied));
    BOOST_TEST((end.error().retryAfter.value() > 30s));
    BOOST_TEST((sending.steps->all() == std::vector<std::string>{"profile:not applied"}));
}

BOOST_AUTO_TEST_CASE(the_same_after_a_lost_answer_stays_unknown) {
    Sending sending;
    sending.expanded.idempotent = true;
    for (int i = 0; i < 3; ++i) {
        (void)valueOf(sending.limits.limiter->acquire({.facts = {.label = "Light"}}));
    }
    const auto end = sending.run({failure(ErrorCode::kConnectionBroken, 0), kDone});
    checkError(end, ErrorCode::kRetryable, "limit \"day\"");
    BOOST_TEST((end.error().effectiveOutcome() == Outcome::kUnknown));
    BOOST_TEST((sending.steps->all() == std::vector<std::string>{"profile:unknown"}));
}

BOOST_AUTO_TEST_CASE(a_wait_of_more_than_half_a_minute_is_given_back) {
    Error busy = kTooFast;
    busy.retryAfter = 31s;
    Sending sending;
    const auto end = sending.run({busy, kDone});
    BOOST_TEST((end.error().retryAfter.value() >= 31s));
    BOOST_TEST(sending.sentAt.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_read_is_repeated_without_steps) {
    Sending sending;
    sending.step.clear();
    sending.expanded.method = "GET";
    sending.expanded.idempotent = true;
    BOOST_TEST(sending.run({failure(ErrorCode::kConnectionBroken, 0), kDone}).hasValue());
    BOOST_TEST(sending.steps->names.empty());
}

BOOST_AUTO_TEST_CASE(attempts_end) {
    Sending sending;
    const auto end =
        sending.run({kTooFast, kTooFast, kTooFast, kTooFast, kTooFast, kTooFast, kTooFast});
    checkError(end, ErrorCode::kRetryable,
               "4 of 4");  // the day of this target ends before the fifth
    BOOST_TEST(sending.sentAt.size() == 4U);
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_without_a_record_of_the_step) {
    Sending sending;
    sending.steps->failure = Error{
        .code = ErrorCode::kInternal, .message = "disk full", .outcome = Outcome::kNotApplied};
    checkError(sending.run({kDone}), ErrorCode::kInternal, "disk full");
    BOOST_TEST(sending.sentAt.empty());
}

BOOST_AUTO_TEST_SUITE_END()
