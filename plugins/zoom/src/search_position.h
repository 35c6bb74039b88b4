#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <muster/core/result.h>

namespace muster::zoom {

/** Where a search stands: which of its walks (one per status), which page, which row of the page.
 * Zoom's own token is good for the same page size only, and for 15 minutes (Zoom, "Pagination"). */
struct SearchPosition {
    std::size_t walk = 0;
    std::size_t row = 0;
    std::int64_t pageSize = 300;
    std::string zoomToken = {};

    /** The text that goes to the caller as a page token. */
    std::string toToken() const;
    /** kInvalidAttributeValue for a text that `toToken` has not made. */
    static Result<SearchPosition> parse(std::string_view token);
    friend bool operator==(const SearchPosition&, const SearchPosition&) = default;
};

}  // namespace muster::zoom
