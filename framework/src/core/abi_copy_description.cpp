#include <muster/core/abi_convert.h>

namespace muster::abi {
namespace {

constexpr int kMaxDepth = 8;
/** More than any schema has: a number beyond is memory that nobody has set. */
constexpr std::size_t kMaxCount = 100'000;
/** Without what was appended. */
constexpr std::size_t kSmallestClass = offsetof(muster_class_info, mark_attribute);
constexpr std::size_t kSmallestProperty = offsetof(muster_property_info, retired);

Error rubbish(const std::string& message) {
    return Error{.code = ErrorCode::kProtocol,
                 .message = "the connector's description breaks the contract: " + message};
}

/** The elements of an array of infos, or why they cannot be walked. */
template <typename T>
Result<Strided<T>> walk(const T* first, std::size_t count, std::size_t stride, const char* what,
                        std::size_t smallest = sizeof(T)) {
    if (count > 0 && (first == nullptr || stride < smallest)) {
        return rubbish("its list of " + std::string(what) +
                       (first == nullptr ? " is a null pointer" : " has too small a stride"));
    }
    if (count > kMaxCount || stride % alignof(T) != 0) {
        return rubbish("its list of " + std::string(what) + " has " + std::to_string(count) +
                       " elements with a stride of " + std::to_string(stride));
    }
    return Strided<T>(first, count, stride);
}

Result<ValueKind> kindOf(std::uint32_t kind, const std::string& name) {
    if (kind > MUSTER_VALUE_OBJECT) {
        return rubbish("\"" + name + "\" has the unknown kind " + std::to_string(kind));
    }
    return static_cast<ValueKind>(kind);
}

Result<Support> supportOf(std::uint32_t support, const std::string& name) {
    if (support > MUSTER_SUPPORT_SAME_AS_DELETE) {
        return rubbish("class \"" + name + "\" has the unknown support " + std::to_string(support));
    }
    return static_cast<Support>(support);
}

Result<std::vector<AttributeInfo>> copyAttributeInfos(const muster_attribute_info* first,
                                                      std::size_t count, std::size_t stride,
                                                      int depth) {
    if (depth > kMaxDepth) {
        return rubbish("attributes nest deeper than " + std::to_string(kMaxDepth));
    }
    MUSTER_ASSIGN_OR_RETURN(const auto infos, walk(first, count, stride, "attributes"));
    std::vector<AttributeInfo> copies;
    for (const muster_attribute_info& info : infos) {
        AttributeInfo copy;
        MUSTER_ASSIGN_OR_RETURN(copy.name, copyText(info.name, "an attribute's name"));
        MUSTER_ASSIGN_OR_RETURN(copy.nativeName,
                                copyText(info.native_name, "an attribute's native name"));
        MUSTER_ASSIGN_OR_RETURN(copy.lookup, copyText(info.lookup, "an attribute's lookup"));
        MUSTER_ASSIGN_OR_RETURN(copy.description,
                                copyText(info.description, "an attribute's description"));
        MUSTER_ASSIGN_OR_RETURN(copy.type, kindOf(info.kind, copy.name));
        copy.required = (info.flags & MUSTER_INFO_REQUIRED) != 0;
        copy.multiValued = (info.flags & MUSTER_INFO_MULTI_VALUED) != 0;
        copy.creatable = (info.flags & MUSTER_INFO_NOT_CREATABLE) == 0;
        copy.updateable = (info.flags & MUSTER_INFO_NOT_UPDATEABLE) == 0;
        copy.readable = (info.flags & MUSTER_INFO_NOT_READABLE) == 0;
        copy.returnedByDefault = (info.flags & MUSTER_INFO_NOT_RETURNED_BY_DEFAULT) == 0;
        copy.key = (info.flags & MUSTER_INFO_KEY) != 0;
        copy.maxLength = info.max_length;
        MUSTER_ASSIGN_OR_RETURN(copy.attributes,
                                copyAttributeInfos(info.attributes, info.attribute_count,
                                                   info.attribute_stride, depth + 1));
        MUSTER_ASSIGN_OR_RETURN(copy.referenceClass,
                                copyText(info.reference_class, "an attribute's reference class"));
        copies.push_back(std::move(copy));
    }
    return copies;
}

Result<std::vector<OptionInfo>> copyOptionInfos(const muster_class_info& owner) {
    MUSTER_ASSIGN_OR_RETURN(
        const auto infos, walk(owner.options, owner.option_count, owner.option_stride, "options"));
    std::vector<OptionInfo> copies;
    for (const muster_option_info& info : infos) {
        OptionInfo copy;
        MUSTER_ASSIGN_OR_RETURN(copy.name, copyText(info.name, "an option's name"));
        MUSTER_ASSIGN_OR_RETURN(copy.description,
                                copyText(info.description, "an option's description"));
        MUSTER_ASSIGN_OR_RETURN(copy.type, kindOf(info.kind, copy.name));
        MUSTER_ASSIGN_OR_RETURN(copy.operations,
                                copyTexts(info.operations, "an option's operations"));
        MUSTER_ASSIGN_OR_RETURN(copy.allowed, copyTexts(info.allowed, "an option's values"));
        copies.push_back(std::move(copy));
    }
    return copies;
}

Result<ObjectClassInfo> copyClass(const muster_class_info& info) {
    ObjectClassInfo copy;
    MUSTER_ASSIGN_OR_RETURN(copy.name, copyText(info.name, "a class's name"));
    MUSTER_ASSIGN_OR_RETURN(copy.description, copyText(info.description, "a class's description"));
    MUSTER_ASSIGN_OR_RETURN(copy.create, supportOf(info.create, copy.name));
    MUSTER_ASSIGN_OR_RETURN(copy.update, supportOf(info.update, copy.name));
    MUSTER_ASSIGN_OR_RETURN(copy.remove, supportOf(info.delete_object, copy.name));
    MUSTER_ASSIGN_OR_RETURN(copy.disassociate, supportOf(info.disassociate, copy.name));
    MUSTER_ASSIGN_OR_RETURN(copy.get, supportOf(info.get, copy.name));
    MUSTER_ASSIGN_OR_RETURN(copy.search, supportOf(info.search, copy.name));
    MUSTER_ASSIGN_OR_RETURN(
        copy.attributes,
        copyAttributeInfos(info.attributes, info.attribute_count, info.attribute_stride, 0));
    MUSTER_ASSIGN_OR_RETURN(copy.options, copyOptionInfos(info));
    if (MUSTER_HAS_FIELD(&info, muster_class_info, created_trusted_states)) {
        MUSTER_ASSIGN_OR_RETURN(copy.markAttribute,
                                copyText(info.mark_attribute, "a class's mark attribute"));
        MUSTER_ASSIGN_OR_RETURN(copy.createdAttribute,
                                copyText(info.created_attribute, "a class's time of creation"));
        MUSTER_ASSIGN_OR_RETURN(
            copy.createdTrustedStates,
            copyTexts(info.created_trusted_states, "a class's states with a true time"));
    }
    return copy;
}

Result<PropertyInfo> copyProperty(const muster_property_info& info) {
    PropertyInfo copy;
    MUSTER_ASSIGN_OR_RETURN(copy.name, copyText(info.name, "a property's name"));
    MUSTER_ASSIGN_OR_RETURN(copy.defaultValue,
                            copyText(info.default_value, "a property's default"));
    MUSTER_ASSIGN_OR_RETURN(copy.help, copyText(info.help, "a property's help"));
    MUSTER_ASSIGN_OR_RETURN(copy.type, kindOf(info.kind, copy.name));
    MUSTER_ASSIGN_OR_RETURN(copy.allowed, copyTexts(info.allowed, "a property's values"));
    copy.required = (info.flags & MUSTER_PROPERTY_REQUIRED) != 0;
    copy.confidential = (info.flags & MUSTER_PROPERTY_CONFIDENTIAL) != 0;
    copy.hostOwned = (info.flags & MUSTER_PROPERTY_HOST_OWNED) != 0;
    if (MUSTER_HAS_FIELD(&info, muster_property_info, retired)) {
        MUSTER_ASSIGN_OR_RETURN(copy.retired, copyText(info.retired, "why a property is no more"));
    }
    return copy;
}

Result<OperationKeyInfo> copyKey(const muster_operation_key_info& info) {
    OperationKeyInfo copy;
    MUSTER_ASSIGN_OR_RETURN(copy.key, copyText(info.key, "an operation key"));
    MUSTER_ASSIGN_OR_RETURN(copy.description, copyText(info.description, "a key's description"));
    MUSTER_ASSIGN_OR_RETURN(copy.placeholders,
                            copyTexts(info.placeholders, "a key's placeholders"));
    copy.idempotent = (info.flags & MUSTER_KEY_IDEMPOTENT) != 0;
    copy.required = (info.flags & MUSTER_KEY_OPTIONAL) == 0;
    return copy;
}

}  // namespace

Result<Description> copyDescription(const muster_description& description) {
    if (description.struct_size < sizeof description) {
        return rubbish("its struct_size is " + std::to_string(description.struct_size) +
                       ", expected at least " + std::to_string(sizeof description));
    }
    Description copy;
    MUSTER_ASSIGN_OR_RETURN(copy.displayName,
                            copyText(description.display_name, "the display name"));
    MUSTER_ASSIGN_OR_RETURN(copy.lookups, copyTexts(description.lookups, "the lookups"));
    copy.usesTemplatedCalls = (description.flags & MUSTER_DESCRIPTION_TEMPLATED_CALLS) != 0;
    copy.settleWindowMs = description.settle_window_ms;
    MUSTER_ASSIGN_OR_RETURN(const auto classes,
                            walk(description.classes, description.class_count,
                                 description.class_stride, "classes", kSmallestClass));
    for (const muster_class_info& info : classes) {
        MUSTER_ASSIGN_OR_RETURN(ObjectClassInfo made, copyClass(info));
        copy.classes.push_back(std::move(made));
    }
    MUSTER_ASSIGN_OR_RETURN(const auto properties,
                            walk(description.properties, description.property_count,
                                 description.property_stride, "properties", kSmallestProperty));
    for (const muster_property_info& info : properties) {
        MUSTER_ASSIGN_OR_RETURN(PropertyInfo made, copyProperty(info));
        copy.properties.push_back(std::move(made));
    }
    MUSTER_ASSIGN_OR_RETURN(const auto keys,
                            walk(description.operation_keys, description.operation_key_count,
                                 description.operation_key_stride, "operation keys"));
    for (const muster_operation_key_info& info : keys) {
        MUSTER_ASSIGN_OR_RETURN(OperationKeyInfo made, copyKey(info));
        copy.operationKeys.push_back(std::move(made));
    }
    return copy;
}

Result<std::vector<ActionInfo>> copyActions(const muster_action_list& list) {
    MUSTER_ASSIGN_OR_RETURN(const auto infos, walk(list.first, list.count, list.stride, "actions"));
    std::vector<ActionInfo> copies;
    for (const muster_action_info& info : infos) {
        ActionInfo copy;
        MUSTER_ASSIGN_OR_RETURN(copy.name, copyText(info.name, "an action's name"));
        MUSTER_ASSIGN_OR_RETURN(copy.objectClass, copyText(info.object_class, "an action's class"));
        MUSTER_ASSIGN_OR_RETURN(copy.description,
                                copyText(info.description, "an action's description"));
        MUSTER_ASSIGN_OR_RETURN(
            copy.parameters,
            copyAttributeInfos(info.parameters, info.parameter_count, info.parameter_stride, 0));
        copy.resumable = (info.flags & MUSTER_ACTION_RESUMABLE) != 0;
        copies.push_back(std::move(copy));
    }
    return copies;
}

}  // namespace muster::abi
