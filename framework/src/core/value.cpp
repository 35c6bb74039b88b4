#include <algorithm>
#include <charconv>

#include <muster/core/value.h>

namespace muster {
namespace {

char lowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string numberText(double number) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number);
    return {buffer, end.ptr};
}

std::string objectText(const ObjectValue& object) {
    std::string text = "{";
    for (const Attribute& attribute : object.attributes()) {
        if (text.size() > 1) {
            text += ", ";
        }
        text += attribute.name() + "=";
        for (std::size_t i = 0; i < attribute.values().size(); ++i) {
            text += (i > 0 ? "," : "") + attribute.values()[i].toDisplay();
        }
    }
    return text + "}";
}

}  // namespace

ObjectValue::ObjectValue(std::vector<Attribute> attributes)
    : attributes_(std::make_shared<const std::vector<Attribute>>(std::move(attributes))) {}

const std::vector<Attribute>& ObjectValue::attributes() const {
    static const std::vector<Attribute> kNone;
    return attributes_ == nullptr ? kNone : *attributes_;
}

const Attribute* ObjectValue::find(std::string_view name) const {
    return findAttribute(attributes(), name);
}

bool operator==(const ObjectValue& a, const ObjectValue& b) {
    return a.attributes() == b.attributes();
}

std::string_view toString(ValueKind kind) {
    switch (kind) {
        case ValueKind::kNull:
            return "null";
        case ValueKind::kString:
            return "string";
        case ValueKind::kInteger:
            return "integer";
        case ValueKind::kReal:
            return "real";
        case ValueKind::kBoolean:
            return "boolean";
        case ValueKind::kTime:
            return "time";
        case ValueKind::kBytes:
            return "bytes";
        case ValueKind::kSecret:
            return "secret";
        case ValueKind::kReference:
            return "reference";
        case ValueKind::kObject:
            return "object";
    }
    return "unknown";
}

std::string Value::toDisplay() const {
    switch (kind()) {
        case ValueKind::kNull:
            return "";
        case ValueKind::kString:
            return *as<std::string>();
        case ValueKind::kInteger:
            return std::to_string(*as<std::int64_t>());
        case ValueKind::kReal:
            return numberText(*as<double>());
        case ValueKind::kBoolean:
            return *as<bool>() ? "true" : "false";
        case ValueKind::kTime:
            return as<Time>()->toString();
        case ValueKind::kBytes:
            return std::to_string(as<Bytes>()->octets.size()) + " bytes";
        case ValueKind::kSecret:
            return "***";
        case ValueKind::kReference:
            return as<Reference>()->uid;
        case ValueKind::kObject:
            return objectText(*as<ObjectValue>());
    }
    return "";
}

bool equalNames(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) {
        return false;
    }
    // Mostly they are written alike, which is found out several octets at a time.
    return a == b || std::equal(a.begin(), a.end(), b.begin(),
                                [](char x, char y) { return lowerAscii(x) == lowerAscii(y); });
}

Attribute Attribute::list(std::string name, std::vector<Value> values) {
    Attribute attribute;
    attribute.name_ = std::move(name);
    attribute.values_ = std::move(values);
    attribute.isList_ = true;
    return attribute;
}

Attribute AttributeParts::copy() const {
    Attribute made = !isList && values.size() == 1
                         ? Attribute(std::string(name), values.front())
                         : Attribute::list(std::string(name), {values.begin(), values.end()});
    return isIncomplete ? made.markIncomplete() : made;
}

namespace {

/** The first that has that name; `nameOf` tells the name of one. */
template <typename Named, typename NameOf>
const Named* findNamed(const std::vector<Named>& all, std::string_view name, const NameOf& nameOf) {
    for (const Named& one : all) {
        if (equalNames(nameOf(one), name)) {
            return &one;
        }
    }
    return nullptr;
}

}  // namespace

const Attribute* findAttribute(const std::vector<Attribute>& attributes, std::string_view name) {
    return findNamed(attributes, name,
                     [](const Attribute& one) -> std::string_view { return one.name(); });
}

const AttributeParts* findAttribute(const std::vector<AttributeParts>& attributes,
                                    std::string_view name) {
    return findNamed(attributes, name, [](const AttributeParts& one) { return one.name; });
}

}  // namespace muster
