#include <thread>

#include <boost/test/unit_test.hpp>

#include "provision/object_locks.h"

using namespace muster;
using std::chrono::steady_clock;

BOOST_AUTO_TEST_SUITE(object_locks_tests)

BOOST_AUTO_TEST_CASE(an_object_that_is_held_is_not_given_until_the_deadline) {
    const auto locks = std::make_shared<provision::ObjectLocks>();
    const auto held = locks->acquire("a", steady_clock::now());
    BOOST_TEST((held != nullptr));
    BOOST_TEST((locks->acquire("a", steady_clock::now()) == nullptr));
    BOOST_TEST((locks->acquire("b", steady_clock::now()) != nullptr));
}

BOOST_AUTO_TEST_CASE(who_waits_can_be_told_to_stop) {
    const auto locks = std::make_shared<provision::ObjectLocks>();
    const auto held = locks->acquire("a", steady_clock::now());
    std::stop_source stop;
    std::thread waiting([&] {
        const auto lock =
            locks->acquire("a", steady_clock::now() + std::chrono::hours(1), stop.get_token());
        BOOST_TEST((lock == nullptr));
    });
    stop.request_stop();
    waiting.join();
}

BOOST_AUTO_TEST_CASE(the_last_copy_gives_the_object_back_also_after_the_locks_have_gone) {
    auto locks = std::make_shared<provision::ObjectLocks>();
    auto held = locks->acquire("a", steady_clock::now());
    auto copy = held;
    held.reset();
    BOOST_TEST((locks->acquire("a", steady_clock::now()) == nullptr));
    copy.reset();
    auto again = locks->acquire("a", steady_clock::now());
    BOOST_TEST((again != nullptr));
    locks.reset();
    again.reset();
}

BOOST_AUTO_TEST_CASE(one_thread_at_a_time_writes_to_an_object) {
    const auto locks = std::make_shared<provision::ObjectLocks>();
    int writers = 0;
    int mostWriters = 0;
    int writes = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 100; ++k) {
                const auto lock =
                    locks->acquire("a", steady_clock::now() + std::chrono::minutes(1));
                ++writers;  // unguarded on purpose: the lock is what is tried
                mostWriters = std::max(mostWriters, writers);
                ++writes;
                --writers;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    BOOST_TEST(mostWriters == 1);
    BOOST_TEST(writes == 800);
}

BOOST_AUTO_TEST_SUITE_END()
