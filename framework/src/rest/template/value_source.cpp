#include "rest/template/value_source.h"

#include <cmath>

#include "encoding/base64.h"
#include "rest/template/json_access.h"
#include <muster/core/ids.h>

namespace muster::rest {

std::optional<std::string> textOfValue(const Value& value) {
    switch (value.kind()) {
        case ValueKind::kString:
            return *value.as<std::string>();
        case ValueKind::kInteger:
            return std::to_string(*value.as<std::int64_t>());
        case ValueKind::kReal:
            return std::isfinite(*value.as<double>())
                       ? std::optional(
                             boost::json::serialize(boost::json::value(*value.as<double>())))
                       : std::nullopt;
        case ValueKind::kBoolean:
            return *value.as<bool>() ? "true" : "false";
        case ValueKind::kTime:
            return value.as<Time>()->toString();
        case ValueKind::kBytes:
            return toBase64(value.as<Bytes>()->octets);
        case ValueKind::kSecret:
            return std::string(value.as<Secret>()->expose());
        case ValueKind::kReference:
            return value.as<Reference>()->uid;
        case ValueKind::kNull:
        case ValueKind::kObject:
            return std::nullopt;
    }
    return std::nullopt;
}

Result<std::optional<ValueSource::Found>> ValueSource::find(std::string_view name) const {
    for (const auto* configuration : {&call_.configuration, &relUrl_.defaults}) {
        if (const auto found = configuration->find(name);
            found != configuration->end() && !found->second.empty()) {
            return std::optional(Found{found->second, true});
        }
    }
    if (name == attr::kUid && !call_.uid.empty()) {
        return std::optional(Found{call_.uid});
    }
    if (name == attr::kName && !call_.name.empty()) {
        return std::optional(Found{call_.name});
    }
    MUSTER_ASSIGN_OR_RETURN(const Value* const given, attributeValue(name));
    std::optional<Value> value = given == nullptr ? runTimeValue(name) : std::optional(*given);
    return value && !value->isNull() ? std::optional(Found{*std::move(value)}) : std::nullopt;
}

std::optional<Value> ValueSource::runTimeValue(std::string_view name) const {
    if (name == placeholder::kPageSize) {
        const std::int64_t size = call_.pageSize.value_or(relUrl_.pageSize);
        return size > 0 ? std::optional<Value>(size) : std::nullopt;
    }
    if (name == placeholder::kPageOffset && call_.pageOffset) {
        return Value(*call_.pageOffset);
    }
    if (name == placeholder::kPageToken && !call_.pageToken.empty()) {
        return Value(call_.pageToken);
    }
    return std::nullopt;
}

const Attribute* ValueSource::attributeNamed(std::string_view name) const {
    const Attribute* found = findAttribute(call_.attributes, name);
    return found == nullptr && call_.body ? call_.body->find(name) : found;
}

Result<const Value*> ValueSource::single(const Attribute& attribute, std::string_view name) const {
    if (attribute.values().empty()) {
        return nullptr;
    }
    if (attribute.values().size() > 1) {
        return Error{.code = ErrorCode::kInvalidAttributeValue,
                     .message = "template " + relUrl_.key.toString() + " (" +
                                relUrl_.position.toString() + "): placeholder \"$(" +
                                std::string(name) + ")$\" has " +
                                std::to_string(attribute.values().size()) + " values, expected one",
                     .hint = "let the template send one request for each value (per-value)",
                     .attributes = {std::string(name)}};
    }
    return &attribute.values().front();
}

Result<const Value*> ValueSource::attributeValue(std::string_view name) const {
    if (each_ != nullptr && equalNames(name, relUrl_.perValue)) {
        return each_;
    }
    if (const Attribute* attribute = attributeNamed(name)) {
        return single(*attribute, name);
    }
    return descend(name);
}

/** `list.field`, and DocuSign's `path~form~field`, where the form repeats the path's name. */
Result<const Value*> ValueSource::descend(std::string_view name) const {
    const std::size_t end = name.find_first_of(".~");
    if (end == std::string_view::npos) {
        return nullptr;
    }
    const std::string_view first = name.substr(0, end);
    const Value* value = nullptr;
    if (each_ != nullptr && equalNames(first, relUrl_.perValue)) {
        value = each_;
    } else if (const Attribute* attribute = attributeNamed(first)) {
        MUSTER_ASSIGN_OR_RETURN(value, single(*attribute, name));
    }
    for (std::string_view rest = name.substr(end + 1); value != nullptr && !rest.empty();) {
        const std::size_t next = std::min(rest.find_first_of(".~"), rest.size());
        const std::string_view part = rest.substr(0, next);
        rest.remove_prefix(std::min(next + 1, rest.size()));
        const ObjectValue* object = value->as<ObjectValue>();
        const Attribute* field = object == nullptr ? nullptr : object->find(part);
        if (field == nullptr && equalNames(part, first)) {
            continue;
        }
        value = nullptr;
        if (field != nullptr) {
            MUSTER_ASSIGN_OR_RETURN(value, single(*field, name));
        }
    }
    return value;
}

}  // namespace muster::rest
