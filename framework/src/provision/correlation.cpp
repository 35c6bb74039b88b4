#include "provision/correlation.h"

#include <cstdint>
#include <random>
#include <string_view>

namespace muster::provision {

std::string newCorrelation() {
    thread_local std::mt19937_64 source{std::random_device{}()};
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::uint64_t bits = source();
    std::string text;
    for (int i = 0; i < 16; ++i, bits >>= 4U) {
        text += kDigits[bits & 0xFU];
    }
    return text;
}

}  // namespace muster::provision
