#include <bit>
#include <cstring>

#include <muster/core/text_table.h>
#include <muster/core/value.h>

namespace muster {
namespace {

std::uint64_t eightOctets(const char* at) {
    std::uint64_t octets = 0;
    std::memcpy(&octets, at, sizeof octets);
    return octets;
}

/** Up to seven octets of a short text. */
std::uint64_t fewOctets(std::string_view text) {
    std::uint64_t octets = 0;
    for (const char c : text) {
        octets = (octets << 8U) | static_cast<unsigned char>(c);
    }
    return octets;
}

/** The same for texts that differ in case alone: setting the bit that parts the cases of ASCII
 * letters also makes some other characters alike, which the comparison then tells apart. Looks at
 * the first and last eight octets, and the length. */
std::size_t hashOf(std::string_view text) {
    constexpr std::uint64_t kCase = 0x2020'2020'2020'2020;
    constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15;
    const bool isLong = text.size() >= sizeof(std::uint64_t);
    const std::uint64_t first = isLong ? eightOctets(text.data()) : fewOctets(text);
    const std::uint64_t last =
        isLong ? eightOctets(text.data() + text.size() - sizeof(std::uint64_t)) : 0;
    const std::uint64_t mixed = ((first | kCase) * kOdd + (last | kCase) + text.size()) * kOdd;
    return static_cast<std::size_t>(mixed >> 32U);
}

}  // namespace

TextTable::TextTable(Case textCase, std::size_t most)
    : case_(textCase), places_(std::bit_ceil(2 * most + 1)) {}

bool TextTable::equals(std::string_view a, std::string_view b) const {
    return case_ == Case::kExact ? a == b : equalNames(a, b);
}

std::size_t TextTable::placeOf(std::string_view text) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = hashOf(text) & mask;
    while (places_[at].number != kNone && !equals(places_[at].text, text)) {
        at = (at + 1) & mask;
    }
    return at;
}

void TextTable::add(std::string_view text, std::size_t number) {
    Place& place = places_[placeOf(text)];
    if (place.number == kNone) {
        place = {text, number};
    }
}

std::size_t TextTable::find(std::string_view text) const { return places_[placeOf(text)].number; }

}  // namespace muster
