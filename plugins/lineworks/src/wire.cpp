#include "wire.h"

#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

const std::string& nativeName(const AttributeInfo& info) {
    return info.nativeName.empty() ? info.name : info.nativeName;
}

/** LINE WORKS takes 25 characters of a time (Developers, user-create: activationDate). */
Value valueToWire(const Value& value, const AttributeInfo& info) {
    constexpr std::int64_t kSecond = 1'000'000;
    if (const auto* time = value.as<Time>()) {
        return Value(Time{time->microseconds / kSecond * kSecond});
    }
    if (const auto* object = value.as<ObjectValue>()) {
        return Value(elementToWire(*object, info));
    }
    return value;
}

}  // namespace

Attribute nothing(std::string_view member) { return Attribute(std::string(member), Value()); }

ObjectValue elementToWire(const ObjectValue& element, const AttributeInfo& info) {
    std::vector<Attribute> inside;
    for (const AttributeInfo& part : info.attributes) {
        const Attribute* given = part.updateable ? element.find(part.name) : nullptr;
        if (given != nullptr) {
            inside.push_back(toWire(*given, part));
        }
    }
    return ObjectValue(std::move(inside));
}

Attribute toWire(const Attribute& attribute, const AttributeInfo& info) {
    if (!info.multiValued) {
        return attribute.single() == nullptr || attribute.single()->isNull()
                   ? nothing(nativeName(info))
                   : Attribute(nativeName(info), valueToWire(*attribute.single(), info));
    }
    std::vector<Value> values;
    for (const Value& value : attribute.values()) {
        values.push_back(valueToWire(value, info));
    }
    return Attribute::list(nativeName(info), std::move(values));
}

Result<void> checkClearable(const Attribute& attribute, const AttributeInfo& info) {
    const bool isEmpty = attribute.values().empty();
    const bool isKept = info.type == ValueKind::kBoolean || info.type == ValueKind::kInteger;
    if (!isEmpty || info.multiValued || !isKept) {
        return {};
    }
    return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                        info.name + " cannot be cleared; LINE WORKS keeps a " +
                            std::string(toString(info.type)) + " of it",
                        "give a value", info.name);
}

}  // namespace muster::lineworks
