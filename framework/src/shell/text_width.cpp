#include "shell/text_width.h"

#include <clocale>
#include <cwchar>

#include <fmt/format.h>

namespace muster::shell {
namespace {

/** Makes this thread read UTF-8, whatever the user's locale is, for as long as it lives. */
class Utf8Locale {
public:
    Utf8Locale() : previous_(uselocale(utf8())) {}
    ~Utf8Locale() { uselocale(previous_); }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
    static locale_t utf8() {
        // Built into glibc since 2.35, so it needs no file; "C" is better than nothing elsewhere.
        static const locale_t locale = [] {
            const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
            return made != nullptr ? made : newlocale(LC_CTYPE_MASK, "C", nullptr);
        }();
        return locale;
    }
    locale_t previous_;
};

/** One step through a text. */
struct Character {
    std::size_t bytes = 1;
    bool isValid = false;
    wchar_t code = 0;
};

Character firstCharacter(std::string_view text) {
    std::mbstate_t state{};
    wchar_t code = 0;
    const std::size_t bytes = std::mbrtowc(&code, text.data(), text.size(), &state);
    if (bytes == 0) {
        return {.bytes = 1, .isValid = true, .code = 0};
    }
    if (bytes > text.size()) {
        return {};
    }
    return {.bytes = bytes, .isValid = true, .code = code};
}

bool isControl(wchar_t code) { return code < 0x20 || (code >= 0x7f && code < 0xa0); }

/** Characters that change the direction of the text around them can make one value look like
 * another (Unicode Technical Report 36, section 2.5). */
bool isBidiControl(wchar_t code) {
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::size_t displayWidth(std::string_view text) {
    const Utf8Locale locale;
    std::size_t width = 0;
    while (!text.empty()) {
        const Character character = firstCharacter(text);
        const int columns = character.isValid ? wcwidth(character.code) : 1;
        width += columns > 0 ? static_cast<std::size_t>(columns) : 0;
        text.remove_prefix(character.bytes);
    }
    return width;
}

std::string padded(std::string_view text, std::size_t width) {
    std::string result(text);
    const std::size_t columns = displayWidth(text);
    if (columns < width) {
        result.append(width - columns, ' ');
    }
    return result;
}

std::string printable(std::string_view text) {
    const Utf8Locale locale;
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const Character character = firstCharacter(text);
        const auto byte = static_cast<unsigned char>(text.front());
        if (!character.isValid) {
            result += fmt::format("\\x{:02x}", byte);
        } else if (character.code == L'\n') {
            result += "\\n";
        } else if (character.code == L'\t') {
            result += "\\t";
        } else if (isControl(character.code)) {
            result += fmt::format("\\x{:02x}", static_cast<unsigned>(character.code));
        } else if (isBidiControl(character.code)) {
            result += fmt::format("\\u{:04x}", static_cast<unsigned>(character.code));
        } else {
            result += text.substr(0, character.bytes);
        }
        text.remove_prefix(character.bytes);
    }
    return result;
}

std::string shortened(std::string_view text, std::size_t width) {
    constexpr std::string_view kMark = "...";
    const std::string_view line = text.substr(0, text.find('\n'));
    const bool isWhole = line.size() == text.size() && displayWidth(line) <= width;
    if (isWhole) {
        return std::string(line);
    }
    std::size_t kept = line.size();
    while (kept > 0 && displayWidth(line.substr(0, kept)) + kMark.size() > width) {
        do {
            --kept;
        } while (kept > 0 && (static_cast<unsigned char>(line[kept]) & 0xc0U) == 0x80U);
    }
    return std::string(line.substr(0, kept)) + std::string(kMark);
}

std::size_t characterCount(std::string_view text, std::size_t bytes) {
    std::size_t count = 0;
    for (const char c : text.substr(0, bytes)) {
        count += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1U : 0U;
    }
    return count;
}

}  // namespace muster::shell
