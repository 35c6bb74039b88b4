#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/records.h"

namespace muster::provision {

/** The first of the later operations on an object that has written what this one would write again,
 * or that made or removed the object; null when there is none. Pure. */
const store::OperationRecord* laterWrite(const store::OperationRecord& record,
                                         const std::vector<store::OperationRecord>& later);

}  // namespace muster::provision
