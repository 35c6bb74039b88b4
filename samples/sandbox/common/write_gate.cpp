#include "common/write_gate.h"

#include <algorithm>
#include <chrono>

namespace sandbox {

void WriteGate::hold(std::unique_lock<std::shared_mutex>& lock, std::string key, Work work,
                     const int& writeMs) {
    using Clock = std::chrono::steady_clock;
    underWay_.push_back({key, work});
    const auto start = Clock::now();
    const auto end = [&] { return start + std::chrono::milliseconds(writeMs); };
    while (!stopping_ && Clock::now() < end()) changed_.wait_until(lock, end());
    const auto mine = std::find_if(underWay_.begin(), underWay_.end(), [&](const Entry& each) {
        return each.key == key && each.work == work;
    });
    underWay_.erase(mine);
}

void WriteGate::stop() {
    stopping_ = true;
    changed_.notify_all();
}

}  // namespace sandbox
