#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace muster::rest {

/** Ends calls that block in a socket: one thread that shuts the socket down when the deadline of
 * its call passes or the call is cancelled. A shut socket makes every blocked read, write, connect
 * and TLS handshake return at once; the caller then asks `verdict` why.
 *
 *  The descriptors that are watched must be duplicates owned by the watcher: Poco closes its own
 * inside many calls, and a number that was closed may already belong to another connection.
 *  Thread-safe. */
class Watchdog {
public:
    using Clock = std::chrono::steady_clock;
    using Id = std::uint64_t;
    enum class Verdict { kRunning, kTimedOut, kCancelled };

    Watchdog();
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /** The process's own, made when first asked for and ended with its last user. */
    static std::shared_ptr<Watchdog> shared();

    /** Starts to watch a call. */
    Id add(Clock::time_point deadline);
    /** From now on the call blocks in `descriptor`; -1 when in none. A call that has ended already
     * has the descriptor shut down at once. When this returns the former one is no longer used. */
    void watch(Id id, int descriptor);
    /** Ends the call; the first reason stays. */
    void cancel(Id id);
    Verdict verdict(Id id) const;
    void remove(Id id);

private:
    struct Entry {
        Clock::time_point deadline;
        int descriptor = -1;
        Verdict verdict = Verdict::kRunning;
    };

    static void end(Entry& entry, Verdict verdict);
    void run();

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::map<Id, Entry> entries_;
    Id lastId_ = 0;
    Clock::time_point nextWake_ = Clock::time_point::max();
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace muster::rest
