#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plan.h"
#include "target.h"

namespace crash {

/// How a run of the host went.
struct Run {
    std::string what = {};  ///< what it was asked, a line each
    Kill kill = {};
    bool wasKilled = false;
    support::Finished ended = {};
};

/// A simulator and a home, which many rounds use one after the other. For one thread.
class Lane {
public:
    explicit Lane(const Target& target) : target_(target), site_(target.open()) { tryConnector(); }

    /// An empty simulator and a new home, for rounds that must not see the ones before.
    void renew();
    const Target& target() const { return target_; }
    Site& site() { return *site_; }
    const support::SandboxHome& home() const { return site_->home(); }

    void setSettleSeconds(int seconds);
    bool hasJournal() const;
    /// Runs statements on the database while no process has it, for cases that must be caught.
    void doctorJournal(const std::vector<std::string>& sql);
    /// The last operation that earlier rounds have left in the journal.
    std::int64_t lastOperation() const { return lastOperation_; }
    void setLastOperation(std::int64_t number) { lastOperation_ = number; }
    /// Forgets requests, writes and faults of earlier rounds.
    void forget();
    void orderFaults(const std::vector<std::string>& faults);

    /// Commands of the shell; as a script on stdin they have recovery in the background.
    Run run(const std::vector<std::string>& commands, bool isScript, const Kill& kill);
    /// The workers of a plan, each on a thread of its own.
    Run runTogether(const std::vector<std::vector<Command>>& workers, const Kill& kill);
    /// Lets held requests go and waits until the simulator has dealt with everything that was sent:
    /// no connection to it is left. Throws when that takes more than 20 s.
    void drain();

private:
    void tryConnector() const;
    Run execute(support::Command command, const std::string& input, const Kill& kill);

    boost::json::value control(const std::string& method, const std::string& name,
                               const std::string& body = {}) {
        return site_->sandbox().control(method, name, body);
    }

    const Target& target_;
    std::unique_ptr<Site> site_;
    int settleSeconds_ = 0;
    std::int64_t lastOperation_ = 0;
};

}  // namespace crash
