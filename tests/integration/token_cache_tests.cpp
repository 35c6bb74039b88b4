// One token for many threads, and when it is renewed.
#include <thread>

#include <boost/test/unit_test.hpp>

#include "rest/auth/token_cache.h"
#include "rest_fixture.h"
#include "signal_flag.h"

using namespace muster;
using namespace muster::test;

namespace {

/** A cache with a clock of its own and a count of its token requests. */
struct ManualCache {
    using Clock = rest::TokenCache::Clock;
    Clock::time_point now = Clock::now();
    rest::TokenCache cache{[this] { return now; }};
    int asked = 0;
    std::chrono::seconds lifetime{3600};
    std::optional<Error> failure;

    Result<Secret> token() {
        return cache.token(ample(), [this](const rest::CallLimits&) -> Result<rest::AccessToken> {
            ++asked;
            if (failure) {
                return *failure;
            }
            return rest::AccessToken{Secret("token" + std::to_string(asked)), lifetime};
        });
    }
    std::string text() {
        const auto result = token();
        return result ? std::string(result->expose()) : result.error().message;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(token_cache_tests)

BOOST_AUTO_TEST_CASE(a_token_is_renewed_ahead_of_its_end) {
    struct Row {
        long lifetime;
        long margin;
    };
    // 60 s or a tenth, whichever is shorter.
    for (const Row& row : std::vector<Row>{{3600, 60}, {600, 60}, {100, 10}}) {
        BOOST_TEST_CONTEXT(row.lifetime) {
            ManualCache manual;
            manual.lifetime = std::chrono::seconds(row.lifetime);
            BOOST_TEST(manual.text() == "token1");
            manual.now += std::chrono::seconds(row.lifetime - row.margin - 1);
            BOOST_TEST(manual.text() == "token1");
            manual.now += std::chrono::seconds(1);
            BOOST_TEST(manual.text() == "token2");
            BOOST_TEST(manual.asked == 2);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_failed_renewal_is_not_told_while_the_old_token_lasts) {
    ManualCache manual;
    BOOST_TEST(manual.text() == "token1");
    manual.failure = Error{.code = ErrorCode::kConnectionFailed, .message = "down"};
    manual.now += std::chrono::seconds(3550);
    BOOST_TEST(manual.text() == "token1");
    BOOST_TEST(manual.text() == "token1");
    BOOST_TEST(manual.asked == 2);  // the second call came within the pause
    manual.now += std::chrono::seconds(50);
    BOOST_TEST(manual.text() == "down");
    manual.failure.reset();
    BOOST_TEST(manual.text() == "token4");
}

BOOST_AUTO_TEST_CASE(waiting_for_another_calls_token_has_its_own_limit_and_cancellation) {
    SignalFlag asked;
    SignalFlag release;
    rest::TokenCache cache;
    const auto fetch = [&](const rest::CallLimits&) -> Result<rest::AccessToken> {
        asked.raise();
        release.wait();
        return rest::AccessToken{Secret("t"), std::chrono::seconds(3600)};
    };
    bool leaderSucceeded = false;
    std::thread leader([&] { leaderSucceeded = cache.token(ample(), fetch).hasValue(); });
    BOOST_REQUIRE(asked.wait());
    const auto never = [](const rest::CallLimits&) -> Result<rest::AccessToken> {
        return Error{.code = ErrorCode::kInternal, .message = "asked a second time"};
    };
    MUSTER_CHECK_ERROR(cache.token(brief(), never), ErrorCode::kTimeout, Outcome::kNotApplied,
                       "another call had asked for");
    std::stop_source source;
    auto limits = ample();
    limits.cancel = source.get_token();
    std::thread canceller([&] { source.request_stop(); });
    MUSTER_CHECK_ERROR(cache.token(limits, never), ErrorCode::kCancelled, Outcome::kNotApplied,
                       "another call had asked for");
    canceller.join();
    release.raise();
    leader.join();
    BOOST_TEST(leaderSucceeded);
}

BOOST_AUTO_TEST_CASE(a_leader_that_is_cancelled_leaves_the_others_to_ask_again) {
    SignalFlag asked;
    SignalFlag waiting;
    rest::TokenCache cache;
    Result<Secret> leaders = Secret();
    std::thread leader([&] {
        leaders = cache.token(ample(), [&](const rest::CallLimits&) -> Result<rest::AccessToken> {
            asked.raise();
            waiting.wait();
            return Error{.code = ErrorCode::kCancelled,
                         .message = "cancelled",
                         .outcome = Outcome::kNotApplied};
        });
    });
    BOOST_REQUIRE(asked.wait());
    // Whether the release comes before or after the wait begins, the follower must ask by itself.
    std::thread releaser([&] { waiting.raise(); });
    const auto token =
        cache.token(ample(), [](const rest::CallLimits&) -> Result<rest::AccessToken> {
            return rest::AccessToken{Secret("second"), std::chrono::seconds(60)};
        });
    releaser.join();
    leader.join();
    MUSTER_CHECK_ERROR(leaders, ErrorCode::kCancelled, Outcome::kNotApplied, "cancelled");
    BOOST_REQUIRE(token.hasValue());
    BOOST_TEST(token->expose() == "second");
}

BOOST_AUTO_TEST_SUITE_END()
