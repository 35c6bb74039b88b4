#include "zoom/simulator.h"

#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "zoom/api.h"
#include "zoom/errors.h"
#include "zoom/fault_answers.h"
#include "zoom/oauth.h"

namespace sandbox::zoom {

namespace {

bool isControl(const std::string& target) {
    constexpr std::string_view kPrefix = "/_control";
    return target.starts_with(kPrefix) &&
           (target.size() == kPrefix.size() || target[kPrefix.size()] == '/' ||
            target[kPrefix.size()] == '?');
}

}  // namespace

Simulator::Simulator(Options options)
    : options_(std::move(options)),
      log_(options_.logLimit, options_.secrets),
      account_(clock_, options_.start.settings),
      control_({account_, clock_, log_, faults_, answers_, options_.start}) {
    if (const auto problem = control_.fill()) throw std::runtime_error(*problem);
}

Response Simulator::handle(Request request) {
    Response response;
    const bool control = isControl(request.target);
    request.timeMs = clock_.nowMs();
    request.number = control ? 0 : log_.nextNumber();
    try {
        response = control ? control_.handle(request) : answer(request);
    } catch (const std::exception& error) {
        response = apiError(500, 500, std::string("The simulator failed: ") + error.what());
    }
    const auto nowMs = clock_.nowMs();
    response.headers.emplace_back("x-zm-trackingid", nextTrackingId());
    response.headers.emplace_back("Date", httpTime(nowMs));
    if (control) return response;
    const int status = response.delivery == Delivery::kNone ? 0 : response.status;
    answers_.add(status);
    log_.add(std::move(request), status);
    return response;
}

void Simulator::stop() {
    faults_.stop();
    const std::unique_lock lock(account_.lock);
    account_.gate.stop();
}

Response Simulator::answer(const Request& request) {
    const auto path = std::string_view(request.target).substr(0, request.target.find('?'));
    const auto faults = faults_.draw(request.method, path);
    faults_.hold(faults, faults.delayBeforeMs);
    auto response =
        faults.before ? answerInstead(*faults.before, clock_.nowMs()) : route(request, faults);
    if (faults.after) spoil(response, *faults.after);
    faults_.hold(faults, faults.delayAfterMs);
    return response;
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
