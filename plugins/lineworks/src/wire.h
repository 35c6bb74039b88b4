#pragma once

#include <muster/core/object.h>
#include <muster/core/schema.h>

namespace muster::lineworks {

/** The attribute as LINE WORKS' JSON has it: under the native name, lists as lists, objects without
 * what can only be read, times to the second. Without values it clears: a list becomes empty,
 * anything else null ("explicit null clears", Developers, api-call). */
Attribute toWire(const Attribute& attribute, const AttributeInfo& info);

/** The parts of an element that can be written, as JSON has them. */
ObjectValue elementToWire(const ObjectValue& element, const AttributeInfo& info);

/** A member of JSON that is null. */
Attribute nothing(std::string_view member);

/** Whether the attribute may be without a value at LINE WORKS. kInvalidAttributeValue, naming it,
 * for one that has no value although LINE WORKS always keeps one: truth values, the place. */
Result<void> checkClearable(const Attribute& attribute, const AttributeInfo& info);

}  // namespace muster::lineworks
