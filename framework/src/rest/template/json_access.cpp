#include "rest/template/json_access.h"

#include <charconv>

#include "rest/template/extraction.h"

namespace muster::rest {
namespace {

namespace json = boost::json;

const json::value* member(const json::value& value, std::string_view name) {
    if (const json::object* object = value.if_object()) {
        return object->if_contains(json::string_view(name.data(), name.size()));
    }
    if (const json::array* array = value.if_array()) {
        std::size_t index = 0;
        const auto [last, failure] = std::from_chars(name.data(), name.data() + name.size(), index);
        const bool isIndex = failure == std::errc{} && last == name.data() + name.size();
        return isIndex ? array->if_contains(index) : nullptr;
    }
    return nullptr;
}

}  // namespace

std::optional<json::value> parseJson(std::string_view body) {
    json::parse_options options;
    options.max_depth = kMaxJsonDepth;
    json::error_code failure;
    json::value value =
        json::parse(json::string_view(body.data(), body.size()), failure, {}, options);
    return failure ? std::nullopt : std::optional<json::value>(std::move(value));
}

const json::value* at(const json::value& value, std::string_view path) {
    const json::value* found = &value;
    while (found != nullptr && !path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        found = member(*found, path.substr(0, dot));
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return found;
}

std::string textOf(const json::value* value) {
    if (value == nullptr) {
        return {};
    }
    if (const json::string* text = value->if_string()) {
        return std::string(text->data(), text->size());
    }
    return value->is_number() || value->is_bool() ? json::serialize(*value) : std::string();
}

std::string jsonString(std::string_view text) {
    return json::serialize(json::string_view(text.data(), text.size()));
}

}  // namespace muster::rest
