#include "zoom/plan_limits.h"

namespace sandbox::zoom {

namespace {

constexpr int kSecond = 1000;
constexpr int kMinute = 60 * kSecond;

struct PlanLimits {
    std::string_view plan;
    std::array<LabelLimit, 4> labels;  ///< in the order of `Label`
    bool heavySharesPot;
    int invitesPerDay;
};

constexpr PlanLimits kPlans[] = {
    {"free",
     {{{4, kSecond, 6'000}, {2, kSecond, 2'000}, {1, kSecond, 1'000}, {10, kMinute, 30'000}}},
     false,
     50},
    {"pro",
     {{{30, kSecond, kNoLimit},
       {20, kSecond, kNoLimit},
       {10, kSecond, 30'000},
       {10, kMinute, 30'000}}},
     true,
     1'500},
    {"business",
     {{{80, kSecond, kNoLimit},
       {60, kSecond, kNoLimit},
       {40, kSecond, 60'000},
       {20, kMinute, 60'000}}},
     true,
     10'000},
};

const PlanLimits& planOf(const Settings& settings) {
    for (const auto& each : kPlans) {
        if (each.plan == settings.plan) return each;
    }
    return kPlans[0];
}

/// The switches of a label; kNoLimit in one leaves what the plan says.
struct Overrides {
    int Settings::*calls;
    int Settings::*perDay;
};

constexpr Overrides kOverrides[] = {
    {&Settings::lightPerSecond, &Settings::lightPerDay},
    {&Settings::mediumPerSecond, &Settings::mediumPerDay},
    {&Settings::heavyPerSecond, &Settings::heavyPerDay},
    {&Settings::resourcePerMinute, &Settings::resourcePerDay},
};

}  // namespace

LabelLimit limitOf(const Settings& settings, Label label) {
    auto limit = planOf(settings).labels[indexOf(label)];
    const auto& overrides = kOverrides[indexOf(label)];
    if (const int calls = settings.*overrides.calls; calls >= 0) limit.calls = calls;
    if (const int perDay = settings.*overrides.perDay; perDay >= 0) limit.perDay = perDay;
    return limit;
}

Label potOf(const Settings& settings, Label label) {
    const bool shared = label == Label::kResourceIntensive && planOf(settings).heavySharesPot;
    return shared ? Label::kHeavy : label;
}

int invitesPerDay(const Settings& settings) {
    const int perDay = settings.createsPerDay;
    return perDay >= 0 ? perDay : planOf(settings).invitesPerDay;
}

}  // namespace sandbox::zoom
