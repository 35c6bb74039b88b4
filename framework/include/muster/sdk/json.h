#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include <muster/core/schema.h>

/** Reads what a target answers in JSON into attributes, by the schema. For connectors that link
 * Boost.JSON, which the SDK itself does not. Any thread. */
namespace muster::sdk {

/** The object in the text; nothing when it is no JSON, or another kind of JSON. */
inline std::optional<boost::json::object> parseJsonObject(std::string_view text) {
    boost::system::error_code failure;
    boost::json::value document =
        boost::json::parse(boost::json::string_view(text.data(), text.size()), failure);
    if (failure || !document.is_object()) {
        return std::nullopt;
    }
    return std::move(document.as_object());
}

/** The member of that name, or null. */
inline const boost::json::value* memberOf(const boost::json::object& object,
                                          std::string_view member) {
    return object.if_contains(boost::json::string_view(member.data(), member.size()));
}

/** A string as it is, everything else in JSON's spelling. */
inline std::string jsonText(const boost::json::value& value) {
    return value.is_string() ? std::string(value.get_string().data(), value.get_string().size())
                             : boost::json::serialize(value);
}

/** The text under a member; empty when it is not there or null. */
inline std::string jsonText(const boost::json::object& object, std::string_view member) {
    const boost::json::value* found = memberOf(object, member);
    return found == nullptr || found->is_null() ? std::string() : jsonText(*found);
}

std::vector<Attribute> attributesOf(const boost::json::object& object,
                                    const std::vector<AttributeInfo>& infos);

/** The value in the kind that the schema says; nothing when it is null, an empty text, or of no use
 * as that kind. Numbers count as truth values: 0 and 1. */
inline std::optional<Value> valueOf(const boost::json::value& value, const AttributeInfo& info) {
    if (value.is_null() || (value.is_string() && value.get_string().empty())) {
        return std::nullopt;
    }
    switch (info.type) {
        case ValueKind::kString:
            return Value(jsonText(value));
        case ValueKind::kReference:
            return Value(Reference{jsonText(value)});
        case ValueKind::kInteger:
            return value.is_int64() ? std::optional(Value(value.get_int64())) : std::nullopt;
        case ValueKind::kReal:
            return value.is_number() ? std::optional(Value(value.to_number<double>()))
                                     : std::nullopt;
        case ValueKind::kBoolean:
            return value.is_bool()    ? std::optional(Value(value.get_bool()))
                   : value.is_int64() ? std::optional(Value(value.get_int64() != 0))
                                      : std::nullopt;
        case ValueKind::kTime: {
            const Result<Time> time = Time::parse(jsonText(value));
            return time ? std::optional(Value(*time)) : std::nullopt;
        }
        case ValueKind::kObject:
            return value.is_object()
                       ? std::optional(
                             Value(ObjectValue(attributesOf(value.get_object(), info.attributes))))
                       : std::nullopt;
        case ValueKind::kNull:
        case ValueKind::kBytes:
        case ValueKind::kSecret:
            break;
    }
    return std::nullopt;
}

/** The attribute that stands in the object under its native name (or its name); nothing when it is
 * not there, has no value of its kind, or cannot be read. */
inline std::optional<Attribute> attributeOf(const boost::json::object& object,
                                            const AttributeInfo& info) {
    const boost::json::value* found =
        memberOf(object, info.nativeName.empty() ? info.name : info.nativeName);
    if (found == nullptr || !info.readable) {
        return std::nullopt;
    }
    if (!info.multiValued) {
        const std::optional<Value> value = valueOf(*found, info);
        return value ? std::optional(Attribute(info.name, *value)) : std::nullopt;
    }
    if (!found->is_array()) {
        return std::nullopt;
    }
    std::vector<Value> values;
    for (const boost::json::value& item : found->get_array()) {
        if (std::optional<Value> value = valueOf(item, info)) {
            values.push_back(std::move(*value));
        }
    }
    return Attribute::list(info.name, std::move(values));
}

/** All attributes of the schema that the object holds, in the order of the schema. */
inline std::vector<Attribute> attributesOf(const boost::json::object& object,
                                           const std::vector<AttributeInfo>& infos) {
    std::vector<Attribute> attributes;
    for (const AttributeInfo& info : infos) {
        if (std::optional<Attribute> attribute = attributeOf(object, info)) {
            attributes.push_back(std::move(*attribute));
        }
    }
    return attributes;
}

}  // namespace muster::sdk
