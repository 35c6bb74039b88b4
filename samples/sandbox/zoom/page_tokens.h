#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sandbox::zoom {

/// Where the next page of a list begins.
struct PageCursor {
    std::uint64_t after = 0;  ///< number of the last user shown
    int page = 1;             ///< number of the page that begins there
};

/// Makes and opens `next_page_token`. All that a token means is in the token itself, under a
/// checksum, so that nothing has to be remembered between two pages.
class PageTokens {
public:
    explicit PageTokens(std::uint64_t key) : key_(key) {}

    /// `parameters` are those of the request; the token works with the same ones only.
    std::string issue(const PageCursor& cursor, std::string_view parameters,
                      std::int64_t nowMs) const;
    /// Nothing when the token is unknown, older than 15 minutes (Zoom docs, "Pagination"), or was
    /// issued for other parameters.
    std::optional<PageCursor> open(std::string_view token, std::string_view parameters,
                                   std::int64_t nowMs) const;

private:
    std::uint64_t checksum(std::string_view text, std::string_view parameters) const;

    std::uint64_t key_;
};

}  // namespace sandbox::zoom
