#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rest/limits/limit_queue.h"

namespace muster::rest {

inline const WallTime kNoon =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(12);
inline const SteadyTime kStart{std::chrono::hours(1)};

inline LimitSpec paced(std::string name, std::int64_t count, std::chrono::milliseconds per,
                       std::vector<std::string> labels = {}) {
    LimitSpec spec{.name = std::move(name), .labels = std::move(labels)};
    spec.pace = PaceSpec{.count = count, .per = per};
    return spec;
}

/** A queue with its clock. */
struct Bench {
    explicit Bench(std::vector<LimitSpec> limits,
                   std::chrono::milliseconds longestWait = std::chrono::seconds(30))
        : queue(std::move(limits), longestWait) {}

    std::unique_ptr<LimitTicket> ask(const std::string& label, Urgency urgency = Urgency::kNormal,
                                     SteadyTime deadline = SteadyTime::max(),
                                     const std::string& uid = {}) {
        auto ticket = std::make_unique<LimitTicket>();
        ticket->urgency = urgency;
        ticket->arrived = now;
        ticket->deadline = deadline;
        ticket->buckets = queue.bucketsFor(
            {.label = label,
             .valueOf = [uid](std::string_view name) { return name == "__UID__" ? uid : ""; }},
            now);
        queue.enter(*ticket);
        dispatch();
        return ticket;
    }
    /** So many, one after the other. */
    std::vector<std::unique_ptr<LimitTicket>> askOften(std::size_t times) {
        std::vector<std::unique_ptr<LimitTicket>> tickets(times);
        for (auto& ticket : tickets) ticket = ask("");
        return tickets;
    }
    void dispatch() { queue.dispatch(now, wall()); }
    void goOn(SteadyDuration by) {
        now += by;
        dispatch();
    }
    void sendAndFinish(LimitTicket& ticket) {
        queue.sent(ticket, now);
        queue.finish(ticket);
        dispatch();
    }
    WallTime wall() const {
        return kNoon + std::chrono::floor<std::chrono::microseconds>(now - kStart);
    }

    LimitQueue queue;
    SteadyTime now = kStart;
};

inline bool isGranted(const std::unique_ptr<LimitTicket>& ticket) {
    return ticket->state == LimitTicket::State::kGranted;
}
inline bool isRefused(const std::unique_ptr<LimitTicket>& ticket) {
    return ticket->state == LimitTicket::State::kRefused;
}

}  // namespace muster::rest
