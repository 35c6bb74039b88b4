#include "lineworks/pacing.h"

#include <boost/json.hpp>

#include "common/clock.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::size_t kMostKept = 10'000;

}  // namespace

bool Pacing::begin(const Settings& settings, const PacedWrite& write, std::int64_t nowUs) {
    if (write.kind == Paced::kNo) return false;
    const std::lock_guard lock(mutex_);
    const Begun begun{write, nowUs};
    const bool breaks = check(settings, begun);
    if (breaks && settings.pacingBreach == "429") return true;
    ++(write.kind == Paced::kOrgUnit ? orgUnitWrites_ : userWrites_);
    underWay_.insert_or_assign(write.request, begun);
    if (write.kind == Paced::kOrgUnit) lastOrgUnit_.insert_or_assign(write.key, begun);
    return breaks;
}

bool Pacing::check(const Settings& settings, const Begun& begun) {
    const bool isOrgUnit = begun.write.kind == Paced::kOrgUnit;
    bool breaks = false;
    for (const auto& [request, other] : underWay_) {
        if (other.write.kind != begun.write.kind || other.write.key != begun.write.key) continue;
        add(isOrgUnit ? "orgunit-parallel" : "user-overlap", other, begun);
        breaks = true;
    }
    if (!isOrgUnit || breaks) return breaks;
    const auto last = lastOrgUnit_.find(begun.write.key);
    const auto intervalUs = std::int64_t{settings.orgIntervalMs} * 1000;
    if (last == lastOrgUnit_.end() || begun.timeUs - last->second.timeUs >= intervalUs) {
        return false;
    }
    add("orgunit-interval", last->second, begun);
    return true;
}

void Pacing::add(std::string_view rule, const Begun& first, const Begun& second) {
    ++total_;
    if (violations_.size() < kMostKept) violations_.push_back({rule, first, second});
}

void Pacing::end(std::uint64_t request) {
    const std::lock_guard lock(mutex_);
    underWay_.erase(request);
}

json::object Pacing::describe() const {
    const std::lock_guard lock(mutex_);
    json::array rows;
    for (const auto& each : violations_) rows.push_back(render(each));
    return {{"org_unit_writes", orgUnitWrites_},
            {"user_writes", userWrites_},
            {"total", total_},
            {"violations", std::move(rows)}};
}

json::object Pacing::render(const Violation& violation) {
    const auto& [rule, first, second] = violation;
    return {{"rule", rule},
            {second.write.kind == Paced::kOrgUnit ? "domainId" : "user", second.write.key},
            {"apart_ms", static_cast<double>(second.timeUs - first.timeUs) / 1000},
            {"time", isoTimeMs(second.timeUs / 1000)},
            {"request", second.write.request},
            {"call", second.write.call},
            {"before", json::object{{"request", first.write.request},
                                    {"call", first.write.call},
                                    {"time", isoTimeMs(first.timeUs / 1000)}}}};
}

void Pacing::clear() {
    const std::lock_guard lock(mutex_);
    violations_.clear();
    total_ = orgUnitWrites_ = userWrites_ = 0;
}

void Pacing::reset() {
    clear();
    const std::lock_guard lock(mutex_);
    underWay_.clear();
    lastOrgUnit_.clear();
}

}  // namespace sandbox::lineworks
