#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>

namespace muster::provision {

/** One write at a time per object. Thread-safe. Held by shared_ptr by its locks, so that one that
 * is never given back harms nobody. */
class ObjectLocks : public std::enable_shared_from_this<ObjectLocks> {
public:
    /** The right to write to one object, until the last copy goes. */
    using Lock = std::shared_ptr<void>;

    /** Waits for the object of that key. Null when it does not come free until `deadline`, or a
     * stop is asked for. */
    Lock acquire(const std::string& key, std::chrono::steady_clock::time_point deadline,
                 const std::stop_token& cancel = {});

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::set<std::string> held_;
};

}  // namespace muster::provision
