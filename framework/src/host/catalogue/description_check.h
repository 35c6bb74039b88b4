#pragma once

#include <optional>

#include "host/catalogue/check_failure.h"
#include <muster/core/schema.h>

namespace muster::host {

/** The first way in which a description breaks clause C-08 or C-09 of contract.md, with the clause
 * in what was expected (step "description"); nothing when it makes sense. [thread-safe] */
std::optional<CheckFailure> checkDescription(const Description& description);

}  // namespace muster::host
