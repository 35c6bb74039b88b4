#include "http/url.h"

#include <algorithm>

namespace sandbox {

namespace {

int hexValue(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

/// Cuts the part before `separator` off `rest`.
std::string_view cut(std::string_view& rest, char separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

}  // namespace

std::optional<std::string> percentDecode(std::string_view text, Plus plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plus == Plus::kIsBlank) {
            decoded += ' ';
        } else if (text[at] != '%') {
            decoded += text[at];
        } else {
            if (at + 2 >= text.size()) return std::nullopt;
            const int high = hexValue(text[at + 1]);
            const int low = hexValue(text[at + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            at += 2;
        }
    }
    return decoded;
}

Query Query::parse(std::string_view text) {
    Query query;
    while (!text.empty()) {
        auto pair = cut(text, '&');
        if (pair.empty()) continue;
        const auto name = percentDecode(cut(pair, '='), Plus::kIsBlank);
        const auto value = percentDecode(pair, Plus::kIsBlank);
        if (name && value) query.pairs_.emplace_back(*name, *value);
    }
    return query;
}

std::optional<std::string_view> Query::find(std::string_view name) const {
    const auto found =
        std::find_if(pairs_.begin(), pairs_.end(), [&](auto& pair) { return pair.first == name; });
    if (found == pairs_.end()) return std::nullopt;
    return found->second;
}

std::optional<Target> Target::parse(std::string_view raw) {
    Target target;
    auto path = cut(raw, '?');
    target.query = Query::parse(raw);
    if (!path.empty() && path.front() == '/') path.remove_prefix(1);
    while (!path.empty()) {
        const bool endsWithSlash = path.back() == '/' && path.find('/') == path.size() - 1;
        auto segment = percentDecode(cut(path, '/'), Plus::kIsItself);
        if (!segment) return std::nullopt;
        target.segments.push_back(std::move(*segment));
        if (endsWithSlash) target.segments.emplace_back();
    }
    return target;
}

}  // namespace sandbox
