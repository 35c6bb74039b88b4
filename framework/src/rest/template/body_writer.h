#pragma once

#include <vector>

#include "rest/template/masked_text.h"
#include <muster/core/result.h>
#include <muster/core/value.h>

namespace muster::rest {

/** A JSON object of the attributes, in their order: a list or several values as an array, one value
 * as a scalar, no value as null (or an empty array), objects as objects, times in ISO 8601, bytes
 * in base64, secrets as strings that are shown as `***`. Adds each secret to `secrets`.
 * kInvalidAttributeValue for a real that is no number, and for nesting beyond `kMaxJsonDepth`. */
Result<MaskedText> writeJson(const ObjectValue& object, std::vector<Secret>& secrets);

/** One scalar or object value as JSON. */
Result<MaskedText> writeJson(const Value& value, std::vector<Secret>& secrets);

}  // namespace muster::rest
