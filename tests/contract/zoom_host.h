#pragma once

#include <memory>

#include "zoom_sandbox.h"
#include <muster/testing/host_services.h>

namespace muster::testing {

/** The simulated account behind the suite; one for the whole run. */
support::ZoomSandbox& zoomSandbox();

/** The host's own services before that account, with steps that are recorded instead of journaled,
 * and without limits. */
std::unique_ptr<HostServices> makeZoomHost();

}  // namespace muster::testing
