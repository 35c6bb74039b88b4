#include "common/ids.h"

#include <string_view>

namespace sandbox {

namespace {

/// SplitMix64 (Steele, Lea, Flood 2014): one state word, any seed.
std::uint64_t mixNext(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15ULL;
    auto mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
}

}  // namespace

double nextUnit(std::uint64_t& state) {
    return static_cast<double>(mixNext(state) >> 11) * 0x1.0p-53;
}

std::string IdSource::base64Url(std::size_t length) {
    static constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    text.reserve(length);
    std::uint64_t bits = 0;
    for (std::size_t at = 0; at < length; ++at) {
        if (at % 10 == 0) bits = next();
        text += kAlphabet[bits & 63];
        bits >>= 6;
    }
    return text;
}

std::string IdSource::hexId() {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "00000000-0000-0000-0000-000000000000";
    std::uint64_t bits = 0;
    std::size_t drawn = 0;
    for (auto& place : text) {
        if (place == '-') continue;
        if (drawn++ % 16 == 0) bits = next();
        place = kDigits[bits & 15];
        bits >>= 4;
    }
    text[14] = kDigits[9 + bits % 6];  // a version would be 1 to 8
    text[19] = kDigits[bits % 8];      // a variant would be 8 to b
    return text;
}

std::int64_t IdSource::tenDigits() {
    return static_cast<std::int64_t>(1'000'000'000 + next() % 9'000'000'000);
}

std::uint64_t IdSource::next() { return mixNext(state_); }

}  // namespace sandbox
