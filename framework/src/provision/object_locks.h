#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <vector>

namespace muster::provision {

/** What is written to, as it is addressed. */
struct LockedObject {
    std::string_view target = {};
    std::string_view objectClass = {};
    std::string_view object = {};  ///< Uid or name
};

/** One write at a time per object. Thread-safe. Held by shared_ptr by its locks, so that one that
 * is never given back harms nobody.
 *
 *  Objects are told apart by a hash of 64 bits: should two ever share it, one waits for the other.
 */
class ObjectLocks : public std::enable_shared_from_this<ObjectLocks> {
public:
    /** The right to write to one object, while it lives. */
    class Lock {
    public:
        Lock() = default;  ///< none
        Lock(Lock&& other) noexcept = default;
        Lock& operator=(Lock&& other) noexcept;
        ~Lock() { giveBack(); }
        explicit operator bool() const { return locks_ != nullptr; }

    private:
        friend class ObjectLocks;
        Lock(std::shared_ptr<ObjectLocks> locks, std::uint64_t key)
            : locks_(std::move(locks)), key_(key) {}
        void giveBack();

        std::shared_ptr<ObjectLocks> locks_;
        std::uint64_t key_ = 0;
    };

    /** Waits for the object. None when it does not come free until `deadline`, or a stop is asked
     * for. */
    Lock acquire(const LockedObject& object, std::chrono::steady_clock::time_point deadline,
                 const std::stop_token& cancel = {});

private:
    bool isHeld(std::uint64_t key) const;
    void release(std::uint64_t key);

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::size_t waiting_ = 0;
    std::vector<std::uint64_t> held_;  ///< as many as there are writes under way: few
};

}  // namespace muster::provision
