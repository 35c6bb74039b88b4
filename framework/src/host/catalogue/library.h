#pragma once

#include "host/catalogue/check_failure.h"

namespace muster::host {

/** dlopen with every symbol bound now and none given to others. Null, with step "load" and the
 * loader's own sentence, when it refuses, or when a static constructor throws. */
void* openLibrary(const char* file, CheckFailure& failure);

}  // namespace muster::host
