#include "common/seed_parts.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/text.h"

namespace sandbox {

namespace json = boost::json;

std::optional<std::string> checkParts(const json::object& seed,
                                      std::span<const std::string_view> known) {
    for (const auto& [name, value] : seed) {
        if (std::find(known.begin(), known.end(), std::string_view(name)) == known.end()) {
            return "\"" + std::string(name) + "\" is no part of a seed; expected " +
                   joinList({known.begin(), known.end()}, ", ");
        }
    }
    return {};
}

std::optional<std::string> forEachObject(
    std::string_view name, const json::value& items,
    const std::function<std::optional<std::string>(const json::object&)>& take) {
    const auto* array = items.if_array();
    if (array == nullptr) return "\"" + std::string(name) + "\" must be an array of objects";
    for (std::size_t at = 0; at < array->size(); ++at) {
        const auto where = std::string(name) + "[" + std::to_string(at) + "]: ";
        const auto* item = (*array)[at].if_object();
        if (item == nullptr) return where + "must be an object";
        if (const auto problem = take(*item)) return where + *problem;
    }
    return {};
}

}  // namespace sandbox
