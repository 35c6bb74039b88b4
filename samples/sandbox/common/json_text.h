#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace sandbox {

/// Nothing when the text is not one JSON object, or is nested deeper than 16 levels.
std::optional<boost::json::object> parseJsonObject(std::string_view text);

/// The text under that name, "" when there is none.
std::string_view textOf(const boost::json::object& body, std::string_view name);

/// True when that member is there and is true.
bool flagOf(const boost::json::object& body, std::string_view name);

}  // namespace sandbox
