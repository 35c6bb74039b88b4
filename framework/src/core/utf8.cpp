#include <cstdint>
#include <cstring>

#include <muster/core/value.h>

namespace muster {
namespace {

struct Form {
    std::uint32_t smallest;  ///< below it the form is overlong
    int continuations;
};

Form formOf(unsigned char lead) {
    if (lead < 0x80) return {1, 0};  // NUL is refused: it would end a C text early
    if ((lead & 0xE0U) == 0xC0) return {0x80, 1};
    if ((lead & 0xF0U) == 0xE0) return {0x800, 2};
    if ((lead & 0xF8U) == 0xF0) return {0x10000, 3};
    return {0, -1};
}

/** How many bytes from the start are ASCII without NUL, looked at eight at a time: the count is a
 * multiple of eight, and what follows may be ASCII too. */
std::size_t plainPrefix(std::string_view text) {
    constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
    constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
    std::size_t length = 0;
    for (; length + sizeof(std::uint64_t) <= text.size(); length += sizeof(std::uint64_t)) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + length, sizeof bytes);
        // The first term finds high bits; the second a zero byte, where subtracting one borrows.
        if (((bytes | (bytes - kOnes)) & kHighBits) != 0) {
            break;
        }
    }
    return length;
}

}  // namespace

bool isValidUtf8(std::string_view text) {
    for (std::size_t i = plainPrefix(text); i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const Form form = formOf(lead);
        if (form.continuations < 0 ||
            i + static_cast<std::size_t>(form.continuations) >= text.size()) {
            return false;
        }
        std::uint32_t point = form.continuations == 0 ? lead : lead & (0x3FU >> form.continuations);
        for (int k = 1; k <= form.continuations; ++k) {
            const auto next = static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]);
            if ((next & 0xC0U) != 0x80) {
                return false;
            }
            point = (point << 6U) | (next & 0x3FU);
        }
        const bool isSurrogate = point >= 0xD800 && point <= 0xDFFF;
        if (point < form.smallest || isSurrogate || point > 0x10FFFF) {
            return false;
        }
        i += static_cast<std::size_t>(form.continuations) + 1;
    }
    return true;
}

}  // namespace muster
