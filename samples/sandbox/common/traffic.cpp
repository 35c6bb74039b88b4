#include "common/traffic.h"

#include <algorithm>
#include <utility>

#include "common/text.h"

namespace sandbox {

namespace {

bool isControl(std::string_view target) {
    constexpr std::string_view kPrefix = "/_control";
    return target.starts_with(kPrefix) &&
           (target.size() == kPrefix.size() || target[kPrefix.size()] == '/' ||
            target[kPrefix.size()] == '?');
}

}  // namespace

Traffic::Traffic(std::size_t logLimit, Secrets secrets, const FaultWords& words,
                 std::vector<FaultKind> foreign)
    : log(logLimit, secrets), words_(words), foreign_(std::move(foreign)) {}

Response Traffic::serve(const Target& target, Request request) {
    Response response;
    const bool control = isControl(request.target);
    request.timeMs = clock.nowMs();
    request.number = control ? 0 : log.nextNumber();
    try {
        response = control ? target.control(request) : answer(target, request);
    } catch (const std::exception& error) {
        response = target.failed(std::string("The simulator failed: ") + error.what());
    }
    if (!control && target.finished) target.finished(request.number);
    response.headers.emplace_back("Date", httpTime(clock.nowMs()));
    if (control) return response;
    const int status = response.delivery == Delivery::kNone ? 0 : response.status;
    answers.add(status);
    log.add(std::move(request), status);
    return response;
}

Response Traffic::answer(const Target& target, const Request& request) {
    const auto path = std::string_view(request.target).substr(0, request.target.find('?'));
    const auto plan = faults.draw(request.method, path);
    faults.hold(plan, plan.delayBeforeMs);
    auto response = plan.before ? answerInstead(words_, *plan.before, clock.nowMs())
                                : target.answer(request, plan);
    if (plan.after) spoil(words_, response, *plan.after);
    faults.hold(plan, plan.delayAfterMs);
    return response;
}

std::optional<std::string> Traffic::order(const Fault& fault, std::uint64_t& number) {
    if (std::find(foreign_.begin(), foreign_.end(), fault.kind) != foreign_.end()) {
        return "the fault \"" + std::string(faultName(fault.kind)) + "\" is not of this target";
    }
    number = faults.add(fault);
    return {};
}

void Traffic::reset() {
    clock.reset();
    log.clear();
    faults.clear();
    answers.clear();
}

std::string_view firstHeader(const Request& request, const std::vector<std::string>& names) {
    for (const auto& wanted : names) {
        for (const auto& [name, value] : request.headers) {
            if (equalsIgnoringCase(name, wanted)) return value;
        }
    }
    return {};
}

}  // namespace sandbox
