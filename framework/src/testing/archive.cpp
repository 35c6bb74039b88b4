#include "testing/archive.h"

#include <cstddef>

namespace muster::testing {
namespace {

constexpr std::size_t kNumberSize = 8;

}  // namespace

void Writer::number(std::uint64_t value) {
    for (std::size_t i = 0; i < kNumberSize; ++i) {
        bytes_.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
    }
}

std::uint64_t Reader::number() {
    if (hasFailed_ || rest_.size() < kNumberSize) {
        fail();
        return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kNumberSize; ++i) {
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
    }
    rest_.remove_prefix(kNumberSize);
    return value;
}

std::string Reader::text() {
    const std::uint64_t size = number();
    if (hasFailed_ || size > rest_.size()) {
        fail();
        return {};
    }
    std::string value(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return value;
}

}  // namespace muster::testing
