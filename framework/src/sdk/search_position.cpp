#include <charconv>
#include <optional>

#include <muster/sdk/search_position.h>

namespace muster::sdk {
namespace {

/** Takes the number before the next dot off `text`. */
template <typename T>
std::optional<T> takeNumber(std::string_view& text) {
    const std::size_t dot = text.find('.');
    T number{};
    const char* last = text.data() + (dot == std::string_view::npos ? 0 : dot);
    const auto [end, failure] = std::from_chars(text.data(), last, number);
    if (dot == std::string_view::npos || failure != std::errc() || end != last) {
        return std::nullopt;
    }
    text.remove_prefix(dot + 1);
    return number;
}

}  // namespace

std::string SearchPosition::toToken() const {
    return std::to_string(walk) + "." + std::to_string(page.row) + "." + std::to_string(pageSize) +
           "." + page.token;
}

Result<SearchPosition> SearchPosition::parse(std::string_view token, std::int64_t pageSize) {
    if (token.empty()) {
        return SearchPosition{.pageSize = pageSize};
    }
    std::string_view rest = token;
    const auto walk = takeNumber<std::size_t>(rest);
    const auto row = walk ? takeNumber<std::size_t>(rest) : std::nullopt;
    const auto size = row ? takeNumber<std::int64_t>(rest) : std::nullopt;
    if (!walk || !row || !size || *size < 1) {
        return Error{.code = ErrorCode::kInvalidAttributeValue,
                     .message = "the page token \"" + std::string(token) +
                                "\" was not given by an earlier search of this target",
                     .hint = "start the search again without a page token",
                     .outcome = Outcome::kNotApplied};
    }
    return SearchPosition{
        .walk = *walk, .pageSize = *size, .page = {.token = std::string(rest), .row = *row}};
}

}  // namespace muster::sdk
