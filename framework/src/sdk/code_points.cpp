#include <muster/sdk/code_points.h>

namespace muster::sdk {

std::u32string codePoints(std::string_view text) {
    std::u32string points;
    char32_t point = 0;
    int missing = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            point = byte;
        } else if (byte < 0xC0) {
            point = (point << 6U) | (byte & 0x3FU);
            --missing;
        } else {
            missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
            point = byte & (0x3FU >> static_cast<unsigned>(missing));
        }
        if (missing == 0) {
            points.push_back(point);
        }
    }
    return points;
}

}  // namespace muster::sdk
