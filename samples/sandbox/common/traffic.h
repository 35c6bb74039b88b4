#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/answer_counts.h"
#include "common/clock.h"
#include "common/fault_answers.h"
#include "common/faults.h"
#include "common/request_log.h"
#include "http/message.h"

namespace sandbox {

/// What happens to every request of a simulator, whatever the target: its time, its faults, its
/// place in the log and in the counts. Thread-safe.
class Traffic {
public:
    /// Keeps the last `logLimit` requests. `words` outlives it; the target has no `foreign` faults.
    Traffic(std::size_t logLimit, Secrets secrets, const FaultWords& words,
            std::vector<FaultKind> foreign = {});

    /// The target's own part of a request.
    struct Target {
        std::function<Response(const Request&, const FaultPlan&)> answer;
        std::function<Response(const Request&)> control;     ///< of the interface under /_control
        std::function<Response(const std::string&)> failed;  ///< an exception came, with this text
        /// The answer of the request of that number leaves now, after all delays; may be empty.
        std::function<void(std::uint64_t)> finished = {};
    };

    /// Answers one request with whatever faults were ordered for it. Never throws.
    Response serve(const Target& target, Request request);

    /// Orders a fault. @return nothing, or why the target has no such fault.
    std::optional<std::string> order(const Fault& fault, std::uint64_t& number);

    /// As it was at the start.
    void reset();

    Clock clock;
    RequestLog log;
    Faults faults;
    AnswerCounts answers;

private:
    Response answer(const Target& target, const Request& request);

    const FaultWords& words_;
    const std::vector<FaultKind> foreign_;
};

/// The value of the first of these headers that the request has, "" without one.
std::string_view firstHeader(const Request& request, const std::vector<std::string>& names);

}  // namespace sandbox
