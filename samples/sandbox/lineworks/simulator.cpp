#include "lineworks/simulator.h"

#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <utility>

#include "lineworks/api.h"
#include "lineworks/errors.h"
#include "lineworks/fault_words.h"
#include "lineworks/oauth.h"

namespace sandbox::lineworks {

Simulator::Simulator(Options options)
    : options_(std::move(options)),
      traffic_(options_.logLimit, options_.secrets, kFaultWords, {FaultKind::kCodeZero}),
      tenant_(traffic_.clock, options_.start.settings),
      control_({tenant_, traffic_, options_.key, options_.start}),
      target_{.answer = [this](auto& request, auto& faults) { return route(request, faults); },
              .control = [this](auto& request) { return control_.handle(request); },
              .failed = [](auto& text) { return apiError(500, "INTERNAL_SERVER_ERROR", text); },
              .finished = [this](auto number) { tenant_.pacing.end(number); }} {
    if (const auto problem = control_.fill()) throw std::runtime_error(*problem);
}

Response Simulator::handle(Request request) { return traffic_.serve(target_, std::move(request)); }

void Simulator::stop() {
    traffic_.faults.stop();
    const std::unique_lock lock(tenant_.lock);
    tenant_.gate.stop();
}

Response Simulator::route(const Request& request, const FaultPlan& faults) {
    auto target = Target::parse(request.target);
    if (!target) return badRequest("The path holds a broken percent escape.");
    auto& segments = target->segments;
    const auto first = segments.empty() ? std::string() : segments.front();
    if (first == "v1.0") {
        segments.erase(segments.begin());
        return routeApi(request, segments, target->query, faults);
    }
    const bool isOauth = segments.size() == 3 && first == "oauth2" && segments[1] == "v2.0";
    if (!isOauth || (segments[2] != "token" && segments[2] != "revoke")) return unknownPath();
    if (request.method != "POST") {
        return apiError(405, "METHOD_NOT_ALLOWED", "Expected POST.");
    }
    return segments[2] == "token" ? issueToken(tenant_, options_.key, request, target->query)
                                  : revokeToken(tenant_, request, target->query);
}

Response Simulator::routeApi(const Request& request, const std::vector<std::string>& segments,
                             const Query& query, const FaultPlan& faults) {
    struct Counted {
        explicit Counted(std::atomic<int>& calls) : count(calls), now(++calls) {}
        ~Counted() { --count; }
        std::atomic<int>& count;
        int now;
    };
    const Counted counted(apiCalls_);
    const int cap = [&] {
        const std::shared_lock lock(tenant_.lock);
        return tenant_.settings.concurrencyCap;
    }();
    if (cap > 0 && counted.now > cap) return tooManyRequests();
    return callApi(tenant_, request, segments, query, faults);
}

}  // namespace sandbox::lineworks
