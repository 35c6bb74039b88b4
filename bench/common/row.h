#pragma once

#include <optional>
#include <string>
#include <vector>

namespace bench {

/** What a figure was held against, measured in the same run: between machines, and between hours of
 * one machine, only the ratio of the two can be compared. */
struct Reference {
    std::string name = {};
    double figure = 0;
    std::string unit = {};
};

/** What muster is to reach. */
struct Goal {
    enum class Of { kFigure, kRatio };
    enum class Sense { kAtLeast, kAtMost };
    Of of = Of::kFigure;
    Sense sense = Sense::kAtLeast;
    double value = 0;
};

inline Goal atLeast(double value) { return {Goal::Of::kFigure, Goal::Sense::kAtLeast, value}; }
inline Goal atMost(double value) { return {Goal::Of::kFigure, Goal::Sense::kAtMost, value}; }
inline Goal ratioAtLeast(double value) { return {Goal::Of::kRatio, Goal::Sense::kAtLeast, value}; }
inline Goal ratioAtMost(double value) { return {Goal::Of::kRatio, Goal::Sense::kAtMost, value}; }

/** One line of the report. */
struct Row {
    std::string bench = {};  ///< which program measured it
    std::string name = {};
    double figure = 0;
    std::string unit = {};
    std::optional<Reference> reference = {};
    std::vector<Goal> goals = {};  ///< none for what is only reported

    /** Figure by reference; nothing without one. */
    std::optional<double> ratio() const;
    /** Whether every goal is; nothing when there is none. */
    std::optional<bool> isReached() const;
};

/** Writes the row to standard output, one JSON object on a line of its own. */
void print(const Row& row);

}  // namespace bench
