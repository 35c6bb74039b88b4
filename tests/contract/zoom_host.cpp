#include "zoom_host.h"

#include <muster/testing/target_host.h>

namespace muster::testing {

support::ZoomSandbox& zoomSandbox() {
    static support::ZoomSandbox simulator;
    return simulator;
}

void useZoom(ConnectorQuirks& quirks) {
    // Without limits: the simulator keeps none here, and the suite shall not wait.
    const std::string base = zoomSandbox().baseUrl();
    useTarget(quirks, {.lookups = MUSTER_TEST_SOURCE "/lookups/zoom",
                       .properties = {{"baseUrl", base},
                                      {"authenticationServerUrl", base + "/oauth/token"},
                                      {"accountId", "acc-sandbox"},
                                      {"clientId", "sandbox-client"}},
                       .secrets = {{"clientSecret", "sandbox-secret"}},
                       .keepsLimits = false});
}

}  // namespace muster::testing
