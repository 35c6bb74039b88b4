#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <mutex>
#include <ostream>
#include <string>

#include "round.h"
#include "series.h"

namespace crash {

struct CampaignOptions {
    int kills = 200;  ///< at least so many; a series that was begun is run to its end
    std::uint64_t seed = 1;
    int lanes = 4;  ///< rounds at the same time
    /// Kills after which no further series is begun, and chance decides; 0 for no series.
    int seriesKills = std::numeric_limits<int>::max();
    int mostFindings = 5;  ///< rounds with findings after which it stops
};

/// What a campaign came to.
struct Totals {
    int rounds = 0;
    int kills = 0;
    int operations = 0;
    int badRounds = 0;
    std::map<std::string, int> killsByWay;
    std::map<std::string, int> outcomes;   ///< of operations, at the end
    std::map<std::string, int> left;       ///< states of operations right after a crash
    std::map<std::string, int> decisions;  ///< of the person
};

/// Many rounds on several lanes. Stories of rounds with findings go to `out` as they come.
class Campaign {
public:
    Campaign(const Target& target, CampaignOptions options, std::ostream& out)
        : target_(target), options_(options), out_(out) {}

    Totals run();
    /// One random round by its number, with its whole story.
    Totals runOnly(int number);

private:
    void work();
    bool runSeries(Lane& lane);
    bool runRandom(Lane& lane);
    void count(const Verdict& verdict);
    std::string prefix();
    bool isOver();
    /// Rounds share a home and a simulator until these have become slow.
    static void renewNowAndThen(Lane& lane, int round);

    const Target& target_;
    CampaignOptions options_;
    std::ostream& out_;
    std::mutex mutex_;
    std::vector<Series> series_;
    std::size_t nextSeries_ = 0;
    int nextRandom_ = 1;
    int prefixes_ = 0;
    Totals totals_;
};

/// The figures as a table for people.
void tell(std::ostream& out, const CampaignOptions& options, const Totals& totals, double seconds);

}  // namespace crash
