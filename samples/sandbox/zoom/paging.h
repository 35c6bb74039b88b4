#pragma once

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "http/message.h"
#include "http/url.h"
#include "zoom/account.h"

namespace sandbox::zoom {

/// Which part of a list a request asks for.
struct Page {
    int size = 30;  ///< default of all lists here (Users and Accounts API references)
    int number = 1;
    std::string fingerprint;  ///< what a page token is bound to
};

/// Reads page_size, cut to `most`, and page_number; names of bad ones go into `bad`. `list` names
/// the list, and `bound` the other parameters that a token belongs to.
Page readPage(const Query& query, std::string_view list,
              std::initializer_list<std::string_view> bound, int most,
              std::vector<std::string>& bad);

/// Where the page begins in a row by number: behind the place in the token, else at the page
/// number. Nothing when the token is bad.
template <typename Row>
std::optional<typename Row::const_iterator> placeOf(const Account& account, const Query& query,
                                                    const Row& row, Page& page) {
    const auto token = query.value("next_page_token");
    if (!token.empty()) {
        const auto cursor = account.pages.open(token, page.fingerprint, account.clock.nowMs());
        if (!cursor) return std::nullopt;
        page.number = cursor->page;
        return row.upper_bound(cursor->after);
    }
    const auto before =
        static_cast<std::size_t>(page.number - 1) * static_cast<std::size_t>(page.size);
    if (before >= row.size()) return row.end();
    return std::next(row.begin(), static_cast<std::ptrdiff_t>(before));
}

/// The token of the page behind the item of that number.
std::string tokenAfter(const Account& account, const Page& page, std::uint64_t last);

/// 400/300, for a token that is unknown, too old, or of another request.
Response badPageToken();

/// page_count, page_number, page_size and total_records.
boost::json::object envelope(const Page& page, std::size_t total, boost::json::storage_ptr memory);

}  // namespace sandbox::zoom
