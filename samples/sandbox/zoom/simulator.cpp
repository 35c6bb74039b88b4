#include "zoom/simulator.h"

#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "zoom/api.h"
#include "zoom/errors.h"
#include "zoom/oauth.h"
#include "zoom/seed.h"

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
      control_(account_, clock_, log_, options_.start) {
    if (options_.start.seed.is_null()) return;
    if (const auto problem = applySeed(account_, options_.start.seed)) {
        throw std::runtime_error("the seed cannot be used: " + *problem);
    }
}

Response Simulator::handle(Request request) {
    Response response;
    try {
        response = route(request);
    } catch (const std::exception& error) {
        response = apiError(500, 500, std::string("The simulator failed: ") + error.what());
    }
    response.headers.emplace_back("x-zm-trackingid", nextTrackingId());
    response.headers.emplace_back("Date", httpTime(clock_.nowMs()));
    if (!isControl(request.target)) log_.add(std::move(request), response.status, clock_.nowMs());
    return response;
}

void Simulator::stop() {
    const std::unique_lock lock(account_.lock);
    account_.gate.stop();
}

Response Simulator::route(const Request& request) {
    auto target = Target::parse(request.target);
    if (!target) return apiError(400, 300, "The path holds a broken percent escape.");
    auto& segments = target->segments;
    const auto first = segments.empty() ? std::string() : segments.front();
    if (first == "v2" || first == "_control") {
        segments.erase(segments.begin());
        return first == "v2" ? callApi(account_, request, segments, target->query)
                             : control_.handle(request, segments);
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
