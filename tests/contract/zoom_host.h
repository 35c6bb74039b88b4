#pragma once

#include "zoom_sandbox.h"
#include <muster/testing/connector_quirks.h>

namespace muster::testing {

/** The simulated account behind the suite; one for the whole run. */
support::ZoomSandbox& zoomSandbox();

/** Puts the host's own services before that account, without limits. */
void useZoom(ConnectorQuirks& quirks);

}  // namespace muster::testing
