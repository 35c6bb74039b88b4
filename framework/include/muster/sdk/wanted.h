#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <muster/core/object.h>
#include <muster/core/schema.h>

namespace muster::sdk {

/** Whether the attribute is among those wanted, by name or native name. Nothing wanted means the
 * default ones, and is not asked. Any thread. */
bool isAsked(const std::vector<std::string>& wanted, const ObjectClassInfo& info,
             std::string_view attribute);

/** The object with the attributes wanted alone; none wanted for all. */
ConnectorObject withWanted(ConnectorObject object, const ObjectClassInfo& info,
                           const std::vector<std::string>& wanted);

}  // namespace muster::sdk
