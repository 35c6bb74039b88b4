#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace crash {

/// Chance that falls the same way on every machine (splitmix64, public domain, S. Vigna).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }
    /// From 0 to below `end`.
    int below(int end) { return static_cast<int>(next() % static_cast<std::uint64_t>(end)); }
    int between(int least, int most) { return least + below(most - least + 1); }
    bool happens(int percent) { return below(100) < percent; }
    template <typename Value>
    const Value& oneOf(const std::vector<Value>& values) {
        return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
    }

private:
    std::uint64_t state_;
};

/// The seed of the round of that number, so that one round can be run by itself.
inline std::uint64_t seedOf(std::uint64_t seed, int number) {
    return Random(seed ^ (static_cast<std::uint64_t>(number) * 0xD1342543DE82EF95U)).next();
}

}  // namespace crash
