#include "common/call_counts.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/clock.h"

namespace sandbox {

namespace {

constexpr std::int64_t kTenthUs = 100'000;
constexpr std::size_t kMostTenths = 36'000;
constexpr double kUsPerSecond = 1e6;

}  // namespace

void CallCounts::add(std::int64_t timeUs) {
    if (total_++ == 0) firstUs_ = timeUs;
    lastUs_ = timeUs;
    const auto tenth = timeUs / kTenthUs;
    if (tenths_.empty() || tenths_.back().first != tenth) tenths_.emplace_back(tenth, 0);
    ++tenths_.back().second;
    if (tenths_.size() > kMostTenths) tenths_.pop_front();
}

std::uint64_t CallCounts::recent(std::int64_t nowUs, int seconds) const {
    // The tenth that is under way is not over, and would count as if it were.
    const auto end = nowUs / kTenthUs;
    const auto begin = end - std::int64_t{seconds} * 10;
    std::uint64_t calls = 0;
    for (auto each = tenths_.rbegin(); each != tenths_.rend() && each->first >= begin; ++each) {
        calls += each->first < end ? each->second : 0;
    }
    return calls;
}

double CallCounts::rate() const {
    const auto elapsedUs = static_cast<double>(lastUs_ - firstUs_);
    return total_ < 2 || elapsedUs <= 0
               ? 0
               : static_cast<double>(total_ - 1) * kUsPerSecond / elapsedUs;
}

void CallCounts::describe(boost::json::object& row) const {
    if (total_ == 0) return;
    row["first"] = isoTimeMs(firstUs_ / 1000);
    row["last"] = isoTimeMs(lastUs_ / 1000);
    row["seconds"] = static_cast<double>(lastUs_ - firstUs_) / kUsPerSecond;
    row["rate"] = rate();
}

}  // namespace sandbox
