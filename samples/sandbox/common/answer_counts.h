#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace sandbox {

/// Counts answers by HTTP status. Thread-safe.
class AnswerCounts {
public:
    static constexpr std::size_t kStatuses = 600;

    /// An answer that was dropped is counted under 0.
    void add(int status) { ++counts_.at(static_cast<std::size_t>(status)); }
    std::uint64_t of(std::size_t status) const { return counts_.at(status); }
    void clear() {
        for (auto& count : counts_) count = 0;
    }

private:
    std::array<std::atomic<std::uint64_t>, kStatuses> counts_{};
};

}  // namespace sandbox
