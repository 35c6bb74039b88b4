#include "rest/limits/limiter_clock.h"

namespace muster::rest {
namespace {

class RealClock : public LimiterClock {
public:
    SteadyTime now() const override { return std::chrono::steady_clock::now(); }
    WallTime wall() const override {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    void wait(std::unique_lock<std::mutex>& lock, std::condition_variable_any& changed,
              const std::stop_token& stop, SteadyTime until,
              const std::function<bool()>& isReady) override {
        if (until == SteadyTime::max()) {
            changed.wait(lock, stop, isReady);
        } else {
            changed.wait_until(lock, stop, until, isReady);
        }
    }
};

}  // namespace

LimiterClock& LimiterClock::real() {
    static RealClock clock;
    return clock;
}

bool waitUntil(LimiterClock& clock, SteadyTime until, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    clock.wait(lock, changed, stop, until, [] { return false; });
    return !stop.stop_requested();
}

}  // namespace muster::rest
