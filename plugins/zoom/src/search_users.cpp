#include "search_users.h"

#include <algorithm>

#include "schema.h"
#include "target_errors.h"
#include "user_reader.h"
#include <muster/sdk/filter_values.h>
#include <muster/sdk/page_walk.h>
#include <muster/sdk/search_position.h>

namespace muster::zoom {
namespace {

/** What Zoom takes at most (Zoom Users API reference, list users). Without a wish we ask for 300,
 * which older limits allow too. */
constexpr std::int64_t kMaxPageSize = 2000;
constexpr std::int64_t kPageSize = 300;

/** The value that every match must have; nothing when the filter leaves it open. */
std::optional<std::string> requiredValue(const Filter& filter, std::string_view attributeName) {
    return sdk::requiredValue(filter, accountClass(), attributeName);
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

/** One search under way. */
class UserSearch {
public:
    UserSearch(sdk::Call& call, const Filter& filter, const sdk::SearchOptions& options,
               const sdk::ObjectHandler& handler)
        : call_(call),
          reader_(call),
          filter_(sdk::withSchemaNames(filter, accountClass())),
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
        MUSTER_ASSIGN_OR_RETURN(position_,
                                sdk::SearchPosition::parse(options_.pageToken, firstPageSize()));
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
            MUSTER_RETURN_IF_ERROR(walk());
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

    /** One walk, from where the position says. */
    Result<void> walk() {
        sdk::TemplatedCall request{
            .key = std::string(key::kSearch),
            .placeholders = {
                Attribute("Filter Suffix", Value("status=" + statuses_[position_.walk]))}};
        if (roleId_) {
            request.query.push_back({"role_id", *roleId_});
        }
        sdk::PageWalk pages(call_.host(), std::move(request), position_.pageSize,
                            statuses_[position_.walk] + " users");
        const Result<bool> ended =
            pages.run(position_.page, [this](const std::string& row) { return showRow(row); });
        if (!ended) {
            return explained(ended.error());
        }
        position_.walk += *ended ? 1 : 0;
        return {};
    }

    Result<bool> showRow(const std::string& row) {
        MUSTER_ASSIGN_OR_RETURN(User user, parseUser(row));
        if (isDeep_) {
            MUSTER_ASSIGN_OR_RETURN(std::optional<User> whole, reader_.find(user.uid()));
            if (whole) {  // gone since, or a lapsed invitation: then the row is what there is
                user = *std::move(whole);
            }
        }
        show(user);
        return !isStopped_;
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
    sdk::SearchPosition position_;
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
