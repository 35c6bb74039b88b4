#include "lineworks/rate_limits.h"

#include <algorithm>

#include <boost/json.hpp>

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;

WindowKind kindOf(const Settings& settings) {
    return settings.limitWindow == "fixed" ? WindowKind::kFixed : WindowKind::kSliding;
}

}  // namespace

int perMinute(const Settings& settings) {
    if (settings.perMinute >= 0) return settings.perMinute;
    return settings.plan == "free" ? 60 : 240;
}

Admission RateLimits::admit(const Settings& settings, std::int64_t domainId,
                            std::string_view operation, std::int64_t nowUs) {
    const auto kind = kindOf(settings);
    const std::lock_guard lock(mutex_);
    const auto scope = settings.limitScope == "tenant" ? 0 : domainId;
    auto& book = books_[{scope, std::string(operation)}];
    Admission admission{.limit = perMinute(settings)};
    admission.used = static_cast<int>(book.window.used(kind, kMinuteUs, nowUs));
    if (settings.limits && admission.used >= admission.limit) {
        admission.admitted = false;
        ++book.refused;
    } else {
        book.window.take(nowUs);
        book.admitted.add(nowUs);
        ++admission.used;
    }
    const auto untilUs = book.window.resetUs(kind, kMinuteUs, nowUs) - nowUs;
    admission.resetSeconds = (untilUs + 999'999) / 1'000'000;
    return admission;
}

json::object RateLimits::describe(const Settings& settings, std::int64_t nowUs, int seconds) const {
    const std::lock_guard lock(mutex_);
    const double permitted = perMinute(settings) / 60.0;
    const auto ofPermitted = [&](double rate) { return permitted > 0 ? rate / permitted : 0; };
    json::array rows;
    for (const auto& [name, book] : books_) {
        const double recent = static_cast<double>(book.admitted.recent(nowUs, seconds)) / seconds;
        json::object row{{"operation", name.second},
                         {"requests", book.admitted.total() + book.refused},
                         {"admitted", book.admitted.total()},
                         {"refused", book.refused},
                         {"busiest_window", book.window.most()},
                         {"of_permitted", ofPermitted(book.admitted.rate())},
                         {"recent", json::object{{"seconds", seconds},
                                                 {"rate", recent},
                                                 {"of_permitted", ofPermitted(recent)}}}};
        if (name.first != 0) row["domainId"] = name.first;
        book.admitted.describe(row);
        rows.push_back(std::move(row));
    }
    return {{"enforced", settings.limits},
            {"plan", settings.plan},
            {"permitted", perMinute(settings)},
            {"window_ms", kMinuteUs / 1000},
            {"operations", std::move(rows)}};
}

void RateLimits::clearCounts() {
    const std::lock_guard lock(mutex_);
    for (auto& [name, book] : books_) {
        book.admitted.clear();
        book.refused = 0;
        book.window.clearMost();
    }
}

void RateLimits::reset() {
    const std::lock_guard lock(mutex_);
    books_.clear();
}

void addRateHeaders(Response& response, const Settings& settings, const Admission& admission) {
    if (!settings.limits) return;
    const auto add = [&](std::string name, std::int64_t value) {
        response.headers.emplace_back(std::move(name), std::to_string(value));
    };
    add(settings.usedHeader, admission.used);
    add("rateLimit-limit", admission.limit);
    add("rateLimit-remaining", std::max(0, admission.limit - admission.used));
    add("rateLimit-reset", admission.resetSeconds);
}

}  // namespace sandbox::lineworks
