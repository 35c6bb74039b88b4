#include "search_users.h"

#include <algorithm>

#include "schema.h"
#include "target_errors.h"
#include "user_reader.h"
#include <muster/core/ids.h>
#include <muster/sdk/filter_values.h>
#include <muster/sdk/page_walk.h>
#include <muster/sdk/search_position.h>

namespace muster::lineworks {
namespace {

/** The most that LINE WORKS gives in a page (Developers, user-list). */
constexpr std::int64_t kMaxPageSize = 100;

/** One search under way. */
class UserSearch {
public:
    UserSearch(sdk::Call& call, const Settings& settings, const Filter& filter,
               const sdk::SearchOptions& options, const sdk::ObjectHandler& handler)
        : call_(call),
          settings_(settings),
          filter_(sdk::withSchemaNames(filter, accountClass())),
          options_(options),
          handler_(handler),
          showsDeleted_(sdk::asksAbout(filter, accountClass(), name::kStatus) ||
                        sdk::asksAbout(filter, accountClass(), "isDeleted")) {}

    Result<sdk::SearchReport> run() {
        if (const std::optional<std::string> address = requiredAddress()) {
            return runSingle(*address);
        }
        MUSTER_ASSIGN_OR_RETURN(position_,
                                sdk::SearchPosition::parse(options_.pageToken, firstPageSize()));
        return runWalk();
    }

private:
    /** What addresses the one member who can match; nothing when the filter leaves it open. */
    std::optional<std::string> requiredAddress() const {
        for (const std::string_view attribute : {attr::kUid, attr::kName}) {
            if (auto address = sdk::requiredValue(filter_, accountClass(), attribute)) {
                return address;
            }
        }
        const auto key = sdk::requiredValue(filter_, accountClass(), name::kExternalKey);
        return key && !key->empty() ? std::optional(std::string(kKeyPrefix) + *key) : std::nullopt;
    }

    Result<sdk::SearchReport> runSingle(const std::string& address) {
        UserReader reader(call_, settings_);
        MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, reader.findAny(address));
        if (user) {
            show(*user);
        }
        return sdk::SearchReport{.remaining = 0, .filterEvaluated = true};
    }

    Result<sdk::SearchReport> runWalk() {
        sdk::PageWalk pages(call_.host(), {.key = std::string(key::kSearch)}, position_.pageSize,
                            "members");
        const Result<bool> ended =
            pages.run(position_.page, [this](const std::string& row) -> Result<bool> {
                MUSTER_ASSIGN_OR_RETURN(const User user, parseUser(row, settings_.domainId));
                return show(user);
            });
        if (!ended) {
            return explained(ended.error());
        }
        if (*ended) {
            return sdk::SearchReport{.remaining = 0, .filterEvaluated = true};
        }
        return sdk::SearchReport{.nextPageToken = position_.toToken(), .filterEvaluated = true};
    }

    std::int64_t firstPageSize() const {
        const std::int64_t wish = options_.pageSize > 0 ? options_.pageSize : kMaxPageSize;
        const bool isPlain = filter_.op == FilterOp::kAll && options_.limit > 0;
        return std::min(isPlain ? std::min(wish, options_.limit) : wish, kMaxPageSize);
    }

    /** False when no more is to be shown. */
    bool show(const User& user) {
        const bool isHidden = user.isDeleted() && !showsDeleted_;
        if (isHidden || !filter_.matches(toObject(user, {}))) {
            return true;
        }
        ++shown_;
        return handler_(toObject(user, options_.attributes)) &&
               (options_.limit == 0 || shown_ < options_.limit);
    }

    sdk::Call& call_;
    const Settings& settings_;
    const Filter filter_;
    const sdk::SearchOptions& options_;
    const sdk::ObjectHandler& handler_;
    const bool showsDeleted_;
    sdk::SearchPosition position_;
    std::int64_t shown_ = 0;
};

}  // namespace

Result<sdk::SearchReport> searchUsers(sdk::Call& call, const Settings& settings,
                                      const Filter& filter, const sdk::SearchOptions& options,
                                      const sdk::ObjectHandler& handler) {
    return UserSearch(call, settings, filter, options, handler).run();
}

}  // namespace muster::lineworks
