#include "zoom/rate_limits.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/clock.h"
#include "zoom/plan_limits.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

constexpr std::int64_t kDayUs = 24LL * 3600 * 1'000'000;

std::int64_t dayOf(std::int64_t nowUs) { return nowUs / kDayUs; }

/// The next 00:00 UTC.
std::int64_t midnightMs(std::int64_t nowUs) { return (dayOf(nowUs) + 1) * kDayUs / 1000; }

WindowKind kindOf(const Settings& settings) {
    return settings.limitWindow == "fixed" ? WindowKind::kFixed : WindowKind::kSliding;
}

/// In whole seconds as X-RateLimit-Reset tells it, rounded up.
std::int64_t wholeSecondMs(std::int64_t timeUs) { return (timeUs + 999'999) / 1'000'000 * 1000; }

}  // namespace

void RateLimits::turnDay(std::int64_t nowUs) {
    if (day_.number != dayOf(nowUs)) day_ = {.number = dayOf(nowUs)};
}

Admission RateLimits::admit(const Settings& settings, Label label, std::int64_t nowUs) {
    const auto limit = limitOf(settings, label);
    const auto pot = potOf(settings, label);
    const auto perDay = limitOf(settings, pot).perDay;
    const std::lock_guard lock(mutex_);
    turnDay(nowUs);
    auto& book = books_[indexOf(label)];
    const auto kind = kindOf(settings);
    const auto lengthUs = std::int64_t{limit.windowMs} * 1000;
    auto calls = static_cast<int>(book.window.used(kind, lengthUs, nowUs));

    Admission admission{.label = label};
    auto& used = day_.pots[indexOf(pot)];
    if (settings.limits && calls >= limit.calls) {
        admission.verdict = Verdict::kPerSecond;
        admission.resetMs = wholeSecondMs(book.window.resetUs(kind, lengthUs, nowUs));
        ++book.perSecond;
    } else if (settings.limits && perDay != kNoLimit && used >= perDay) {
        admission.verdict = Verdict::kPerDay;
        admission.resetMs = midnightMs(nowUs);
        ++book.perDay;
    } else {
        book.window.take(nowUs);
        ++calls;
        book.admitted.add(nowUs);
        ++used;
    }
    admission.limit = perDay == kNoLimit ? limit.calls : perDay;
    const int spent = perDay == kNoLimit ? calls : used;
    admission.remaining = std::max(0, admission.limit - spent);
    return admission;
}

Admission RateLimits::admitInvite(const Settings& settings, std::int64_t nowUs) {
    const std::lock_guard lock(mutex_);
    turnDay(nowUs);
    Admission admission{.label = Label::kLight, .limit = invitesPerDay(settings)};
    if (settings.limits && day_.invites >= admission.limit) {
        admission.verdict = Verdict::kInvites;
        admission.resetMs = midnightMs(nowUs);
        ++invitesRefused_;
    } else {
        ++day_.invites;
    }
    admission.remaining = std::max(0, admission.limit - day_.invites);
    return admission;
}

bool RateLimits::admitGroup(const Settings& settings, std::int64_t nowUs) {
    const std::lock_guard lock(mutex_);
    turnDay(nowUs);
    if (settings.limits && day_.groups >= settings.groupsPerDay) return false;
    ++day_.groups;
    return true;
}

json::object RateLimits::describe(const Settings& settings, std::int64_t nowUs, int seconds) const {
    const std::lock_guard lock(mutex_);
    json::object labels;
    for (const auto label : kLabels) {
        labels[labelName(label)] = describeLabel(settings, label, nowUs, seconds);
    }
    return {{"enforced", settings.limits},
            {"plan", settings.plan},
            {"labels", std::move(labels)},
            {"day", describeDay(settings, nowUs)}};
}

json::object RateLimits::describeLabel(const Settings& settings, Label label, std::int64_t nowUs,
                                       int seconds) const {
    const auto& book = books_[indexOf(label)];
    const auto limit = limitOf(settings, label);
    const double permitted = limit.calls * 1000.0 / limit.windowMs;
    const double recent = static_cast<double>(book.admitted.recent(nowUs, seconds)) / seconds;
    const auto ofPermitted = [&](double rate) { return permitted > 0 ? rate / permitted : 0; };
    json::object row{{"permitted", limit.calls},
                     {"window_ms", limit.windowMs},
                     {"requests", book.admitted.total() + book.perSecond + book.perDay},
                     {"admitted", book.admitted.total()},
                     {"refused_per_second", book.perSecond},
                     {"refused_per_day", book.perDay},
                     {"busiest_window", book.window.most()},
                     {"of_permitted", ofPermitted(book.admitted.rate())},
                     {"recent", json::object{{"seconds", seconds},
                                             {"rate", recent},
                                             {"of_permitted", ofPermitted(recent)}}}};
    book.admitted.describe(row);
    return row;
}

json::object RateLimits::describeDay(const Settings& settings, std::int64_t nowUs) const {
    const Day day = day_.number == dayOf(nowUs) ? day_ : Day{};
    const auto pot = [](int used, int limit) {
        json::object row{{"used", used}};
        if (limit != kNoLimit) row["limit"] = limit;
        return row;
    };
    json::object row;
    for (const auto label : kLabels) {
        if (potOf(settings, label) != label) continue;
        row[labelName(label)] = pot(day.pots[indexOf(label)], limitOf(settings, label).perDay);
    }
    row["invites"] = pot(day.invites, invitesPerDay(settings));
    row["invites_refused"] = invitesRefused_;
    row["groups"] = pot(day.groups, settings.groupsPerDay);
    row["resets"] = isoTime(midnightMs(nowUs));
    return row;
}

void RateLimits::clearCounts() {
    const std::lock_guard lock(mutex_);
    for (auto& book : books_) {
        book.admitted.clear();
        book.perSecond = book.perDay = 0;
        book.window.clearMost();
    }
    invitesRefused_ = 0;
}

void RateLimits::reset() {
    const std::lock_guard lock(mutex_);
    books_ = {};
    day_ = {};
    invitesRefused_ = 0;
}

}  // namespace sandbox::zoom
