#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <muster/core/result.h>
#include <muster/sdk/page_walk.h>

namespace muster::sdk {

/** Where a search stands that walks one list or several, and the page token that says so
 * (`SearchReport::nextPageToken`). A target's own token is often good for the same page size only,
 * so that is kept too. */
struct SearchPosition {
    std::size_t walk = 0;         ///< which list, from 0
    std::int64_t pageSize = 100;  ///< records that the target gives in a page
    PagePosition page = {};       ///< in that list; `PageWalk::run` keeps it up to date

    std::string toToken() const;
    /** The position that the token of an earlier search means; the first page, of `pageSize`
     * records, for an empty one.
     *  @return kInvalidAttributeValue for a text that `toToken` has not made. */
    static Result<SearchPosition> parse(std::string_view token, std::int64_t pageSize = 100);
    friend bool operator==(const SearchPosition&, const SearchPosition&) = default;
};

}  // namespace muster::sdk
