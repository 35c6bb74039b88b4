#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox {

/// Lower case of ASCII; other bytes stay, as mail addresses are compared here.
std::string lowered(std::string_view text);

/// True when both are equal but for the case of ASCII letters.
bool equalsIgnoringCase(std::string_view left, std::string_view right);

/// Splits at commas and blanks; empty pieces are dropped.
std::vector<std::string> splitList(std::string_view text);

/// Puts `separator` between the pieces.
std::string joinList(const std::vector<std::string>& pieces, std::string_view separator);

/// Unicode code points in valid UTF-8.
std::size_t codePoints(std::string_view utf8);

/// Hash for maps keyed by std::string that are asked with a view.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

}  // namespace sandbox
