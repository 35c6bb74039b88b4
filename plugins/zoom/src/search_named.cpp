#include "search_named.h"

#include <algorithm>

#include "search_position.h"
#include "target_errors.h"
#include <muster/sdk/filter_values.h>
#include <muster/sdk/page_walk.h>

namespace muster::zoom {
namespace {

/** The most that Zoom gives in a page of groups (Zoom Users API reference). */
constexpr std::int64_t kMaxPageSize = 300;

/** One search under way. */
class NamedSearch {
public:
    NamedSearch(const NamedClass& named, const Filter& filter, const sdk::SearchOptions& options,
                const sdk::ObjectHandler& handler, const CompleteObject& complete)
        : named_(named),
          filter_(sdk::withSchemaNames(filter, named.info)),
          options_(options),
          handler_(handler),
          complete_(complete) {}

    Result<sdk::SearchReport> run(sdk::Call& call) {
        if (const auto uid = sdk::requiredValue(filter_, named_.info, attr::kUid)) {
            return runSingle(call, *uid);
        }
        SearchPosition position{.pageSize = pageSize()};
        if (!options_.pageToken.empty()) {
            MUSTER_ASSIGN_OR_RETURN(position, SearchPosition::parse(options_.pageToken));
        }
        sdk::PageWalk walk(call.host(), {.key = std::string(named_.searchKey)}, position.pageSize,
                           std::string(named_.noun) + "s");
        sdk::PagePosition page{.token = position.zoomToken, .row = position.row};
        const Result<bool> ended = walk.run(page, [this](const std::string& row) -> Result<bool> {
            MUSTER_ASSIGN_OR_RETURN(ConnectorObject object, parseNamed(named_, row));
            return show(std::move(object));
        });
        if (!ended) {
            return explained(ended.error());
        }
        if (*ended) {
            return sdk::SearchReport{.remaining = 0, .filterEvaluated = true};
        }
        position.zoomToken = page.token;
        position.row = page.row;
        return sdk::SearchReport{.nextPageToken = position.toToken(), .filterEvaluated = true};
    }

private:
    Result<sdk::SearchReport> runSingle(sdk::Call& call, const std::string& uid) {
        const Result<Uid> parsed = Uid::parse(uid);
        if (parsed) {
            MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> object,
                                    NamedReader(call, named_).find(*parsed));
            if (object) {
                MUSTER_RETURN_IF_ERROR(show(*std::move(object)));
            }
        }
        return sdk::SearchReport{.remaining = 0, .filterEvaluated = true};
    }

    std::int64_t pageSize() const {
        const std::int64_t wish = options_.pageSize > 0 ? options_.pageSize : kMaxPageSize;
        const bool isPlain = filter_.op == FilterOp::kAll && options_.limit > 0;
        return std::min({isPlain ? std::min(wish, options_.limit) : wish, kMaxPageSize});
    }

    /** False when no more is to be shown. */
    Result<bool> show(ConnectorObject object) {
        if (complete_) {
            MUSTER_RETURN_IF_ERROR(complete_(object));
        }
        if (!filter_.matches(object)) {
            return true;
        }
        ++shown_;
        return handler_(withWanted(object, named_.info, options_.attributes)) &&
               (options_.limit == 0 || shown_ < options_.limit);
    }

    const NamedClass& named_;
    const Filter filter_;
    const sdk::SearchOptions& options_;
    const sdk::ObjectHandler& handler_;
    const CompleteObject& complete_;
    std::int64_t shown_ = 0;
};

}  // namespace

Result<sdk::SearchReport> searchNamed(sdk::Call& call, const NamedClass& named,
                                      const Filter& filter, const sdk::SearchOptions& options,
                                      const sdk::ObjectHandler& handler,
                                      const CompleteObject& complete) {
    return NamedSearch(named, filter, options, handler, complete).run(call);
}

}  // namespace muster::zoom
