#include "common/row.h"

#include <algorithm>
#include <cstdio>

#include <boost/json.hpp>

namespace bench {
namespace {

boost::json::object toJson(const Goal& goal) {
    return {{"of", goal.of == Goal::Of::kFigure ? "figure" : "ratio"},
            {goal.sense == Goal::Sense::kAtLeast ? "at_least" : "at_most", goal.value}};
}

}  // namespace

std::optional<double> Row::ratio() const {
    const bool isThere = reference && reference->figure > 0;
    return isThere ? std::optional(figure / reference->figure) : std::nullopt;
}

std::optional<bool> Row::isReached() const {
    if (goals.empty()) {
        return std::nullopt;
    }
    return std::all_of(goals.begin(), goals.end(), [&](const Goal& goal) {
        const std::optional<double> value = goal.of == Goal::Of::kFigure ? figure : ratio();
        return value &&
               (goal.sense == Goal::Sense::kAtLeast ? *value >= goal.value : *value <= goal.value);
    });
}

void print(const Row& row) {
    boost::json::object line = {
        {"bench", row.bench}, {"row", row.name}, {"figure", row.figure}, {"unit", row.unit}};
    if (row.reference) {
        line["reference"] = row.reference->name;
        line["reference_figure"] = row.reference->figure;
        line["reference_unit"] = row.reference->unit;
    }
    if (const auto ratio = row.ratio()) {
        line["ratio"] = *ratio;
    }
    boost::json::array goals;
    for (const Goal& goal : row.goals) {
        goals.push_back(toJson(goal));
    }
    line["goals"] = std::move(goals);
    if (const auto isReached = row.isReached()) {
        line["reached"] = *isReached;
    }
    std::printf("%s\n", boost::json::serialize(line).c_str());
    std::fflush(stdout);
}

}  // namespace bench
