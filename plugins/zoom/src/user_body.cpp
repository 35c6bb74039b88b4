#include "user_body.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "schema.h"
#include "target_errors.h"
#include <muster/core/ids.h>

namespace muster::zoom {
namespace {

/** The most elements that Zoom keeps (Zoom Users API reference, update a user). */
std::size_t maxElements(const AttributeInfo& info) {
    return info.name == name::kPhoneNumbers ? 3 : 5;
}

const std::string& nativeName(const AttributeInfo& info) {
    return info.nativeName.empty() ? info.name : info.nativeName;
}

Result<Attribute> typeToWire(const Attribute& attribute, const AttributeInfo& info) {
    const std::string code = attribute.single() == nullptr ? "" : attribute.single()->toDisplay();
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(code.data(), code.data() + code.size(), number);
    if (code.empty() || failure != std::errc() || end != code.data() + code.size()) {
        return refusal(ErrorCode::kInvalidAttributeValue,
                       "the type \"" + code + "\" is no number; Zoom knows types by numbers",
                       "the code keys of Lookup.Zoom.type are what may be written", info.name);
    }
    return Attribute(nativeName(info), Value(number));
}

ObjectValue elementToWire(const ObjectValue& element, const AttributeInfo& info) {
    std::vector<Attribute> inside;
    for (const AttributeInfo& sub : info.attributes) {
        const Attribute* given = element.find(sub.name);
        if (given != nullptr && sub.updateable) {
            inside.push_back(*given);
        }
    }
    return ObjectValue(std::move(inside));
}

Result<Attribute> listToWire(const Attribute& attribute, const AttributeInfo& info) {
    if (attribute.values().size() > maxElements(info)) {
        return refusal(ErrorCode::kInvalidAttributeValue,
                       info.name + " would have " + std::to_string(attribute.values().size()) +
                           " elements; Zoom keeps at most " + std::to_string(maxElements(info)),
                       "remove some in the same update", info.name);
    }
    std::vector<Value> values;
    for (const Value& value : attribute.values()) {
        const auto* element = value.as<ObjectValue>();
        values.push_back(element == nullptr ? value : Value(elementToWire(*element, info)));
    }
    return Attribute::list(nativeName(info), std::move(values));
}

}  // namespace

Result<Attribute> toWire(const Attribute& attribute, const AttributeInfo& info) {
    if (info.name == name::kType) {
        return typeToWire(attribute, info);
    }
    if (info.multiValued) {
        return listToWire(attribute, info);
    }
    if (attribute.values().empty() || attribute.single() == nullptr ||
        attribute.single()->isNull()) {
        if (info.type == ValueKind::kString) {
            return Attribute(nativeName(info), Value(""));
        }
        return refusal(ErrorCode::kInvalidAttributeValue,
                       info.name + " cannot be cleared; Zoom takes a " +
                           std::string(toString(info.type)) + " for it",
                       "give a value", info.name);
    }
    return Attribute(nativeName(info), *attribute.single());
}

bool isInCreateBody(const AttributeInfo& info) {
    static constexpr std::array<std::string_view, 4> kNames = {name::kType, "first_name",
                                                               "last_name", "display_name"};
    return std::find(kNames.begin(), kNames.end(), info.name) != kNames.end();
}

}  // namespace muster::zoom
