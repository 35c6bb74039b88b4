#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include <muster/sdk/host.h>

namespace muster::sdk {

/** Where a walk through pages stands: the target's token of the page, and the row within it that
 * comes next. */
struct PagePosition {
    std::string token = {};  ///< empty for the first page
    std::size_t row = 0;
    friend bool operator==(const PagePosition&, const PagePosition&) = default;
};

/** Walks a list that the target gives page by page, by a template with the placeholders
 * `PAGE_SIZE` and `PAGE_TOKEN` (those that the template does not name are passed over). Can be
 * stopped at any record and gone on with. Valid during the call. */
class PageWalk {
public:
    /** Takes the JSON text of one record; false says to stop after it. */
    using TakeRecord = std::function<Result<bool>(const std::string& json)>;

    /** `request` is the call without its page; `what` completes "while listing ...". */
    PageWalk(const Host& host, TemplatedCall request, std::int64_t pageSize, std::string what);

    /** Shows records from the position given, and keeps it up to date.
     *  @return true at the end of the list, false when `take` said to stop. kProtocol when a page
     *  token comes a second time, since such a list never ends; whatever `take` and the requests
     *  meet. In a dry run the one request is shown, and there are no records. */
    Result<bool> run(PagePosition& position, const TakeRecord& take);

private:
    Result<Response> read(const PagePosition& position) const;

    const Host& host_;
    const TemplatedCall request_;
    const std::int64_t pageSize_;
    const std::string what_;
    std::set<std::string> seenTokens_;
};

}  // namespace muster::sdk
