#include <memory>
#include <new>

#include <muster/core/abi_convert.h>

namespace muster::abi {
namespace {

std::uint32_t flagIf(bool condition, std::uint32_t flag) { return condition ? flag : 0; }

std::uint32_t flagsOf(const AttributeInfo& info) {
    return flagIf(info.required, MUSTER_INFO_REQUIRED) |
           flagIf(info.multiValued, MUSTER_INFO_MULTI_VALUED) |
           flagIf(!info.creatable, MUSTER_INFO_NOT_CREATABLE) |
           flagIf(!info.updateable, MUSTER_INFO_NOT_UPDATEABLE) |
           flagIf(!info.readable, MUSTER_INFO_NOT_READABLE) |
           flagIf(!info.returnedByDefault, MUSTER_INFO_NOT_RETURNED_BY_DEFAULT) |
           flagIf(info.key, MUSTER_INFO_KEY);
}

}  // namespace

template <typename T>
T* Marshal::array(std::size_t count) {
    if (count == 0) {
        return nullptr;
    }
    // NOLINTNEXTLINE(bugprone-sizeof-expression): a T may be a pointer, and that is what is kept
    T* first = static_cast<T*>(memory_.allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return first;
}

muster_value Marshal::value(const Value& value) {
    muster_value out{};
    out.kind = static_cast<std::uint32_t>(value.kind());
    switch (value.kind()) {
        case ValueKind::kNull:
            break;
        case ValueKind::kString:
            out.as.text = view(*value.as<std::string>());
            break;
        case ValueKind::kInteger:
            out.as.integer = *value.as<std::int64_t>();
            break;
        case ValueKind::kReal:
            out.as.real = *value.as<double>();
            break;
        case ValueKind::kBoolean:
            out.as.integer = *value.as<bool>() ? 1 : 0;
            break;
        case ValueKind::kTime:
            out.as.integer = value.as<Time>()->microseconds;
            break;
        case ValueKind::kBytes:
            out.as.text = view(value.as<Bytes>()->octets);
            break;
        case ValueKind::kSecret:
            out.as.text = view(value.as<Secret>()->expose());
            break;
        case ValueKind::kReference:
            out.as.text = view(value.as<Reference>()->uid);
            break;
        case ValueKind::kObject:
            out.as.object = attributes(value.as<ObjectValue>()->attributes());
            break;
    }
    return out;
}

void Marshal::fill(muster_attribute& out, const AttributeParts& attribute, muster_value* values) {
    for (std::size_t i = 0; i < attribute.values.size(); ++i) {
        values[i] = value(attribute.values[i]);
    }
    out.struct_size = sizeof out;
    out.name = view(attribute.name);
    out.values = values;
    out.value_count = attribute.values.size();
    out.flags = flagIf(attribute.isIncomplete, MUSTER_ATTRIBUTE_INCOMPLETE) |
                flagIf(attribute.isList, MUSTER_ATTRIBUTE_LIST);
}

muster_attribute_list Marshal::attributes(const std::vector<Attribute>& attributes) {
    auto* made = array<muster_attribute>(attributes.size());
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        fill(made[i], attributes[i], array<muster_value>(attributes[i].values().size()));
    }
    return {made, attributes.size(), sizeof(muster_attribute)};
}

muster_attribute_list Marshal::parts(std::span<const AttributeParts> attributes) {
    std::size_t valueCount = 0;
    for (const AttributeParts& attribute : attributes) {
        valueCount += attribute.values.size();
    }
    auto* made = array<muster_attribute>(attributes.size());
    auto* values = array<muster_value>(valueCount);  // of all, one behind the other
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        fill(made[i], attributes[i], values);
        values += attributes[i].values.size();
    }
    return {made, attributes.size(), sizeof(muster_attribute)};
}

muster_delta_list Marshal::deltas(const std::vector<AttributeDelta>& deltas) {
    auto* made = array<muster_delta>(deltas.size());
    auto* held = array<muster_attribute>(deltas.size());
    for (std::size_t i = 0; i < deltas.size(); ++i) {
        const Attribute& attribute = deltas[i].attribute;
        fill(held[i], attribute, array<muster_value>(attribute.values().size()));
        made[i] = {sizeof(muster_delta), static_cast<std::uint32_t>(deltas[i].mode), 0, &held[i]};
    }
    return {made, deltas.size(), sizeof(muster_delta)};
}

muster_string_list Marshal::texts(const std::vector<std::string>& texts) {
    auto* made = array<muster_string_view>(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        made[i] = view(texts[i]);
    }
    return {made, texts.size(), sizeof(muster_string_view)};
}

const muster_object* Marshal::object(const ConnectorObject& object) {
    auto* out = array<muster_object>(1);
    *out = {sizeof *out,       view(object.objectClass), view(object.uid),
            view(object.name), view(object.revision),    attributes(object.attributes)};
    return out;
}

const muster_object_ref* Marshal::ref(const ObjectRef& ref) {
    auto* out = array<muster_object_ref>(1);
    const muster_string_view address = view(ref.text());
    *out = {sizeof *out, ref.isName() ? muster_string_view{} : address,
            ref.isName() ? address : muster_string_view{}, view(ref.revision())};
    return out;
}

const muster_notice* Marshal::notice(const Notice& notice) {
    auto* out = array<muster_notice>(1);
    *out = {sizeof *out, view(notice.code), view(notice.message), view(notice.attribute)};
    return out;
}

const muster_write_report* Marshal::writeReport(const WriteReport& report) {
    auto* out = array<muster_write_report>(1);
    *out = {sizeof *out,
            view(report.uid),
            view(report.name),
            view(report.revision),
            view(report.state),
            flagIf(report.accepted, MUSTER_WRITE_ACCEPTED),
            0,
            deltas(report.deferred),
            view(report.formerUid)};
    return out;
}

const muster_error* Marshal::error(const Error& error) {
    auto* out = array<muster_error>(1);
    out->struct_size = sizeof *out;
    out->code = static_cast<std::int32_t>(error.code);
    out->outcome = static_cast<std::int32_t>(error.outcome);
    out->http_status = error.httpStatus;
    out->retryable = error.retryable ? (*error.retryable ? 1 : 2) : 0;
    out->retry_after_ms = error.retryAfter ? error.retryAfter->count() : -1;
    out->message = view(error.message);
    out->hint = view(error.hint);
    out->target_code = view(error.targetCode);
    out->attributes = texts(error.attributes);
    return out;
}

const muster_filter* Marshal::filter(const Filter& filter) {
    auto* out = array<muster_filter>(1);
    auto* children = array<const muster_filter*>(filter.children.size());
    for (std::size_t i = 0; i < filter.children.size(); ++i) {
        children[i] = this->filter(filter.children[i]);
    }
    out->struct_size = sizeof *out;
    out->op = static_cast<std::int32_t>(filter.op);
    out->attribute = view(filter.attribute);
    out->value = value(filter.value);
    out->children = children;
    out->child_count = filter.children.size();
    return out;
}

const muster_attribute_info* Marshal::attributeInfos(const std::vector<AttributeInfo>& infos) {
    auto* made = array<muster_attribute_info>(infos.size());
    for (std::size_t i = 0; i < infos.size(); ++i) {
        const AttributeInfo& info = infos[i];
        made[i] = {sizeof(muster_attribute_info),
                   view(info.name),
                   view(info.nativeName),
                   view(info.lookup),
                   view(info.description),
                   static_cast<std::uint32_t>(info.type),
                   flagsOf(info),
                   info.maxLength,
                   attributeInfos(info.attributes),
                   info.attributes.size(),
                   sizeof(muster_attribute_info),
                   view(info.referenceClass)};
    }
    return made;
}

const muster_option_info* Marshal::optionInfos(const std::vector<OptionInfo>& infos) {
    auto* made = array<muster_option_info>(infos.size());
    for (std::size_t i = 0; i < infos.size(); ++i) {
        const OptionInfo& info = infos[i];
        made[i] = {sizeof(muster_option_info),
                   view(info.name),
                   view(info.description),
                   static_cast<std::uint32_t>(info.type),
                   0,
                   texts(info.operations),
                   texts(info.allowed)};
    }
    return made;
}

const muster_property_info* Marshal::propertyInfos(const std::vector<PropertyInfo>& infos) {
    auto* made = array<muster_property_info>(infos.size());
    for (std::size_t i = 0; i < infos.size(); ++i) {
        const PropertyInfo& info = infos[i];
        made[i] = {sizeof(muster_property_info),
                   view(info.name),
                   view(info.defaultValue),
                   view(info.help),
                   static_cast<std::uint32_t>(info.type),
                   flagIf(info.required, MUSTER_PROPERTY_REQUIRED) |
                       flagIf(info.confidential, MUSTER_PROPERTY_CONFIDENTIAL) |
                       flagIf(info.hostOwned, MUSTER_PROPERTY_HOST_OWNED),
                   texts(info.allowed),
                   view(info.retired)};
    }
    return made;
}

const muster_operation_key_info* Marshal::keyInfos(const std::vector<OperationKeyInfo>& infos) {
    auto* made = array<muster_operation_key_info>(infos.size());
    for (std::size_t i = 0; i < infos.size(); ++i) {
        const OperationKeyInfo& info = infos[i];
        made[i] = {sizeof(muster_operation_key_info), view(info.key), view(info.description),
                   texts(info.placeholders),
                   flagIf(info.idempotent, MUSTER_KEY_IDEMPOTENT) |
                       flagIf(!info.required, MUSTER_KEY_OPTIONAL)};
    }
    return made;
}

const muster_description* Marshal::description(const Description& description) {
    auto* classes = array<muster_class_info>(description.classes.size());
    for (std::size_t i = 0; i < description.classes.size(); ++i) {
        const ObjectClassInfo& info = description.classes[i];
        classes[i] = {sizeof(muster_class_info),
                      view(info.name),
                      view(info.description),
                      static_cast<std::uint32_t>(info.create),
                      static_cast<std::uint32_t>(info.update),
                      static_cast<std::uint32_t>(info.remove),
                      static_cast<std::uint32_t>(info.disassociate),
                      static_cast<std::uint32_t>(info.get),
                      static_cast<std::uint32_t>(info.search),
                      attributeInfos(info.attributes),
                      info.attributes.size(),
                      sizeof(muster_attribute_info),
                      optionInfos(info.options),
                      info.options.size(),
                      sizeof(muster_option_info),
                      view(info.markAttribute),
                      view(info.createdAttribute),
                      texts(info.createdTrustedStates)};
    }
    auto* out = array<muster_description>(1);
    *out = {sizeof *out,
            view(description.displayName),
            flagIf(description.usesTemplatedCalls, MUSTER_DESCRIPTION_TEMPLATED_CALLS),
            0,
            description.settleWindowMs,
            texts(description.lookups),
            classes,
            description.classes.size(),
            sizeof(muster_class_info),
            propertyInfos(description.properties),
            description.properties.size(),
            sizeof(muster_property_info),
            keyInfos(description.operationKeys),
            description.operationKeys.size(),
            sizeof(muster_operation_key_info)};
    return out;
}

const muster_action_list* Marshal::actions(const std::vector<ActionInfo>& infos) {
    auto* made = array<muster_action_info>(infos.size());
    for (std::size_t i = 0; i < infos.size(); ++i) {
        const ActionInfo& info = infos[i];
        made[i] = {sizeof(muster_action_info),
                   view(info.name),
                   view(info.objectClass),
                   view(info.description),
                   attributeInfos(info.parameters),
                   info.parameters.size(),
                   sizeof(muster_attribute_info),
                   info.resumable ? std::uint32_t{MUSTER_ACTION_RESUMABLE} : 0U,
                   0};
    }
    auto* out = array<muster_action_list>(1);
    *out = {made, infos.size(), sizeof(muster_action_info)};
    return out;
}

}  // namespace muster::abi
