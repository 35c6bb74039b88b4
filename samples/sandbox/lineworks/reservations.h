#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/text.h"

namespace sandbox::lineworks {

/// Addresses or keys of deleted users that nobody may have for a time.
class Reservations {
public:
    void hold(std::string_view name, std::int64_t untilMs) {
        if (!name.empty()) until_[std::string(name)] = untilMs;
    }
    void release(std::string_view name) { until_.erase(std::string(name)); }
    bool holds(std::string_view name, std::int64_t nowMs) const {
        const auto found = until_.find(name);
        return found != until_.end() && nowMs < found->second;
    }

private:
    std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> until_;
};

}  // namespace sandbox::lineworks
