#pragma once

#include <atomic>
#include <string>

#include "common/traffic.h"
#include "http/message.h"
#include "lineworks/control.h"
#include "lineworks/key_pair.h"
#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// The LINE WORKS simulator without its sockets: token endpoint, API and control interface behind
/// one function. Thread-safe.
class Simulator {
public:
    struct Options {
        Start start;
        KeyPair key;
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
    Response routeApi(const Request& request, const std::vector<std::string>& segments,
                      const Query& query, const FaultPlan& faults);

    const Options options_;
    Traffic traffic_;
    Tenant tenant_;
    Control control_;
    const Traffic::Target target_;
    std::atomic<int> apiCalls_{0};  ///< under way
};

}  // namespace sandbox::lineworks
