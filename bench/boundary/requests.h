#pragma once

#include "provision/operation.h"

namespace bench {

/** A create of eight attributes as an operator would write it: two values of lookups given by their
 * labels, one attribute of two values. */
muster::provision::OperationRequest createRequest(const std::string& target, int number);

}  // namespace bench
