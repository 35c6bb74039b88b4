#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sandbox {

/// Where the next page of a list begins.
struct PageCursor {
    std::uint64_t after = 0;  ///< number of the last object shown
    int page = 1;             ///< number of the page that begins there
};

/// Makes and opens the tokens of further pages. All that a token means is in the token itself,
/// under a checksum, so that nothing has to be remembered between two pages.
class PageTokens {
public:
    /// Tokens live for `lifeMs` of simulated time.
    PageTokens(std::uint64_t key, std::int64_t lifeMs) : key_(key), lifeMs_(lifeMs) {}

    /// `parameters` are those of the request; the token works with the same ones only.
    std::string issue(const PageCursor& cursor, std::string_view parameters,
                      std::int64_t nowMs) const;
    /// Nothing when the token is unknown, too old, or was
    /// issued for other parameters.
    std::optional<PageCursor> open(std::string_view token, std::string_view parameters,
                                   std::int64_t nowMs) const;

private:
    std::uint64_t checksum(std::string_view text, std::string_view parameters) const;

    std::uint64_t key_;
    std::int64_t lifeMs_;
};

}  // namespace sandbox
