#include "provision/object_value_text.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "provision/attribute_values.h"

namespace muster::provision {
namespace {

Error wrong(const AttributeInfo& info, const std::string& why) {
    return Error{.code = ErrorCode::kInvalidAttributeValue,
                 .message = "attribute \"" + typedName(info) + "\": " + why,
                 .attributes = {info.name}};
}

const AttributeInfo* findInside(const AttributeInfo& info, std::string_view name) {
    for (const AttributeInfo& inside : info.attributes) {
        if (equalNames(inside.name, name)) {
            return &inside;
        }
    }
    return nullptr;
}

std::string namesInside(const AttributeInfo& info) {
    std::string names;
    for (const AttributeInfo& inside : info.attributes) {
        names += (names.empty() ? "" : ", ") + inside.name;
    }
    return names;
}

/** A JSON scalar as the text that a person would type for it. */
std::string textOf(const boost::json::value& json) {
    return json.is_string() ? std::string(json.get_string()) : boost::json::serialize(json);
}

Result<ObjectValue> objectOf(const AttributeInfo& info, const boost::json::value& json);

Result<Value> valueOf(const AttributeInfo& info, const boost::json::value& json) {
    if (info.type == ValueKind::kObject) {
        MUSTER_ASSIGN_OR_RETURN(ObjectValue object, objectOf(info, json));
        return Value(std::move(object));
    }
    return typedValue(info, Value(textOf(json)));
}

Result<ObjectValue> objectOf(const AttributeInfo& info, const boost::json::value& json) {
    if (!json.is_object()) {
        return wrong(info, "expected a JSON object with " + namesInside(info));
    }
    std::vector<Attribute> attributes;
    for (const auto& member : json.get_object()) {
        const AttributeInfo* inside = findInside(info, member.key());
        if (inside == nullptr) {
            return wrong(info, "there is no \"" + std::string(member.key()) +
                                   "\" in it; expected " + namesInside(info));
        }
        if (member.value().is_null()) {
            attributes.push_back(Attribute::list(inside->name, {}));
        } else if (member.value().is_array()) {
            std::vector<Value> values;
            for (const boost::json::value& item : member.value().get_array()) {
                MUSTER_ASSIGN_OR_RETURN(Value value, valueOf(*inside, item));
                values.push_back(std::move(value));
            }
            attributes.push_back(Attribute::list(inside->name, std::move(values)));
        } else {
            MUSTER_ASSIGN_OR_RETURN(Value value, valueOf(*inside, member.value()));
            attributes.emplace_back(inside->name, std::move(value));
        }
    }
    return ObjectValue(std::move(attributes));
}

}  // namespace

Result<ObjectValue> parseObjectValue(const AttributeInfo& info, std::string_view text) {
    boost::json::error_code problem;
    const boost::json::value json =
        boost::json::parse({text.data(), text.size()}, problem, {}, {.max_depth = 8});
    if (problem) {
        return wrong(info, "its value is no JSON (" + problem.message() +
                               "); expected an object with " + namesInside(info));
    }
    return objectOf(info, json);
}

}  // namespace muster::provision
