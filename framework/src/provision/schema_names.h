#pragma once

#include <string_view>

#include <muster/core/result.h>
#include <muster/core/schema.h>

namespace muster::provision {

/** The class of a request; `__ACCOUNT__` when it names none. kNotSupported with the known ones. */
Result<const ObjectClassInfo*> requireClass(const Description& description,
                                            std::string_view objectClass);

/** The attribute of that name or native name. kInvalidAttributeValue with the near miss. */
Result<const AttributeInfo*> requireAttribute(const ObjectClassInfo& info, std::string_view name);

/** The action of that class and name. kNotSupported with the actions that there are. */
Result<const ActionInfo*> requireAction(const Description& description, const ObjectClassInfo& info,
                                        std::string_view name);

}  // namespace muster::provision
