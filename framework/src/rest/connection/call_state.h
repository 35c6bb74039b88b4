#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "rest/connection/call_limits.h"
#include "rest/connection/watchdog.h"
#include <muster/core/error.h>

namespace muster::rest {

/** Where a call is; the words of the messages are in `call_state.cpp`. */
enum class Phase {
    kResolving,
    kConnecting,
    kProxy,
    kHandshake,
    kSending,
    kWaiting,
    kReadingHeader,
    kReadingBody,
};

/** One call under way: its limits under the watchdog, its phase, and what may be said of its
 * outcome. Makes every error of the call, so that code and outcome always agree. Used by one
 * thread. */
class CallState {
public:
    /** `what` names the request in messages: `GET https://api.zoom.us/v2/users`. */
    CallState(Watchdog& watchdog, const CallLimits& limits, std::string what);
    CallState(const CallState&) = delete;
    CallState& operator=(const CallState&) = delete;

    const CallLimits& limits() const { return limits_; }
    const std::string& what() const { return what_; }

    void enter(Phase phase) { phase_ = phase; }
    /** Called before the first byte of the request is handed to the system: from then on nobody can
     * say that the target has not seen it. */
    void markSent() { sent_ = true; }
    bool sent() const { return sent_; }

    /** As `Watchdog::watch`. */
    void watch(int descriptor) { watchdog_.watch(id_.value, descriptor); }
    /** Watches a descriptor while it lives, so that the watchdog has let go of the number before
     * its owner closes it. */
    class Watching {
    public:
        Watching(CallState& call, int descriptor) : call_(&call) { call.watch(descriptor); }
        ~Watching() {
            if (call_ != nullptr) {
                call_->watch(-1);
            }
        }
        Watching(const Watching&) = delete;
        Watching& operator=(const Watching&) = delete;
        /** Leaves the descriptor watched. */
        void release() { call_ = nullptr; }

    private:
        CallState* call_;
    };
    /** Whether the call goes on, and if not, why. Does not wait for the watchdog's thread. */
    Watchdog::Verdict verdict() const;
    bool running() const { return verdict() == Watchdog::Verdict::kRunning; }

    /** The connection could not be made, or was lost: kTimeout or kCancelled when the watchdog
     * ended it, else kConnectionFailed before and kConnectionBroken after the first byte was sent.
     * `detail` completes the sentence: "the connection was closed". */
    Error failed(std::string_view detail, std::string_view hint = {}) const;
    /** An answer that HTTP does not allow, or larger than the limits: kProtocol. */
    Error protocol(std::string_view detail, std::string_view hint = {}) const;

private:
    /** Takes the call off the watchdog after the stop callback has gone. */
    struct Registration {
        Watchdog& watchdog;
        Watchdog::Id value;
        ~Registration() { watchdog.remove(value); }
    };

    Error make(ErrorCode code, std::string_view detail, std::string_view hint) const;

    Watchdog& watchdog_;
    const CallLimits limits_;
    const std::string what_;
    const Watchdog::Clock::time_point started_ = Watchdog::Clock::now();
    Phase phase_ = Phase::kResolving;
    bool sent_ = false;
    Registration id_;
    std::stop_callback<std::function<void()>> onCancel_;
};

}  // namespace muster::rest
