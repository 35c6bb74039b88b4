#include <algorithm>
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

template <typename Word>
Word octetsAt(const char* at) {
    Word octets = 0;
    std::memcpy(&octets, at, sizeof octets);
    return octets;
}

/** Whether each octet of the word is ASCII and none is NUL. */
template <typename Word>
bool isPlainWord(Word octets) {
    constexpr Word kOnes = static_cast<Word>(0x0101'0101'0101'0101);
    constexpr Word kHighBits = static_cast<Word>(0x8080'8080'8080'8080);
    // The first term finds high bits; the second a zero, where subtracting one borrows.
    return ((octets | (octets - kOnes)) & kHighBits) == 0;
}

/** Whether a text of at least `sizeof(Word)` octets is ASCII without NUL: most are. The last word
 * may overlap the one before. */
template <typename Word>
bool isPlainByWords(std::string_view text) {
    const char* const last = text.data() + text.size() - sizeof(Word);
    for (const char* at = text.data(); at < last; at += sizeof(Word)) {
        if (!isPlainWord(octetsAt<Word>(at))) {
            return false;
        }
    }
    return isPlainWord(octetsAt<Word>(last));
}

bool isPlain(std::string_view text) {
    if (text.size() >= sizeof(std::uint64_t)) {
        return isPlainByWords<std::uint64_t>(text);
    }
    if (text.size() >= sizeof(std::uint32_t)) {
        return isPlainByWords<std::uint32_t>(text);
    }
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
}

/** Code point by code point. */
bool isValid(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
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

}  // namespace

bool isValidUtf8(std::string_view text) { return isPlain(text) || isValid(text); }

}  // namespace muster
