#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "facts.h"

namespace crash {

/// State and name of each object of a round over its time, as the writes tell that took effect; the
/// state of one that is not there is "gone".
class History {
public:
    explicit History(const Facts& facts);

    /// Whether an object had the state at some moment from `fromMs` to `toMs`.
    bool was(const std::string& object, const std::string& state, std::int64_t fromMs,
             std::int64_t toMs) const;

    /// Whether it was not there under the name at some moment.
    bool lacked(const std::string& object, const std::string& name, std::int64_t fromMs,
                std::int64_t toMs) const;

private:
    struct Change {
        std::int64_t atMs = 0;
        std::string state = {};
        std::string name = {};
    };
    template <typename Condition>
    bool held(const std::string& object, std::int64_t fromMs, std::int64_t toMs,
              const Condition& condition) const;

    std::map<std::string, std::vector<Change>> changes_;
};

}  // namespace crash
