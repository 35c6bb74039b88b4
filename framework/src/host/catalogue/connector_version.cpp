#include "host/catalogue/connector_version.h"

#include <algorithm>
#include <charconv>

namespace muster::host {
namespace {

bool isNumber(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> splitAtDots(std::string_view text) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t dot = text.find('.');
        parts.emplace_back(text.substr(0, dot));
        if (dot == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(dot + 1);
    }
}

bool isWord(std::string_view text) {
    constexpr std::string_view kLegal =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-";
    return !text.empty() && text.find_first_not_of(kLegal) == std::string_view::npos;
}

/** Numbers by value and before words, words by their characters. */
std::strong_ordering compareWords(const std::string& a, const std::string& b) {
    if (isNumber(a) != isNumber(b)) {
        return isNumber(a) ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    if (isNumber(a) && a.size() != b.size()) {
        return a.size() <=> b.size();
    }
    return a <=> b;
}

}  // namespace

std::optional<ConnectorVersion> ConnectorVersion::parse(std::string_view text) {
    ConnectorVersion version;
    const std::size_t dash = text.find('-');
    for (const std::string& part : splitAtDots(text.substr(0, dash))) {
        if (!isNumber(part) || part.size() > 9 || (part.size() > 1 && part.front() == '0')) {
            return std::nullopt;
        }
        unsigned number = 0;
        std::from_chars(part.data(), part.data() + part.size(), number);
        version.numbers_.push_back(number);
    }
    if (dash != std::string_view::npos) {
        version.preRelease_ = splitAtDots(text.substr(dash + 1));
    }
    const bool areWords =
        std::all_of(version.preRelease_.begin(), version.preRelease_.end(), [](const auto& word) {
            return isWord(word) && !(isNumber(word) && word.size() > 1 && word.front() == '0');
        });
    return version.numbers_.size() == 3 && areWords ? std::optional(version) : std::nullopt;
}

std::strong_ordering operator<=>(const ConnectorVersion& a, const ConnectorVersion& b) {
    if (const auto order = a.numbers_ <=> b.numbers_; order != 0) {
        return order;
    }
    if (a.isPreRelease() != b.isPreRelease()) {
        return a.isPreRelease() ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return std::lexicographical_compare_three_way(a.preRelease_.begin(), a.preRelease_.end(),
                                                  b.preRelease_.begin(), b.preRelease_.end(),
                                                  compareWords);
}

}  // namespace muster::host
