#pragma once

#include <string_view>

#include <muster/core/schema.h>

namespace muster::provision {

/** An object value as people type it, in JSON:
 * `{"country":"JP","number":"0312345678","label":"Office"}`. The schema of `info` gives the kinds;
 * null is a part without values, which clears it. Decodes and names inside stay as they were typed.
 * kInvalidAttributeValue for anything else, naming what is wrong. */
Result<ObjectValue> parseObjectValue(const AttributeInfo& info, std::string_view text);

}  // namespace muster::provision
