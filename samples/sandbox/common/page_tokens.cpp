#include "common/page_tokens.h"

#include <charconv>
#include <cstdio>
#include <functional>

namespace sandbox {

namespace {

/// Reads one number in hexadecimal and the "." behind it.
template <typename Number>
bool readPart(std::string_view& text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty() && text.front() == '.') text.remove_prefix(1);
    return true;
}

std::string hex(std::uint64_t number) {
    char text[20];
    const auto [end, error] = std::to_chars(text, text + sizeof text, number, 16);
    return {text, end};
}

}  // namespace

std::string PageTokens::issue(const PageCursor& cursor, std::string_view parameters,
                              std::int64_t nowMs) const {
    const auto text = hex(static_cast<std::uint64_t>(nowMs)) + "." + hex(cursor.after) + "." +
                      hex(static_cast<std::uint64_t>(cursor.page));
    return text + "." + hex(checksum(text, parameters));
}

std::optional<PageCursor> PageTokens::open(std::string_view token, std::string_view parameters,
                                           std::int64_t nowMs) const {
    const auto signedLength = token.rfind('.');
    if (signedLength == std::string_view::npos) return std::nullopt;
    auto rest = token;
    std::int64_t issuedMs = 0;
    PageCursor cursor;
    std::uint64_t sum = 0;
    if (!readPart(rest, issuedMs) || !readPart(rest, cursor.after) ||
        !readPart(rest, cursor.page) || !readPart(rest, sum) || !rest.empty()) {
        return std::nullopt;
    }
    if (sum != checksum(token.substr(0, signedLength), parameters)) return std::nullopt;
    if (nowMs - issuedMs > lifeMs_) return std::nullopt;
    return cursor;
}

std::uint64_t PageTokens::checksum(std::string_view text, std::string_view parameters) const {
    const auto all = hex(key_).append(text).append("\n").append(parameters);
    return std::hash<std::string>{}(all);
}

}  // namespace sandbox
