#include <thread>

#include <boost/test/unit_test.hpp>

#include "provision/object_locks.h"

using namespace muster;
using std::chrono::steady_clock;

namespace {

provision::LockedObject object(std::string_view name) { return {"target", "__ACCOUNT__", name}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(object_locks_tests)

BOOST_AUTO_TEST_CASE(an_object_that_is_held_is_not_given_until_the_deadline) {
    const auto locks = std::make_shared<provision::ObjectLocks>();
    const auto held = locks->acquire(object("a"), steady_clock::now());
    BOOST_TEST(bool(held));
    BOOST_TEST(!locks->acquire(object("a"), steady_clock::now()));
    BOOST_TEST(bool(locks->acquire(object("b"), steady_clock::now())));
}

BOOST_AUTO_TEST_CASE(who_waits_can_be_told_to_stop) {
    const auto locks = std::make_shared<provision::ObjectLocks>();
    const auto held = locks->acquire(object("a"), steady_clock::now());
    std::stop_source stop;
    std::thread waiting([&] {
        const auto lock = locks->acquire(object("a"), steady_clock::now() + std::chrono::hours(1),
                                         stop.get_token());
        BOOST_TEST(!lock);
    });
    stop.request_stop();
    waiting.join();
}

BOOST_AUTO_TEST_CASE(a_lock_that_moves_stays_held_and_one_that_ends_gives_the_object_back) {
    auto locks = std::make_shared<provision::ObjectLocks>();
    auto held = locks->acquire(object("a"), steady_clock::now());
    auto moved = std::move(held);
    BOOST_TEST(!locks->acquire(object("a"), steady_clock::now()));
    moved = {};
    auto again = locks->acquire(object("a"), steady_clock::now());
    BOOST_TEST(bool(again));
    locks.reset();
    again = {};  // after the locks have gone for everybody else
}

BOOST_AUTO_TEST_CASE(objects_of_other_targets_and_classes_are_others) {
    const auto locks = std::make_shared<provision::ObjectLocks>();
    const std::vector<provision::LockedObject> all = {
        {"t", "c", "ab"}, {"t", "ca", "b"}, {"tc", "", "ab"}, {"t", "ab", "c"}, {"c", "t", "ab"}};
    std::vector<provision::ObjectLocks::Lock> held;
    for (std::size_t i = 0; i < all.size(); ++i) {
        held.push_back(locks->acquire(all[i], steady_clock::now()));
        BOOST_TEST(bool(held.back()), "object " << i);
    }
}

BOOST_AUTO_TEST_CASE(one_thread_at_a_time_writes_to_an_object) {
    const auto locks = std::make_shared<provision::ObjectLocks>();
    int writers = 0;
    int mostWriters = 0;
    int writes = 0;
    constexpr int kThreads = 8;
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 100; ++k) {
                const auto lock =
                    locks->acquire(object("a"), steady_clock::now() + std::chrono::minutes(1));
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
