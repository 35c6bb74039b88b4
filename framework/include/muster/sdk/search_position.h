#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <muster/core/result.h>

namespace muster::sdk {

/** Where a search stands that walks one list or several: which walk, which page, which row of the
 * page. A target's own token is often good for the same page size only, so that is kept too. */
struct SearchPosition {
    std::size_t walk = 0;
    std::size_t row = 0;
    std::int64_t pageSize = 100;
    std::string targetToken = {};

    /** The text that goes to the caller as a page token. */
    std::string toToken() const;
    /** kInvalidAttributeValue for a text that `toToken` has not made. */
    static Result<SearchPosition> parse(std::string_view token);
    friend bool operator==(const SearchPosition&, const SearchPosition&) = default;
};

}  // namespace muster::sdk
