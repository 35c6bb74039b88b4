#pragma once

#include <vector>

#include "store/records.h"
#include <muster/core/object.h>
#include <muster/core/schema.h>

namespace muster::provision {

/** What is known about the steps of one operation of a connector that sends templated requests. */
struct StepContext {
    const Description& description;
    const ObjectClassInfo& info;
    const std::vector<AttributeDelta>& asked;  ///< of a create its attributes, see `asDeltas`
    /** Attributes that later operations have written: that one of them is not so tells nothing. */
    std::vector<std::string> overwritten = {};
};

/** Whether the step makes a new object. */
bool isCreation(const store::StepRecord& step);
/** Whether the step removes an object as a whole. */
bool isRemoval(const store::StepRecord& step);

/** What an object shows of a step, which writes what the key of its template names:
 * `__ACCOUNT__.__ENABLE__.UPDATEOP` the attribute `__ENABLE__`, `__ACCOUNT__.UPDATEOP` all that has
 * no key of its own, and one that removes `__ENABLE__`, or that enables or disables, the state,
 * whatever was asked for. Applied when all of that which can be read is so, since a request is done
 * as a whole or not; not applied when something is not; unknown when nothing of it can be read. A
 * step that is called `NOUN:VALUE:add` or `NOUN:VALUE:remove` is told by that value of a list whose
 * attribute the noun begins. Pure. */
Outcome outcomeByReading(const StepContext& context, const store::StepRecord& step,
                         const ConnectorObject& object);

}  // namespace muster::provision
