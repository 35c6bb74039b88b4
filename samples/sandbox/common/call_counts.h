#pragma once

#include <cstdint>
#include <deque>
#include <utility>

#include <boost/json/object.hpp>

namespace sandbox {

/// Counts calls of one kind with their times, so that a test can say what rate a client reached.
/// Not thread-safe.
class CallCounts {
public:
    void add(std::int64_t timeUs);
    void clear() { *this = {}; }

    std::uint64_t total() const { return total_; }
    /// Calls in the `seconds` before the tenth of a second that `nowUs` lies in; an hour is
    /// remembered.
    std::uint64_t recent(std::int64_t nowUs, int seconds) const;
    /// Calls a second between the first and the last; 0 with fewer than two.
    double rate() const;
    /// Members first, last (instants), seconds between them, and rate.
    void describe(boost::json::object& row) const;

private:
    std::uint64_t total_ = 0;
    std::int64_t firstUs_ = 0;
    std::int64_t lastUs_ = 0;
    /// Tenths of a second with calls in them, oldest first: number since 1970, and calls.
    std::deque<std::pair<std::int64_t, std::uint64_t>> tenths_;
};

}  // namespace sandbox
