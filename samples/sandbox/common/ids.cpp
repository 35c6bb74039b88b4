#include "common/ids.h"

#include <string_view>

namespace sandbox {

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

std::int64_t IdSource::tenDigits() {
    return static_cast<std::int64_t>(1'000'000'000 + next() % 9'000'000'000);
}

std::uint64_t IdSource::next() {  // SplitMix64 (Steele, Lea, Flood 2014): one state word, any seed
    state_ += 0x9E3779B97F4A7C15ULL;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
}

}  // namespace sandbox
