#pragma once

#include "provision/attribute_values.h"
#include <muster/core/filter.h>
#include <muster/core/schema.h>

namespace muster::provision {

/** The filter with names, decodes and kinds of the schema: what a text is compared with becomes a
 * number, a boolean or a time where the attribute is one, so that nothing is compared that can
 * never be equal. A time is also how long before `now`: `7d`. kInvalidAttributeValue naming the
 * attribute, what was found and what was expected. */
Result<Filter> resolvedFilter(const Filter& filter, const ObjectClassInfo& info, const Words& words,
                              Time now, Resolved& found);

}  // namespace muster::provision
