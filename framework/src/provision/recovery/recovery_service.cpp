#include "provision/recovery/recovery_service.h"

#include <condition_variable>
#include <mutex>

namespace muster::provision {
namespace {

using std::chrono::steady_clock;

constexpr std::int64_t kBatch = 256;

/** What a look may still find out, also that nothing is left to do: a conflict and a missing secret
 * wait for a person. */
bool isWorthALook(const store::OperationRecord& record) {
    switch (record.state) {
        case store::OperationState::kInterrupted:
            return record.outcome != Outcome::kNotApplied;
        case store::OperationState::kEnded:
            return record.outcome == Outcome::kUnknown;
        case store::OperationState::kOpen:
        case store::OperationState::kDeferred:
        case store::OperationState::kConflict:
        case store::OperationState::kNeedsSecret:
        case store::OperationState::kAbandoned:
            break;
    }
    return false;
}

}  // namespace

RecoveryService::RecoveryService(store::Journal& journal, Provisioner& provisioner,
                                 std::shared_ptr<host::Log> log, RecoveryOptions options)
    : journal_(journal),
      provisioner_(provisioner),
      log_(std::move(log)),
      options_(options),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

RecoveryService::~RecoveryService() = default;

void RecoveryService::run(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    markLeft(stop);
    steady_clock::time_point nextRound = steady_clock::now();
    while (!stop.stop_requested()) {
        if (steady_clock::now() >= nextRound) {
            settleAll(stop);
            nextRound = steady_clock::now() + options_.settleEvery;
        }
        resumeDue(stop);
        std::unique_lock lock(mutex);
        never.wait_for(lock, stop, options_.interval, [] { return false; });
    }
}

void RecoveryService::markLeft(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto marked = journal_.markInterrupted(kBatch);
        if (!marked || static_cast<std::int64_t>(marked->size()) < kBatch) {
            return;
        }
    }
}

void RecoveryService::settleAll(const std::stop_token& stop) {
    for (store::OperationId after; !stop.stop_requested();) {
        const auto some = journal_.unsettled(after, kBatch);
        if (!some || some->empty()) {
            return;
        }
        for (const store::OperationRecord& record : *some) {
            after = record.id;
            if (stop.stop_requested()) {
                return;
            }
            if (isWorthALook(record)) {
                settleOne(record, stop);
            }
        }
    }
}

bool RecoveryService::isPaused(const std::string& target) const {
    const auto paused = pausedUntil_.find(target);
    return paused != pausedUntil_.end() && steady_clock::now() < paused->second;
}

void RecoveryService::settleOne(const store::OperationRecord& record, const std::stop_token& stop) {
    if (isPaused(record.target) || looked_.contains({record.id, record.attempt})) {
        return;
    }
    const Result<Settled> settled = provisioner_.settle(record, stop);
    if (settled) {
        if (settled->finding != Finding::kLookAgain) {
            looked_.emplace(record.id, record.attempt);
        }
        tell(record, "settled: " + settled->reason);
    } else if (settled.error().code != ErrorCode::kNotSupported) {
        pausedUntil_[record.target] = steady_clock::now() + options_.pauseAfterTrouble;
    }
}

void RecoveryService::resumeDue(const std::stop_token& stop) {
    // Each round shows the next operation of an object whose first has gone on.
    while (resumeSome(stop)) {
    }
}

bool RecoveryService::resumeSome(const std::stop_token& stop) {
    constexpr std::int64_t kAtOnce = 16;
    const auto due = journal_.due(Time::now(), kAtOnce);
    if (!due) {
        return false;
    }
    bool hasEnded = false;
    for (const store::OperationRecord& record : *due) {
        if (stop.stop_requested() || isPaused(record.target) ||
            provisioner_.heldBy(record.target)) {
            continue;
        }
        const ResumedOperation resumed =
            provisioner_.resume({.id = record.id, .askedBy = record.askedBy, .cancel = stop});
        if (resumed.result.error && !resumed.result.waiting.overtakenBy) {
            pausedUntil_[record.target] = steady_clock::now() + options_.pauseAfterTrouble;
        }
        hasEnded = hasEnded || !resumed.result.error;
        tell(record, "went on: " + std::string(toString(resumed.result.outcome)) +
                         (resumed.result.error ? ", " + resumed.result.error->message : ""));
    }
    return hasEnded;
}

void RecoveryService::tell(const store::OperationRecord& record, const std::string& what) const {
    log_->write(host::Log::Severity::kInfo,
                "op=" + std::string(toString(record.kind)) + " target=" + record.target +
                    " id=" + std::to_string(record.id.number) + " recovery=\"" + what +
                    "\" corr=" + record.correlationId);
}

}  // namespace muster::provision
