#pragma once

#include <string>
#include <vector>

#include <muster/core/result.h>
#include <muster/core/schema.h>
#include <muster/core/value.h>

namespace muster::zoom {

/** The attribute as Zoom's JSON has it: under the native name, `type` as an integer, lists as
 * lists, without sub-attributes that can only be read. An attribute without values clears: text
 * becomes "", a list becomes empty. kInvalidAttributeValue, naming the attribute, for a value that
 * cannot be written. */
Result<Attribute> toWire(const Attribute& attribute, const AttributeInfo& info);

/** Whether POST /users takes the attribute; the rest of a profile needs a PATCH (Zoom Users API
 * reference, create a user). */
bool isInCreateBody(const AttributeInfo& info);

}  // namespace muster::zoom
