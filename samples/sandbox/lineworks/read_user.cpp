// GET /users and GET /users/{userId}: item 16.
#include <algorithm>
#include <vector>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/find.h"
#include "lineworks/paging.h"
#include "lineworks/user_json.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

/// The order of a list and what is in it.
struct Listing {
    bool byName = false;
    bool descending = false;
    bool vipOnly = false;
    Refusal refusal = {};
};

/// One of two words, the first when it is absent; else a refusal.
bool readChoice(const Query& query, std::string_view name, std::string_view usual,
                std::string_view other, Refusal& refusal) {
    const auto text = query.find(name);
    if (!text || *text == usual) return false;
    if (*text != other) {
        refusal = invalidParameter(std::string(name) + " must be " + std::string(usual) + " or " +
                                   std::string(other) + ".");
    }
    return true;
}

Listing readListing(const Query& query) {
    Listing listing;
    listing.byName = readChoice(query, "orderBy", "CREATED_TIME", "NAME", listing.refusal);
    listing.descending = readChoice(query, "sortOrder", "ASCENDING", "DESCENDING", listing.refusal);
    const auto filter = query.find("searchFilterType");
    listing.vipOnly = filter == "VIP";
    if (filter && !listing.vipOnly) {
        listing.refusal = invalidParameter("searchFilterType must be VIP.");
    }
    return listing;
}

/// Executives are what comes nearest to it (ours).
bool isVip(const Tenant& tenant, const User& user) {
    return std::any_of(user.organizations.begin(), user.organizations.end(),
                       [&](const Organization& each) {
                           const auto* level = tenant.directory.levels.find(each.levelId);
                           return level != nullptr && flagOf(level->more, "executive");
                       });
}

bool isInDomain(const User& user, std::int64_t domainId) {
    return user.domainId == domainId ||
           std::any_of(user.organizations.begin(), user.organizations.end(),
                       [&](const Organization& each) { return each.domainId == domainId; });
}

/// In an order other than that of creation a cursor counts the users shown.
Response listSorted(const Tenant& tenant, const Page& page, const Listing& listing,
                    std::vector<const User*> users) {
    const auto name = [](const User* user) { return user->name.lastName + user->name.firstName; };
    if (listing.byName) {
        std::stable_sort(users.begin(), users.end(),
                         [&](auto* left, auto* right) { return name(left) < name(right); });
    }
    if (listing.descending) std::reverse(users.begin(), users.end());
    json::array rows;
    auto at = std::min<std::size_t>(page.after, users.size());
    for (; at < users.size() && rows.size() < page.count; ++at) {
        rows.push_back(toJson(tenant, *users[at]));
    }
    const bool ends = at >= users.size();
    return listAnswer(tenant, page, "users", std::move(rows),
                      ends ? std::nullopt : std::optional<std::uint64_t>(at));
}

}  // namespace

Response listUsers(const Tenant& tenant, const Call& call) {
    const auto listing = readListing(call.query);
    if (listing.refusal) return *listing.refusal;
    const auto page = readPage(tenant, call, {"orderBy", "sortOrder", "searchFilterType"});
    if (page.refusal) return *page.refusal;
    const auto shows = [&](const User& user) {
        const bool hidden = user.deleted() && !tenant.settings.deletedShown;
        return !hidden && !isPurged(tenant, user) && isInDomain(user, page.domainId) &&
               (!listing.vipOnly || isVip(tenant, user)) &&
               !tenant.late.misses(user.id, tenant.clock.nowMs());
    };
    const auto& all = tenant.directory.users.all();
    if (!listing.byName && !listing.descending) {
        return listRow(tenant, page, "users", all, shows,
                       [&](const User& user) { return toJson(tenant, user); });
    }
    std::vector<const User*> users;
    for (const auto& [number, user] : all) {
        if (shows(user)) users.push_back(&user);
    }
    return listSorted(tenant, page, listing, std::move(users));
}

Response readUserCall(const Tenant& tenant, const Call& call) {
    const auto [user, gone] = shownUserOfPath(tenant, call);
    if (gone) return *gone;
    return jsonResponse(200, json::serialize(toJson(tenant, *user)));
}

}  // namespace sandbox::lineworks
