#include "series.h"

namespace crash {
namespace {

using Side = KillOrder::Side;

constexpr Side kSides[] = {Side::kBefore, Side::kAfter};

const char* wordOf(Side side) { return side == Side::kBefore ? "before" : "after"; }

Series commandSeries(const std::string& shapeName, Side side, int from) {
    return {.name = shapeName + ", " + wordOf(side),
            .from = from,
            .plan = [=](int write, const std::string& prefix) {
                return Plan{.workload = shape(shapeName, prefix),
                            .first = {.way = Kill::Way::kWrite, .order = {side, write}}};
            }};
}

/// A host that is killed while a write is done and not answered, and then while it goes on.
struct Recovery {
    const char* shape;
    int skip;  ///< requests before that write
};

constexpr Recovery kRecoveries[] = {{"create by invitation", 0},
                                    {"create by single sign-on with a profile", 0},
                                    {"create with a password", 0},
                                    {"update of profile, address and password", 1},
                                    {"disable", 1},
                                    {"delete", 1}};

Series recoverySeries(const Recovery& recovery, Kill::Way way, Side side, int from) {
    return {.name = std::string("going on with ") + recovery.shape +
                    (way == Kill::Way::kHeldAfter ? ", done, " : ", not done, ") + wordOf(side),
            .from = from,
            .plan =
                [=](int write, const std::string& prefix) {
                    return Plan{.workload = shape(recovery.shape, prefix),
                                .first = {.way = way, .skip = recovery.skip},
                                .later = {{.way = Kill::Way::kWrite, .order = {side, write}},
                                          {.way = Kill::Way::kWrite, .order = {side, write}}}};
                },
            .run = 1};
}

}  // namespace

std::vector<Series> allSeries(int opening) {
    std::vector<Series> all;
    for (const Side side : kSides) {
        Series first = commandSeries("create by invitation", side, 1);
        first.name = "a new home, " + first.name;
        first.needsNewHome = true;
        all.push_back(std::move(first));
        for (const std::string& name : shapeNames()) {
            all.push_back(commandSeries(name, side, opening + 1));
        }
        for (const Recovery& recovery : kRecoveries) {
            all.push_back(recoverySeries(recovery, Kill::Way::kHeldAfter, side, opening));
        }
    }
    return all;
}

}  // namespace crash
