#include "provision/correlation.h"

#include <cstdint>
#include <random>
#include <string_view>

namespace muster::provision {

std::string newCorrelation() {
    thread_local std::mt19937_64 source{std::random_device{}()};
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::uint64_t bits = source();
    std::string text(16, '0');
    for (char& digit : text) {
        digit = kDigits[bits & 0xFU];
        bits >>= 4U;
    }
    return text;
}

}  // namespace muster::provision
