#include "common/json_text.h"

#include <boost/json.hpp>

namespace sandbox {

namespace json = boost::json;

std::optional<json::object> parseJsonObject(std::string_view text) {
    json::parse_options options;
    options.max_depth = 16;
    boost::system::error_code error;
    auto value = json::parse(text, error, {}, options);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

std::string_view textOf(const json::object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    if (value == nullptr || !value->is_string()) return {};
    return value->get_string();
}

bool flagOf(const json::object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

}  // namespace sandbox
