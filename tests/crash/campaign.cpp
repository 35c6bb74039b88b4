#include "campaign.h"

#include <thread>
#include <vector>

#include "story.h"

namespace crash {
namespace {

constexpr int kRoundsInAHome = 25;
constexpr int kTellEvery = 500;  ///< kills

/// How many write points the opening of a home has that is there already.
int openingWrites(Lane& lane) {
    (void)lane.run({"status"}, false, {});
    for (int write = 1;; ++write) {
        const Kill kill{.way = Kill::Way::kWrite, .order = {KillOrder::Side::kAfter, write}};
        if (!lane.run({"status"}, false, kill).wasKilled) return write - 1;
    }
}

/// In an order that the seed decides, so that a campaign that takes a part of them takes others
/// each time (Fisher and Yates).
std::vector<Series> shuffled(std::vector<Series> all, std::uint64_t seed) {
    Random random(seed);
    for (std::size_t left = all.size(); left > 1; --left) {
        std::swap(all[left - 1],
                  all[static_cast<std::size_t>(random.below(static_cast<int>(left)))]);
    }
    return all;
}

const char* wordOf(Kill::Way way) {
    switch (way) {
        case Kill::Way::kNone:
            return "none";
        case Kill::Way::kWrite:
            return "at a write point";
        case Kill::Way::kHeldBefore:
            return "request not done yet";
        case Kill::Way::kHeldAfter:
            return "request done, not answered";
        case Kill::Way::kMoment:
            return "at some moment";
    }
    return "";
}

void tellMap(std::ostream& out, const char* title, const std::map<std::string, int>& counts) {
    out << title;
    const char* comma = " ";
    for (const auto& [name, count] : counts) {
        out << comma << name << " " << count;
        comma = ", ";
    }
    out << "\n";
}

}  // namespace

bool Campaign::isOver() {
    const std::lock_guard lock(mutex_);
    return totals_.badRounds >= options_.mostFindings;
}

std::string Campaign::prefix() {
    const std::lock_guard lock(mutex_);
    return "r" + std::to_string(++prefixes_);
}

void Campaign::renewNowAndThen(Lane& lane, int round) {
    if (round % kRoundsInAHome == 0) lane.renew();
}

bool Campaign::runSeries(Lane& lane) {
    const Series* series = nullptr;
    {
        const std::lock_guard lock(mutex_);
        if (nextSeries_ == series_.size() || totals_.kills >= options_.seriesKills) return false;
        series = &series_[nextSeries_++];
    }
    lane.renew();
    for (int write = series->from; !isOver(); ++write) {
        if (series->needsNewHome) lane.renew();
        Plan plan = series->plan(write, prefix());
        plan.workload.name = series->name + " write point " + std::to_string(write);
        const Verdict verdict = runRound(lane, plan);
        count(verdict);
        const bool wasReached =
            verdict.runs.size() > series->run && verdict.runs[series->run].wasKilled;
        if (!wasReached) break;
    }
    return true;
}

bool Campaign::runRandom(Lane& lane) {
    int number = 0;
    {
        const std::lock_guard lock(mutex_);
        if (totals_.kills >= options_.kills) return false;
        number = nextRandom_++;
    }
    count(runRound(lane, randomPlan(target_, options_.seed, number, prefix())));
    return true;
}

void Campaign::work() {
    try {
        Lane lane(target_);
        while (!isOver() && runSeries(lane)) {
        }
        lane.renew();
        for (int round = 1; !isOver() && runRandom(lane); ++round) renewNowAndThen(lane, round);
    } catch (const std::exception& problem) {
        // No simulator, no home: nothing of that lane can be judged any more.
        Verdict verdict{.plan = {.workload = {.name = "between two rounds"}}};
        verdict.findings = {{"trouble", "", problem.what()}};
        count(verdict);
    }
}

void Campaign::count(const Verdict& verdict) {
    const std::lock_guard lock(mutex_);
    ++totals_.rounds;
    totals_.kills += verdict.kills();
    for (const Run& run : verdict.runs) {
        if (run.wasKilled) ++totals_.killsByWay[wordOf(run.kill.way)];
    }
    totals_.operations += static_cast<int>(verdict.facts.operations.size());
    for (const OperationRow& row : verdict.facts.operations) {
        ++totals_.outcomes[(row.state == OperationRow::kAbandoned ? "abandoned, " : "") +
                           std::string(wordOf(row.outcome))];
    }
    for (const OperationRow& row : verdict.facts.left) {
        ++totals_.left[row.state == OperationRow::kOpen ? "open" : "recorded"];
    }
    for (const auto& [decision, times] : verdict.decisions) totals_.decisions[decision] += times;
    if (totals_.kills / kTellEvery > (totals_.kills - verdict.kills()) / kTellEvery) {
        out_ << totals_.kills << " kills in " << totals_.rounds << " rounds, " << totals_.badRounds
             << " with findings" << std::endl;
    }
    if (verdict.findings.empty()) return;
    ++totals_.badRounds;
    out_ << "seed " << options_.seed << ", ";
    tellStory(out_, verdict);
    out_.flush();
}

Totals Campaign::run() {
    if (options_.seriesKills > 0) {
        Lane lane(target_);
        series_ = shuffled(allSeries(target_, openingWrites(lane)), options_.seed);
    }
    std::vector<std::thread> lanes;
    lanes.reserve(static_cast<std::size_t>(options_.lanes));
    for (int at = 0; at < options_.lanes; ++at) lanes.emplace_back([this] { work(); });
    for (std::thread& lane : lanes) lane.join();
    return totals_;
}

Totals Campaign::runOnly(int number) {
    Lane lane(target_);
    const Verdict verdict = runRound(lane, randomPlan(target_, options_.seed, number, prefix()));
    if (verdict.findings.empty()) tellStory(out_, verdict);
    count(verdict);
    return totals_;
}

void tell(std::ostream& out, const CampaignOptions& options, const Totals& totals, double seconds) {
    out << "seed " << options.seed << ": " << totals.kills << " kills in " << totals.rounds
        << " rounds, " << totals.operations << " operations, " << seconds << " s\n";
    tellMap(out, "killed:", totals.killsByWay);
    tellMap(out, "found after a crash:", totals.left);
    tellMap(out, "ended as:", totals.outcomes);
    tellMap(out, "a person:", totals.decisions);
    out << totals.badRounds << " rounds with findings\n";
}

}  // namespace crash
