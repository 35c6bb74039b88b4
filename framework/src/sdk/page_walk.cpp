#include <muster/sdk/page_walk.h>

namespace muster::sdk {

PageWalk::PageWalk(const Host& host, TemplatedCall request, std::int64_t pageSize, std::string what)
    : host_(host), request_(std::move(request)), pageSize_(pageSize), what_(std::move(what)) {}

Result<Response> PageWalk::read(const PagePosition& position) const {
    TemplatedCall request = request_;
    request.placeholders.emplace_back("PAGE_SIZE", Value(pageSize_));
    if (!position.token.empty()) {
        request.placeholders.emplace_back("PAGE_TOKEN", Value(position.token));
    }
    return host_.call(request);
}

Result<bool> PageWalk::run(PagePosition& position, const TakeRecord& take) {
    while (true) {
        MUSTER_ASSIGN_OR_RETURN(const Response page, read(position));
        while (position.row < page.records.size()) {
            const std::string& record = page.records[position.row];
            ++position.row;
            MUSTER_ASSIGN_OR_RETURN(const bool goesOn, take(record));
            if (!goesOn) {
                return false;
            }
        }
        position = {.token = page.nextPageToken};
        if (position.token.empty()) {
            return true;
        }
        if (!seenTokens_.insert(position.token).second) {
            return Error{.code = ErrorCode::kProtocol,
                         .message = "the target gave the same page token twice while listing " +
                                    what_ + "; the list would never end",
                         .hint =
                             "try again; if it stays so, compare the template's "
                             "next-page-token rule with the answer"};
        }
    }
}

}  // namespace muster::sdk
