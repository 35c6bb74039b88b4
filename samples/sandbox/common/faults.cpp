#include "common/faults.h"

#include <algorithm>
#include <chrono>

#include <boost/json.hpp>
#include <fnmatch.h>

#include "common/ids.h"

namespace sandbox {

namespace json = boost::json;

namespace {

/// `*` stands for one segment of the path or a part of it. Calls that get a token are met by a
/// fault that names their path only: else "any POST" would keep a client from all others.
bool pathFits(const std::string& pattern, std::string_view path) {
    if (pattern.empty()) return !path.starts_with("/oauth");
    return fnmatch(pattern.c_str(), std::string(path).c_str(), FNM_PATHNAME) == 0;
}

/// Where a fault of that kind goes in the plan; null for delays, which add up.
std::optional<Fault>* placeOf(FaultPlan& plan, FaultKind kind) {
    switch (kind) {
        case FaultKind::kDelayBefore:
        case FaultKind::kDelayAfter:
            return nullptr;
        case FaultKind::kDropBefore:
        case FaultKind::kStatusBefore:
        case FaultKind::kThrottle:
        case FaultKind::kBrokenJson:
            return &plan.before;
        case FaultKind::kDropAfter:
        case FaultKind::kStatusAfter:
        case FaultKind::kTruncateJson:
        case FaultKind::kCutBody:
        case FaultKind::kCodeZero:
            return &plan.after;
        case FaultKind::kHideCreated:
            return &plan.created;
    }
    return nullptr;
}

void addDelay(FaultPlan& plan, const Fault& fault) {
    (fault.kind == FaultKind::kDelayBefore ? plan.delayBeforeMs : plan.delayAfterMs) += fault.ms;
}

}  // namespace

std::string_view FaultPlan::name() const {
    if (before) return faultName(before->kind);
    return after ? faultName(after->kind) : std::string_view{};
}

bool Faults::Rule::meets(std::string_view method, std::string_view path) {
    if (spent() || (!fault.method.empty() && fault.method != method)) return false;
    if (!pathFits(fault.path, path)) return false;
    if (static_cast<std::int64_t>(matched++) < fault.skip) return false;
    if (fault.probability < 1 && nextUnit(coin) >= fault.probability) return false;
    ++met;
    return true;
}

std::uint64_t Faults::add(Fault fault) {
    const std::lock_guard lock(mutex_);
    const auto coin = fault.seed;
    rules_.push_back({++lastNumber_, std::move(fault), coin});
    any_ = true;
    return lastNumber_;
}

bool Faults::remove(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    const bool removed =
        std::erase_if(rules_, [&](const Rule& rule) { return rule.number == number; }) > 0;
    any_ = !rules_.empty();
    wake();
    return removed;
}

void Faults::clear() {
    const std::lock_guard lock(mutex_);
    rules_.clear();
    any_ = false;
    wake();
}

void Faults::stop() {
    clear();
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake();
}

void Faults::wake() {
    ++wakes_;
    changed_.notify_all();
}

FaultPlan Faults::draw(std::string_view method, std::string_view path) {
    FaultPlan plan;
    if (!any_) return plan;
    const std::lock_guard lock(mutex_);
    plan.wakes = wakes_;
    const auto meet = [&](auto&& wanted) {
        for (auto& rule : rules_) {
            auto* place = placeOf(plan, rule.fault.kind);
            if (!wanted(place) || (place != nullptr && *place)) continue;
            if (!rule.meets(method, path)) continue;
            if (place != nullptr) {
                *place = rule.fault;
            } else {
                addDelay(plan, rule.fault);
            }
        }
    };
    meet([&](auto* place) { return place == nullptr || place == &plan.before; });
    // What stands in place of the call leaves no answer to spoil.
    if (!plan.before) meet([&](auto* place) { return place == &plan.after; });
    if (!plan.before) meet([&](auto* place) { return place == &plan.created; });
    return plan;
}

void Faults::hold(const FaultPlan& plan, std::int64_t ms) {
    if (ms <= 0) return;
    std::unique_lock lock(mutex_);
    ++held_;
    changed_.wait_for(lock, std::chrono::milliseconds(ms),
                      [&] { return stopping_ || wakes_ != plan.wakes; });
    --held_;
}

json::array Faults::list() const {
    const std::lock_guard lock(mutex_);
    json::array rows;
    for (const auto& rule : rules_) {
        auto row = toJson(rule.fault);
        row["n"] = rule.number;
        row["matched"] = rule.matched;
        row["met"] = rule.met;
        if (rule.fault.count >= 0) row["left"] = rule.fault.count - rule.met;
        rows.push_back(std::move(row));
    }
    return rows;
}

int Faults::held() const {
    const std::lock_guard lock(mutex_);
    return held_;
}

}  // namespace sandbox
