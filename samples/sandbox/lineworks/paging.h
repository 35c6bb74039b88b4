#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// Which part of a list a request asks for.
struct Page {
    std::int64_t domainId = 0;
    std::size_t count = 100;
    std::uint64_t after = 0;  ///< number of the last object shown, or how many, as the list wants
    std::string fingerprint;  ///< what a cursor is bound to
    Refusal refusal = {};
};

/// Reads domainId, count (1 to 100, default 100) and cursor; `bound` are the other parameters that
/// a cursor belongs to. A bad one is in `refusal`.
Page readPage(const Tenant& tenant, const Call& call,
              std::initializer_list<std::string_view> bound = {});

/// `{"<plural>":[..],"responseMetaData":{"nextCursor":..}}`; `next` is the `after` of the next
/// page, nothing on the last one, which the switch `list-end` words.
Response listAnswer(const Tenant& tenant, const Page& page, std::string_view plural,
                    boost::json::array rows, std::optional<std::uint64_t> next);

/// A page of a row by number: `shows` says which objects are in the list, `render` how.
template <typename Row, typename Shows, typename Render>
Response listRow(const Tenant& tenant, const Page& page, std::string_view plural, const Row& row,
                 Shows shows, Render render) {
    boost::json::array rows;
    std::uint64_t last = page.after;
    for (auto place = row.upper_bound(page.after); place != row.end(); ++place) {
        if (!shows(place->second)) continue;
        if (rows.size() == page.count) {
            return listAnswer(tenant, page, plural, std::move(rows), last);
        }
        rows.push_back(render(place->second));
        last = place->first;
    }
    return listAnswer(tenant, page, plural, std::move(rows), {});
}

}  // namespace sandbox::lineworks
