#include "lineworks/body_reader.h"

#include <algorithm>

#include <boost/json.hpp>

namespace sandbox::lineworks {

namespace json = boost::json;

const json::value* BodyReader::valueOf(std::string_view name) const {
    const auto* value = body_.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::string BodyReader::text(std::string_view name,
                             const std::function<bool(std::string_view)>& isRight) {
    const auto* value = valueOf(name);
    if (value == nullptr) return {};
    const auto* text = value->if_string();
    if (text == nullptr || !isRight(*text)) {
        complain(name, text == nullptr ? "a text" : "a value that its rules allow");
        return {};
    }
    return std::string(*text);
}

bool BodyReader::flag(std::string_view name, bool fallback) {
    const auto* value = valueOf(name);
    if (value == nullptr) return fallback;
    if (!value->is_bool()) complain(name, "true or false");
    return value->is_bool() && value->get_bool();
}

std::int64_t BodyReader::number(std::string_view name, std::int64_t fallback, std::int64_t least,
                                std::int64_t most) {
    const auto* value = valueOf(name);
    if (value == nullptr) return fallback;
    if (!value->is_int64() || value->get_int64() < least || value->get_int64() > most) {
        complain(name,
                 "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return fallback;
    }
    return value->get_int64();
}

const json::array* BodyReader::array(std::string_view name, std::size_t most) {
    const auto* value = valueOf(name);
    if (value == nullptr) return nullptr;
    const auto* array = value->if_array();
    if (array == nullptr || array->size() > most) {
        complain(name, "an array of at most " + std::to_string(most));
        return nullptr;
    }
    return array;
}

std::vector<const json::object*> BodyReader::objects(std::string_view name, std::size_t most) {
    std::vector<const json::object*> found;
    const auto* items = array(name, most);
    if (items == nullptr) return found;
    for (const auto& item : *items) {
        if (!item.is_object()) {
            complain(name, "an array of objects");
            return {};
        }
        found.push_back(&item.get_object());
    }
    return found;
}

std::vector<std::string> BodyReader::texts(std::string_view name, std::size_t most) {
    std::vector<std::string> found;
    const auto* items = array(name, most);
    if (items == nullptr) return found;
    for (const auto& item : *items) {
        if (!item.is_string()) {
            complain(name, "an array of texts");
            return {};
        }
        found.emplace_back(std::string_view(item.get_string()));
    }
    return found;
}

const json::object* BodyReader::object(std::string_view name) {
    const auto* value = valueOf(name);
    if (value == nullptr) return nullptr;
    if (!value->is_object()) complain(name, "an object");
    return value->if_object();
}

void BodyReader::require(std::string_view name) {
    if (!has(name)) refuse(missingParameter(prefix_ + std::string(name)));
}

void BodyReader::complain(std::string_view name, std::string_view expected) {
    refuse(
        invalidParameter(prefix_ + std::string(name) + " must be " + std::string(expected) + "."));
}

void BodyReader::refuseUnknown(std::string_view name) {
    refuse(invalidParameter("There is no property " + prefix_ + std::string(name) + "."));
}

void BodyReader::refuse(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
}

}  // namespace sandbox::lineworks
