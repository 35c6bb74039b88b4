#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace muster::rest {

/** Parses a whole body: bounded depth, valid UTF-8, nothing behind it. Nothing when it is no JSON.
 */
std::optional<boost::json::value> parseJson(std::string_view body);

/** The value at a path of member names (and indexes of arrays) joined by dots; null when it is not
 * there. */
const boost::json::value* at(const boost::json::value& value, std::string_view path);

/** A string as it is, a number or truth value in JSON's spelling; empty for everything else. */
std::string textOf(const boost::json::value* value);

/** `"text"` with JSON's escapes. */
std::string jsonString(std::string_view text);

}  // namespace muster::rest
