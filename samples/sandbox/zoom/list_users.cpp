// GET /users: items 17 to 20.
#include <algorithm>

#include <boost/json.hpp>

#include "zoom/paging.h"
#include "zoom/user_json.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

/// What a list request asks for.
struct Listing {
    Status status = Status::kActive;
    std::string_view roleId;
    Included included;
    Page page;
};

/// Reads the parameters; the names of the bad ones go into `bad`.
Listing readListing(const Settings& settings, const Query& query, std::vector<std::string>& bad) {
    Listing listing;
    if (const auto text = query.find("status")) {
        const auto status = parseStatus(*text);
        if (!status) bad.emplace_back("status");
        listing.status = status.value_or(Status::kActive);
    }
    listing.page = readPage(query, "users", {"status", "role_id", "include_fields", "license"},
                            settings.maxPageSize, bad);
    listing.roleId = query.value("role_id");
    for (const auto& field : splitList(query.value("include_fields"))) {
        listing.included.customAttributes |= field == "custom_attributes";
        listing.included.hostKey |= field == "host_key";
    }
    return listing;
}

const UserStore::Row& rowOf(const Account& account, const Listing& listing) {
    if (listing.roleId.empty()) return account.users.withStatus(listing.status);
    return account.users.withRole(listing.status, listing.roleId);
}

/// Users of the row that do not show yet; there are few at any time.
std::size_t hiddenIn(const Account& account, const UserStore::Row& row) {
    const auto ids = account.late.hidden(account.clock.nowMs());
    return static_cast<std::size_t>(std::count_if(ids.begin(), ids.end(), [&](auto& id) {
        const auto* user = account.users.find(id);
        return user != nullptr && row.contains(user->number);
    }));
}

}  // namespace

Response listUsers(const Account& account, const Call& call) {
    std::vector<std::string> bad;
    auto listing = readListing(account.settings, call.query, bad);
    if (!bad.empty()) return validationFailed(bad);

    const auto nowMs = account.clock.nowMs();
    const auto& row = rowOf(account, listing);
    const auto first = placeOf(account, call.query, row, listing.page);
    if (!first) return badPageToken();

    json::monotonic_resource memory;  // a page is built, serialised and dropped
    auto answer = envelope(listing.page, row.size() - hiddenIn(account, row), &memory);
    json::array users(&memory);
    auto place = *first;
    std::uint64_t last = 0;
    for (int left = listing.page.size; left > 0 && place != row.end(); ++place) {
        last = place->first;
        if (account.late.misses(place->second->id, nowMs)) continue;
        users.push_back(listRow(*place->second, listing.included, &memory));
        --left;
    }
    answer["next_page_token"] =
        place == row.end() ? std::string() : tokenAfter(account, listing.page, last);
    answer["users"] = std::move(users);
    return jsonResponse(200, json::serialize(answer));
}

}  // namespace sandbox::zoom
