#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <muster/core/filter.h>
#include <muster/core/schema.h>

namespace muster::sdk {

/** The value that every object fulfilling the filter must have for the attribute, by an `=` that
 * stands alone or in an `and`; nothing when the filter leaves it open. For targets that filter by
 * some attributes only. Native names are understood. Any thread. */
std::optional<std::string> requiredValue(const Filter& filter, const ObjectClassInfo& info,
                                         std::string_view attribute);

/** The filter with native names turned into the schema's, so that it can be checked on objects. */
Filter withSchemaNames(Filter filter, const ObjectClassInfo& info);

/** Whether the filter asks about the attribute anywhere. */
bool asksAbout(const Filter& filter, const ObjectClassInfo& info, std::string_view attribute);

}  // namespace muster::sdk
