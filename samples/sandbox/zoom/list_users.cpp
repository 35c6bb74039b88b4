// GET /users: items 17 to 20.
#include <algorithm>
#include <charconv>
#include <iterator>

#include <boost/json.hpp>

#include "zoom/user_json.h"
#include "zoom/users.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

constexpr int kDefaultPageSize = 30;  // Users API reference

/// What a list request asks for.
struct Listing {
    Status status = Status::kActive;
    int pageSize = kDefaultPageSize;
    int page = 1;
    std::string_view roleId;
    Included included;
    std::string fingerprint;  ///< the parameters that a page token is bound to
};

bool readNumber(const Query& query, std::string_view name, int& number) {
    const auto text = query.find(name);
    if (!text) return true;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    return error == std::errc{} && end == text->data() + text->size() && number >= 1;
}

std::string fingerprintOf(const Query& query) {
    std::string text;
    for (const std::string_view name :
         {"status", "page_size", "role_id", "include_fields", "license"}) {
        text.append(query.value(name)).append("\n");
    }
    return text;
}

/// Reads the parameters; the names of the bad ones go into `bad`.
Listing readListing(const Settings& settings, const Query& query, std::vector<std::string>& bad) {
    Listing listing;
    if (const auto text = query.find("status")) {
        const auto status = parseStatus(*text);
        if (!status) bad.emplace_back("status");
        listing.status = status.value_or(Status::kActive);
    }
    if (!readNumber(query, "page_size", listing.pageSize)) bad.emplace_back("page_size");
    if (!readNumber(query, "page_number", listing.page)) bad.emplace_back("page_number");
    listing.pageSize = std::min(listing.pageSize, settings.maxPageSize);
    listing.roleId = query.value("role_id");
    for (const auto& field : splitList(query.value("include_fields"))) {
        listing.included.customAttributes |= field == "custom_attributes";
        listing.included.hostKey |= field == "host_key";
    }
    listing.fingerprint = fingerprintOf(query);
    return listing;
}

const UserStore::Row& rowOf(const Account& account, const Listing& listing) {
    if (listing.roleId.empty()) return account.users.withStatus(listing.status);
    return account.users.withRole(listing.status, listing.roleId);
}

/// Where the page begins: behind the place in the token, else at the page number. Nothing when
/// the token is bad.
std::optional<UserStore::Row::const_iterator> firstPlace(const Account& account, const Query& query,
                                                         const UserStore::Row& row,
                                                         Listing& listing) {
    const auto token = query.value("next_page_token");
    if (!token.empty()) {
        const auto cursor = account.pages.open(token, listing.fingerprint, account.clock.nowMs());
        if (!cursor) return std::nullopt;
        listing.page = cursor->page;
        return row.upper_bound(cursor->after);
    }
    const auto before =
        static_cast<std::size_t>(listing.page - 1) * static_cast<std::size_t>(listing.pageSize);
    if (before >= row.size()) return row.end();
    return std::next(row.begin(), static_cast<std::ptrdiff_t>(before));
}

/// Users of the row that do not show yet; there are few at any time.
std::size_t hiddenIn(const Account& account, const UserStore::Row& row) {
    const auto ids = account.late.hidden(account.clock.nowMs());
    return static_cast<std::size_t>(std::count_if(ids.begin(), ids.end(), [&](auto& id) {
        const auto* user = account.users.find(id);
        return user != nullptr && row.contains(user->number);
    }));
}

json::object envelope(const Listing& listing, std::size_t total, json::storage_ptr memory) {
    const auto size = static_cast<std::size_t>(listing.pageSize);
    json::object answer(std::move(memory));
    answer["page_count"] = (total + size - 1) / size;
    answer["page_number"] = listing.page;
    answer["page_size"] = listing.pageSize;
    answer["total_records"] = total;
    return answer;
}

}  // namespace

Response listUsers(const Account& account, const Call& call) {
    std::vector<std::string> bad;
    auto listing = readListing(account.settings, call.query, bad);
    if (!bad.empty()) return validationFailed(bad);

    const auto nowMs = account.clock.nowMs();
    const auto& row = rowOf(account, listing);
    const auto first = firstPlace(account, call.query, row, listing);
    if (!first) return apiError(400, 300, "The next page token is invalid or expired.");

    json::monotonic_resource memory;  // a page is built, serialised and dropped
    auto answer = envelope(listing, row.size() - hiddenIn(account, row), &memory);
    json::array users(&memory);
    auto place = *first;
    std::uint64_t last = 0;
    for (int left = listing.pageSize; left > 0 && place != row.end(); ++place) {
        last = place->first;
        if (account.late.misses(place->second->id, nowMs)) continue;
        users.push_back(listRow(*place->second, listing.included, &memory));
        --left;
    }
    answer["next_page_token"] =
        place == row.end()
            ? std::string()
            : account.pages.issue({last, listing.page + 1}, listing.fingerprint, nowMs);
    answer["users"] = std::move(users);
    return jsonResponse(200, json::serialize(answer));
}

}  // namespace sandbox::zoom
