#include "rest/connection/call_state.h"

#include <utility>

namespace muster::rest {
namespace {

std::string_view words(Phase phase) {
    switch (phase) {
        case Phase::kResolving:
            return "while its host name was being resolved";
        case Phase::kConnecting:
            return "while connecting";
        case Phase::kProxy:
            return "while the proxy was making the connection";
        case Phase::kHandshake:
            return "during the TLS handshake";
        case Phase::kSending:
            return "while the request was being sent";
        case Phase::kWaiting:
            return "while waiting for the answer";
        case Phase::kReadingHeader:
            return "while reading the answer's header";
        case Phase::kReadingBody:
            return "while reading the answer's body";
    }
    return "";
}

}  // namespace

CallState::CallState(Watchdog& watchdog, const CallLimits& limits, std::string what)
    : watchdog_(watchdog),
      limits_(limits),
      what_(std::move(what)),
      id_{watchdog, watchdog.add(limits.deadline)},
      onCancel_(limits.cancel, [this] { watchdog_.cancel(id_.value); }) {}

Watchdog::Verdict CallState::verdict() const {
    const Watchdog::Verdict ended = watchdog_.verdict(id_.value);
    if (ended != Watchdog::Verdict::kRunning) {
        return ended;
    }
    if (limits_.cancel.stop_requested()) {
        return Watchdog::Verdict::kCancelled;
    }
    return Watchdog::Clock::now() >= limits_.deadline ? Watchdog::Verdict::kTimedOut : ended;
}

Error CallState::make(ErrorCode code, std::string_view detail, std::string_view hint) const {
    return Error{.code = code,
                 .message = what_ + ": " + std::string(detail),
                 .hint = std::string(hint),
                 .outcome = sent_ ? Outcome::kUnknown : Outcome::kNotApplied};
}

Error CallState::failed(std::string_view detail, std::string_view hint) const {
    const std::string when(words(phase_));
    switch (verdict()) {
        case Watchdog::Verdict::kTimedOut: {
            const auto limit =
                std::chrono::duration_cast<std::chrono::milliseconds>(limits_.deadline - started_);
            return make(ErrorCode::kTimeout,
                        "the limit of " + std::to_string(std::max<long>(limit.count(), 0)) +
                            " ms passed " + when,
                        "");
        }
        case Watchdog::Verdict::kCancelled:
            return make(ErrorCode::kCancelled, "cancelled " + when, "");
        case Watchdog::Verdict::kRunning:
            break;
    }
    return make(sent_ ? ErrorCode::kConnectionBroken : ErrorCode::kConnectionFailed,
                std::string(detail) + " " + when, hint);
}

Error CallState::protocol(std::string_view detail, std::string_view hint) const {
    return make(ErrorCode::kProtocol, detail, hint);
}

}  // namespace muster::rest
