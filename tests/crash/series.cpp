#include "series.h"

namespace crash {
namespace {

using Side = KillOrder::Side;

constexpr Side kSides[] = {Side::kBefore, Side::kAfter};

const char* wordOf(Side side) { return side == Side::kBefore ? "before" : "after"; }

Series commandSeries(const Target& target, const std::string& shapeName, Side side, int from) {
    return {.name = shapeName + ", " + wordOf(side),
            .from = from,
            .plan = [=, &target](int write, const std::string& prefix) {
                return Plan{.workload = target.shape(shapeName, prefix),
                            .first = {.way = Kill::Way::kWrite, .order = {side, write}}};
            }};
}

Series recoverySeries(const Target& target, const Recovery& recovery, Kill::Way way, Side side,
                      int from) {
    return {.name = "going on with " + recovery.shape +
                    (way == Kill::Way::kHeldAfter ? ", done, " : ", not done, ") + wordOf(side),
            .from = from,
            .plan =
                [=, &target](int write, const std::string& prefix) {
                    return Plan{.workload = target.shape(recovery.shape, prefix),
                                .first = {.way = way, .skip = recovery.skip},
                                .later = {{.way = Kill::Way::kWrite, .order = {side, write}},
                                          {.way = Kill::Way::kWrite, .order = {side, write}}}};
                },
            .run = 1};
}

}  // namespace

std::vector<Series> allSeries(const Target& target, int opening) {
    std::vector<Series> all;
    const std::vector<std::string> shapes = target.shapeNames();
    for (const Side side : kSides) {
        Series first = commandSeries(target, shapes.front(), side, 1);
        first.name = "a new home, " + first.name;
        first.needsNewHome = true;
        all.push_back(std::move(first));
        for (const std::string& name : shapes) {
            all.push_back(commandSeries(target, name, side, opening + 1));
        }
        for (const Recovery& recovery : target.recoveries()) {
            all.push_back(recoverySeries(target, recovery, Kill::Way::kHeldAfter, side, opening));
        }
    }
    return all;
}

}  // namespace crash
