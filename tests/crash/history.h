#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "facts.h"

namespace crash {

/// Status and address of each user of a round over its time, as the writes tell that took effect:
/// "active", "pending", "inactive", or "gone".
class History {
public:
    explicit History(const Facts& facts);

    /// Whether a user had the status at some moment from `fromMs` to `toMs`.
    bool was(const std::string& object, const std::string& status, std::int64_t fromMs,
             std::int64_t toMs) const;

    /// Whether nobody had the address at some moment.
    bool lacked(const std::string& object, const std::string& mail, std::int64_t fromMs,
                std::int64_t toMs) const;

private:
    struct Change {
        std::int64_t atMs = 0;
        std::string status = {};
        std::string mail = {};
    };
    template <typename Condition>
    bool held(const std::string& object, std::int64_t fromMs, std::int64_t toMs,
              const Condition& condition) const;

    std::map<std::string, std::vector<Change>> changes_;
};

/// "active" for "activate", "inactive" for "deactivate".
std::string statusAfter(const std::string& action);

}  // namespace crash
