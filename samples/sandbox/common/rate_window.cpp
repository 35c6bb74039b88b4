#include "common/rate_window.h"

#include <algorithm>

namespace sandbox {

std::size_t RateWindow::used(WindowKind kind, std::int64_t lengthUs, std::int64_t nowUs) {
    const auto start =
        kind == WindowKind::kFixed ? nowUs / lengthUs * lengthUs : nowUs - lengthUs + 1;
    while (!callsUs_.empty() && callsUs_.front() < start) callsUs_.pop_front();
    return callsUs_.size();
}

void RateWindow::take(std::int64_t nowUs) {
    callsUs_.push_back(nowUs);
    most_ = std::max(most_, callsUs_.size());
}

std::int64_t RateWindow::resetUs(WindowKind kind, std::int64_t lengthUs, std::int64_t nowUs) const {
    if (kind == WindowKind::kFixed) return nowUs / lengthUs * lengthUs + lengthUs;
    // A limit of 0 never has room.
    return (callsUs_.empty() ? nowUs : callsUs_.front()) + lengthUs;
}

}  // namespace sandbox
