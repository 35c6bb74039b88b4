#include "zoom/paging.h"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "zoom/errors.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

bool readNumber(const Query& query, std::string_view name, int& number) {
    const auto text = query.find(name);
    if (!text) return true;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    return error == std::errc{} && end == text->data() + text->size() && number >= 1;
}

}  // namespace

Page readPage(const Query& query, std::string_view list,
              std::initializer_list<std::string_view> bound, int most,
              std::vector<std::string>& bad) {
    Page page;
    if (!readNumber(query, "page_size", page.size)) bad.emplace_back("page_size");
    if (!readNumber(query, "page_number", page.number)) bad.emplace_back("page_number");
    page.size = std::min(page.size, most);
    page.fingerprint.append(list).append("\n").append(query.value("page_size"));
    for (const auto name : bound) page.fingerprint.append("\n").append(query.value(name));
    return page;
}

std::string tokenAfter(const Account& account, const Page& page, std::uint64_t last) {
    return account.pages.issue({last, page.number + 1}, page.fingerprint, account.clock.nowMs());
}

Response badPageToken() { return apiError(400, 300, "The next page token is invalid or expired."); }

json::object envelope(const Page& page, std::size_t total, json::storage_ptr memory) {
    const auto size = static_cast<std::size_t>(page.size);
    json::object answer(std::move(memory));
    answer["page_count"] = (total + size - 1) / size;
    answer["page_number"] = page.number;
    answer["page_size"] = page.size;
    answer["total_records"] = total;
    return answer;
}

}  // namespace sandbox::zoom
