#include "search_users.h"

#include <algorithm>
#include <set>

#include "schema.h"
#include "search_position.h"
#include "target_errors.h"
#include "user_reader.h"

namespace muster::zoom {
namespace {

/** What Zoom takes at most (Zoom Users API reference, list users). Without a wish we ask for 300,
 * which older limits allow too. */
constexpr std::int64_t kMaxPageSize = 2000;
constexpr std::int64_t kPageSize = 300;

/** The value that every match must have for the attribute; nothing when the filter leaves it open.
 */
std::optional<std::string> requiredValue(const Filter& filter, std::string_view attributeName) {
    if (filter.op == FilterOp::kEquals) {
        const AttributeInfo* info = accountClass().find(filter.attribute);
        const std::string_view asked = info == nullptr ? filter.attribute : info->name;
        return equalNames(asked, attributeName) ? std::optional(filter.value.toDisplay())
                                                : std::nullopt;
    }
    if (filter.op == FilterOp::kAnd) {
        for (const Filter& child : filter.children) {
            if (std::optional<std::string> value = requiredValue(child, attributeName)) {
                return value;
            }
        }
    }
    return std::nullopt;
}

/** The statuses that can hold a match, in the order of walking. */
std::vector<std::string> statusesFor(const Filter& filter) {
    if (std::optional<std::string> status = requiredValue(filter, name::kStatus)) {
        std::transform(status->begin(), status->end(), status->begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        return {*status};
    }
    if (const std::optional<std::string> enabled = requiredValue(filter, attr::kEnable)) {
        return {equalNames(*enabled, "true") ? "active" : "inactive"};
    }
    return {"active", "inactive", "pending"};
}

bool asksBeyondRows(const Filter& filter) {
    return isOnlyInSingleRead(filter.attribute) ||
           std::any_of(filter.children.begin(), filter.children.end(), asksBeyondRows);
}

/** The filter with native names turned into the schema's, so that it can be checked on objects. */
Filter withSchemaNames(Filter filter) {
    if (const AttributeInfo* info = accountClass().find(filter.attribute)) {
        filter.attribute = info->name;
    }
    for (Filter& child : filter.children) {
        child = withSchemaNames(std::move(child));
    }
    return filter;
}

/** One search under way. */
class UserSearch {
public:
    UserSearch(sdk::Call& call, const Filter& filter, const sdk::SearchOptions& options,
               const sdk::ObjectHandler& handler)
        : call_(call),
          reader_(call),
          filter_(withSchemaNames(filter)),
          options_(options),
          handler_(handler),
          statuses_(statusesFor(filter)),
          roleId_(requiredValue(filter, name::kRoleId)) {
        isDeep_ = asksBeyondRows(filter) ||
                  std::any_of(options.attributes.begin(), options.attributes.end(),
                              [](const auto& one) { return isOnlyInSingleRead(one); });
    }

    Result<sdk::SearchReport> run() {
        const std::optional<std::string> uid = requiredValue(filter_, attr::kUid);
        const std::optional<std::string> email = requiredValue(filter_, attr::kName);
        if (uid || email) {
            return runSingle(uid ? *uid : *email);
        }
        position_.pageSize = firstPageSize();
        if (!options_.pageToken.empty()) {
            MUSTER_ASSIGN_OR_RETURN(position_, SearchPosition::parse(options_.pageToken));
        }
        if (isDeep_) {
            call_.notice("search-reads-each-user",
                         "Zoom's lists lack an attribute that the search asks for, so each user "
                         "is read by itself");
        }
        return runWalks();
    }

private:
    Result<sdk::SearchReport> runSingle(const std::string& idOrEmail) {
        if (idOrEmail.empty()) {
            return sdk::SearchReport{.filterEvaluated = true};
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, reader_.find(idOrEmail));
        if (user) {
            show(*user);
        }
        return sdk::SearchReport{.remaining = 0, .filterEvaluated = true};
    }

    Result<sdk::SearchReport> runWalks() {
        while (!isStopped_ && position_.walk < statuses_.size()) {
            MUSTER_ASSIGN_OR_RETURN(const sdk::Response page, readPage());
            MUSTER_RETURN_IF_ERROR(showPage(page));
            if (!isStopped_) {
                MUSTER_RETURN_IF_ERROR(turnPage(page.nextPageToken));
            }
        }
        sdk::SearchReport report{.filterEvaluated = true};
        if (isStopped_) {
            report.nextPageToken = position_.toToken();
        } else {
            report.remaining = 0;
        }
        return report;
    }

    std::int64_t firstPageSize() const {
        const std::int64_t wish = options_.pageSize > 0 ? options_.pageSize : kPageSize;
        const bool isPlain = filter_.op == FilterOp::kAll && options_.limit > 0;
        return std::min({isPlain ? std::min(wish, options_.limit) : wish, kMaxPageSize});
    }

    Result<sdk::Response> readPage() {
        sdk::TemplatedCall request{
            .key = std::string(key::kSearch),
            .placeholders = {
                Attribute("Filter Suffix", Value("status=" + statuses_[position_.walk])),
                Attribute("PAGE_SIZE", Value(position_.pageSize))}};
        if (!position_.zoomToken.empty()) {
            request.placeholders.emplace_back("PAGE_TOKEN", Value(position_.zoomToken));
        }
        if (roleId_) {
            request.query.push_back({"role_id", *roleId_});
        }
        Result<sdk::Response> page = call_.host().call(request);
        if (!page) {
            return explained(std::move(page).error());
        }
        return page;
    }

    Result<void> showPage(const sdk::Response& page) {
        while (!isStopped_ && position_.row < page.records.size()) {
            MUSTER_ASSIGN_OR_RETURN(User user, parseUser(page.records[position_.row]));
            ++position_.row;
            if (isDeep_) {
                MUSTER_ASSIGN_OR_RETURN(std::optional<User> whole, reader_.find(user.uid()));
                if (whole) {  // gone since, or a lapsed invitation: then the row is what there is
                    user = *std::move(whole);
                }
            }
            show(user);
        }
        return {};
    }

    /** Goes to the next page, or to the next walk after the last one. */
    Result<void> turnPage(const std::string& token) {
        position_.row = 0;
        position_.zoomToken = token;
        if (token.empty()) {
            ++position_.walk;
            seenTokens_.clear();
            return {};
        }
        if (!seenTokens_.insert(token).second) {
            return Error{.code = ErrorCode::kProtocol,
                         .message = "Zoom gave the same page token twice while listing " +
                                    statuses_[position_.walk] + " users; the list would never end",
                         .hint =
                             "try again; if it stays so, compare the template's "
                             "next-page-token rule with Zoom's answer"};
        }
        return {};
    }

    void show(const User& user) {
        if (!filter_.matches(toObject(user, {}))) {
            return;
        }
        ++shown_;
        const bool goesOn = handler_(toObject(user, options_.attributes));
        isStopped_ = !goesOn || (options_.limit > 0 && shown_ >= options_.limit);
    }

    sdk::Call& call_;
    UserReader reader_;
    const Filter filter_;
    const sdk::SearchOptions& options_;
    const sdk::ObjectHandler& handler_;
    const std::vector<std::string> statuses_;
    const std::optional<std::string> roleId_;
    bool isDeep_ = false;
    SearchPosition position_;
    std::set<std::string> seenTokens_;
    std::int64_t shown_ = 0;
    bool isStopped_ = false;
};

}  // namespace

Result<sdk::SearchReport> searchUsers(sdk::Call& call, const Filter& filter,
                                      const sdk::SearchOptions& options,
                                      const sdk::ObjectHandler& handler) {
    return UserSearch(call, filter, options, handler).run();
}

}  // namespace muster::zoom
