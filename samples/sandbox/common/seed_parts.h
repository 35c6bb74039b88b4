#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

/// What the seeds of all simulators have in common.
namespace sandbox {

/// Nothing when every member of the seed is one of `known`, else a sentence.
std::optional<std::string> checkParts(const boost::json::object& seed,
                                      std::span<const std::string_view> known);

/// Hands each object of the array `items` to `take`. `name` is that of the part.
/// @return nothing, or the first problem with its place: "users[2]: ...".
std::optional<std::string> forEachObject(
    std::string_view name, const boost::json::value& items,
    const std::function<std::optional<std::string>(const boost::json::object&)>& take);

}  // namespace sandbox
