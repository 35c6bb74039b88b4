#include "common/ledger.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/clock.h"

namespace sandbox {

namespace json = boost::json;

void Ledger::add(const Origin& origin, std::string_view object, std::string_view id,
                 std::string_view name, std::int64_t timeMs) {
    const std::lock_guard lock(mutex_);
    entries_.push_back({timeMs, object, std::string(origin.method), std::string(origin.target),
                        std::string(origin.correlation), origin.fault, std::string(id),
                        std::string(name), origin.request});
}

json::object Ledger::page(std::uint64_t after, std::uint64_t limit) const {
    const std::lock_guard lock(mutex_);
    const auto total = std::uint64_t{entries_.size()};
    const auto first = std::min(after, total);
    const auto last = first + std::min(limit, total - first);
    json::array rows;
    rows.reserve(last - first);
    for (auto at = first; at < last; ++at) rows.push_back(render(entries_[at], at + 1));
    return {{"total", total}, {"next", last}, {"entries", std::move(rows)}};
}

void Ledger::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
}

json::object Ledger::render(const Entry& entry, std::uint64_t number) {
    json::object row{{"n", number},
                     {"time", isoTimeMs(entry.timeMs)},
                     {"method", entry.method},
                     {"target", entry.target},
                     {"object", entry.object},
                     {"id", entry.id},
                     {"name", entry.name},
                     {"request", entry.request}};
    if (!entry.correlation.empty()) row["correlation"] = entry.correlation;
    if (!entry.fault.empty()) row["fault"] = entry.fault;
    return row;
}

}  // namespace sandbox
