#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "host/log.h"
#include "provision/provisioner.h"
#include "store/journal.h"

namespace muster::provision {

struct RecoveryOptions {
    std::chrono::milliseconds interval{1000};       ///< between two looks at what is due
    std::chrono::milliseconds settleEvery{30'000};  ///< between two rounds of settling
    /** How long a target is left alone after it could not be asked. */
    std::chrono::milliseconds pauseAfterTrouble{60'000};
};

/** What the owner of a home does in the background while it lives: writes down what earlier owners
 * left, in batches; finds out by reading what became of it; and goes on with operations that were
 * deferred until a time that has come, those of one object in the order of their numbers. Nothing
 * else is written at a target. One thread of its own, which is stopped and waited for by the
 * destructor. */
class RecoveryService {
public:
    RecoveryService(store::Journal& journal, Provisioner& provisioner,
                    std::shared_ptr<host::Log> log, RecoveryOptions options = {});
    ~RecoveryService();
    RecoveryService(const RecoveryService&) = delete;
    RecoveryService& operator=(const RecoveryService&) = delete;

private:
    void run(const std::stop_token& stop);
    void markLeft(const std::stop_token& stop);
    void settleAll(const std::stop_token& stop);
    void settleOne(const store::OperationRecord& record, const std::stop_token& stop);
    bool isPaused(const std::string& target) const;
    void resumeDue(const std::stop_token& stop);
    /** Whether one of them has gone on to its end, so that others may be due now. */
    bool resumeSome(const std::stop_token& stop);
    void tell(const store::OperationRecord& record, const std::string& what) const;

    store::Journal& journal_;
    Provisioner& provisioner_;
    std::shared_ptr<host::Log> log_;
    RecoveryOptions options_;
    std::map<std::string, std::chrono::steady_clock::time_point> pausedUntil_;  ///< by target
    /** Attempts of which a look has told all that looking can tell. */
    std::set<std::pair<store::OperationId, int>> looked_;
    std::jthread thread_;
};

}  // namespace muster::provision
