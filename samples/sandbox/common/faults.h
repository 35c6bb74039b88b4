#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>

#include "common/fault.h"

namespace sandbox {

/// What is to be done to one call. At most one fault stands in place of the call or spoils its
/// answer; delays and hide-created come beside it.
struct FaultPlan {
    std::optional<Fault> before;   ///< the call does not take effect
    std::optional<Fault> after;    ///< it does, and its answer suffers
    std::optional<Fault> created;  ///< hide-created
    std::int64_t delayBeforeMs = 0;
    std::int64_t delayAfterMs = 0;
    std::uint64_t wakes = 0;  ///< for `Faults::hold`

    /// Name of the fault that replaces or spoils the answer, "" without one.
    std::string_view name() const;
};

/// The faults that have been ordered, and the draw of those that meet a call. Thread-safe; costs
/// one atomic read while there are none.
class Faults {
public:
    /// Orders one; it gets the next number, which is returned.
    std::uint64_t add(Fault fault);
    /// False when there is no fault of that number. Lets calls go that a delay holds.
    bool remove(std::uint64_t number);
    void clear();
    /// As `clear`, and holds nothing from then on: call before the server ends.
    void stop();

    /// Decides what meets a call; `path` is without query. Where two faults want the same place in
    /// the plan, the one ordered first has it, and the other keeps its count.
    FaultPlan draw(std::string_view method, std::string_view path);

    /// Waits `ms` of real time, or until faults are removed after that plan was drawn.
    void hold(const FaultPlan& plan, std::int64_t ms);

    /// One object a fault: n, its members, `matched`, `met` and `left` (absent: no end).
    boost::json::array list() const;
    /// Calls that a delay holds now.
    int held() const;

private:
    struct Rule {
        std::uint64_t number;
        Fault fault;
        std::uint64_t coin;  ///< state of the generator
        std::uint64_t matched = 0;
        std::int64_t met = 0;

        /// True when this call is to be met; counts it.
        bool meets(std::string_view method, std::string_view path);
        bool spent() const { return fault.count >= 0 && met >= fault.count; }
    };

    void wake();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Rule> rules_;
    std::atomic<bool> any_{false};
    std::uint64_t lastNumber_ = 0;
    std::uint64_t wakes_ = 0;
    int held_ = 0;
    bool stopping_ = false;
};

}  // namespace sandbox
