#pragma once

#include <atomic>
#include <string>

#include "common/traffic.h"
#include "http/message.h"
#include "zoom/account.h"
#include "zoom/control.h"

namespace sandbox::zoom {

/// The Zoom simulator without its sockets: token endpoint, API and control interface behind one
/// function. Thread-safe.
class Simulator {
public:
    struct Options {
        Start start;
        std::string baseUrl;  ///< under which clients reach it; goes into `api_url`
        std::size_t logLimit = 10'000;
        Secrets secrets = Secrets::kMasked;
    };

    /// Throws std::runtime_error with a sentence when the seed or a fault is wrong.
    explicit Simulator(Options options);

    /// Never throws.
    Response handle(Request request);
    /// Lets calls go that the write gate or a delay holds; call before the server is stopped.
    void stop();

private:
    Response route(const Request& request, const FaultPlan& faults);
    std::string nextTrackingId();

    const Options options_;
    Traffic traffic_;
    Account account_;
    Control control_;
    const Traffic::Target target_;
    std::atomic<std::uint64_t> requests_{0};
};

}  // namespace sandbox::zoom
