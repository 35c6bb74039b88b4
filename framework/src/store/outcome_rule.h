#pragma once

#include <string>
#include <vector>

#include "store/records.h"
#include <muster/core/error.h>

namespace muster::store {

/** What can be said of an operation whose owner stopped before its end was recorded, from its steps
 *  in the order of their ordinals. Pure; any thread.
 *
 *  - Steps with a safe method (GET, HEAD, OPTIONS, TRACE: RFC 9110 section 9.2.1) change nothing
 * and do not count.
 *  - A step that was not applied and was tried again (a later one of the same name and operation
 *    key) does not count either.
 *  - No step that counts: kNotApplied. Nothing was sent.
 *  - One has no end, or ended unknown: kUnknown.
 *  - None was applied: kNotApplied.
 *  - Otherwise kPartial, also when all were applied: more steps may have been to come. */
Outcome interruptedOutcome(const std::vector<StepRecord>& steps);

/** The same as a sentence for people. */
std::string interruptedMessage(const std::vector<StepRecord>& steps);

}  // namespace muster::store
