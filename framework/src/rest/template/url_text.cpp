#include "rest/template/url_text.h"

#include <algorithm>

#include <muster/core/value.h>

namespace muster::rest {
namespace {

bool isAlnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isUnreserved(char c) {
    return isAlnum(c) || std::string_view("-._~").find(c) != std::string_view::npos;
}

/** RFC 3986 section 3.3, without percent triplets. */
bool isPchar(char c) {
    return isUnreserved(c) || std::string_view("!$&'()*+,;=:@").find(c) != std::string_view::npos;
}

std::optional<std::string> characterProblem(std::string_view text, std::string_view alsoAllowed) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || !isHex(text[i + 1]) || !isHex(text[i + 2])) {
                return "\"%\" without two hexadecimal digits";
            }
        } else if (!isPchar(c) && alsoAllowed.find(c) == std::string_view::npos) {
            const auto code = static_cast<unsigned char>(c);
            if (code < 0x20 || code == 0x7F) {
                return "a control character (code " + std::to_string(code) + ")";
            }
            return code < 0x80 ? "\"" + std::string(1, c) + "\", which must be percent-encoded"
                               : "a letter beyond ASCII, which must be percent-encoded";
        }
    }
    return std::nullopt;
}

/** Encoded dots count as dots: many servers decode before they resolve. */
bool isDots(std::string_view segment) {
    std::string plain;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        if (segment.size() - i >= 3 && equalNames(segment.substr(i, 3), "%2e")) {
            plain += '.';
            i += 2;
        } else {
            plain += segment[i];
        }
    }
    return plain == "." || plain == "..";
}

bool hasDotSegment(std::string_view path, std::string_view separators) {
    while (true) {
        const std::size_t end = std::min(path.find_first_of(separators), path.size());
        if (isDots(path.substr(0, end))) return true;
        if (end == path.size()) return false;
        path.remove_prefix(end + 1);
    }
}

}  // namespace

std::string percentEncode(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (isUnreserved(c)) {
            encoded += c;
        } else {
            const auto code = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += kDigits[code >> 4U];
            encoded += kDigits[code & 0xFU];
        }
    }
    return encoded;
}

std::optional<std::string> pathProblem(std::string_view path) {
    if (path.find("://") != std::string_view::npos || path.substr(0, 2) == "//") {
        return "a scheme or host, expected a path only (the target gives the host)";
    }
    if (path.find("//") != std::string_view::npos) return "\"//\", expected no empty segment";
    if (hasDotSegment(path, "/")) return "a \".\" or \"..\" segment";
    return characterProblem(path, "/");
}

std::optional<std::string> queryProblem(std::string_view query) {
    return characterProblem(query, "/?");
}

std::optional<std::string> controlProblem(std::string_view value) {
    for (const char c : value) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20 || code == 0x7F) {
            return "a control character (code " + std::to_string(code) + ")";
        }
    }
    return isValidUtf8(value) ? std::nullopt
                              : std::optional<std::string>("bytes that are not UTF-8");
}

std::optional<std::string> segmentValueProblem(std::string_view value) {
    if (auto problem = controlProblem(value)) return problem;
    if (value.empty()) return "no text";
    if (value.find("//") != std::string_view::npos) return "\"//\"";
    if (hasDotSegment(value, "/\\")) return "a \".\" or \"..\" segment";
    return std::nullopt;
}

bool isHostHeader(std::string_view name) {
    constexpr std::string_view kNames[] = {
        "Authorization", "Host",           "Content-Length", "Transfer-Encoding",
        "Connection",    "Cookie",         "Expect",         "Proxy-Authorization",
        "Content-Type",  "Accept",         "Upgrade",        "TE",
        "Trailer",       "Accept-Encoding"};
    return std::any_of(std::begin(kNames), std::end(kNames),
                       [&](std::string_view each) { return equalNames(each, name); });
}

bool isHeaderToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isAlnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

}  // namespace muster::rest
