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

/** Names of the attributes that later operations wrote or may have written: what an object shows of
 * them tells nothing of what an earlier one did. Pure. */
std::vector<std::string> writtenBy(const std::vector<store::OperationRecord>& later);

}  // namespace muster::provision
