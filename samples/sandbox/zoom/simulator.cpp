#include "zoom/simulator.h"

#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "zoom/api.h"
#include "zoom/errors.h"
#include "zoom/fault_words.h"
#include "zoom/oauth.h"

namespace sandbox::zoom {

Simulator::Simulator(Options options)
    : options_(std::move(options)),
      traffic_(options_.logLimit, options_.secrets, kFaultWords),
      account_(traffic_.clock, options_.start.settings),
      control_({account_, traffic_, options_.start}),
      target_{.answer = [this](auto& request, auto& faults) { return route(request, faults); },
              .control = [this](auto& request) { return control_.handle(request); },
              .failed = [](auto& text) { return apiError(500, 500, text); }} {
    if (const auto problem = control_.fill()) throw std::runtime_error(*problem);
}

Response Simulator::handle(Request request) {
    auto response = traffic_.serve(target_, std::move(request));
    response.headers.emplace_back("x-zm-trackingid", nextTrackingId());
    return response;
}

void Simulator::stop() {
    traffic_.faults.stop();
    const std::unique_lock lock(account_.lock);
    account_.gate.stop();
}

Response Simulator::route(const Request& request, const FaultPlan& faults) {
    auto target = Target::parse(request.target);
    if (!target) return apiError(400, 300, "The path holds a broken percent escape.");
    auto& segments = target->segments;
    const auto first = segments.empty() ? std::string() : segments.front();
    if (first == "v2") {
        segments.erase(segments.begin());
        return callApi(account_, request, segments, target->query, faults);
    }
    const bool isToken = segments.size() == 2 && first == "oauth" && segments[1] == "token";
    if (isToken && request.method == "POST") {
        return issueToken(account_, request, target->query, options_.baseUrl);
    }
    return unknownPath(account_);
}

std::string Simulator::nextTrackingId() {
    char text[64];
    const auto length = std::snprintf(text, sizeof text, "v=2.0;clid=us02;rid=WEB_%032llx",
                                      static_cast<unsigned long long>(++requests_));
    return {text, static_cast<std::size_t>(length)};
}

}  // namespace sandbox::zoom
