#include "core/abi_check.h"

namespace muster::abi {
namespace {

/** More than any answer holds: a number beyond is memory that nobody has set. */
constexpr std::size_t kMaxCount = std::size_t{1} << 20;
constexpr std::size_t kMaxTextBytes = std::size_t{256} << 20;

/** Why an array cannot be walked. Apart, so that the check itself is short. */
Error unwalkable(const void* first, std::size_t count, std::size_t stride, std::size_t least,
                 const What& what) {
    if (first == nullptr) {
        return rubbish(what, "a count of " + std::to_string(count) + " and a null pointer",
                       "a pointer");
    }
    if (stride < least || stride % alignof(void*) != 0) {
        return rubbish(what, "a stride of " + std::to_string(stride) + " bytes",
                       "at least " + std::to_string(least) + ", and a multiple of " +
                           std::to_string(alignof(void*)));
    }
    return rubbish(what, "a count of " + std::to_string(count),
                   "at most " + std::to_string(kMaxCount));
}

bool areReadable(const muster_string_view& view) {
    return view.size == 0 || (view.data != nullptr && view.size <= kMaxTextBytes);
}

Error unreadable(const muster_string_view& view, const What& what) {
    const std::string size = "a size of " + std::to_string(view.size);
    return view.data == nullptr
               ? rubbish(what, size + " and a null pointer", "a pointer")
               : rubbish(what, size + " bytes", "at most " + std::to_string(kMaxTextBytes));
}

}  // namespace

Error rubbish(const What& what, const std::string& found, const std::string& expected) {
    return Error{.code = ErrorCode::kProtocol,
                 .message = "the connector broke the contract: " + what.text() + " has " + found +
                            "; expected " + expected};
}

Result<void> checkSize(std::size_t found, std::size_t least, const What& what) {
    if (found < least) {
        return rubbish(what, "a struct_size of " + std::to_string(found),
                       "at least " + std::to_string(least));
    }
    return {};
}

Result<void> checkList(const void* first, std::size_t count, std::size_t stride, std::size_t least,
                       const What& what) {
    const bool isWalkable = count == 0 || (first != nullptr && stride >= least &&
                                           stride % alignof(void*) == 0 && count <= kMaxCount);
    return isWalkable ? Result<void>() : unwalkable(first, count, stride, least, what);
}

Result<void> checkOctets(muster_string_view view, const What& what) {
    return areReadable(view) ? Result<void>() : unreadable(view, what);
}

Result<void> checkText(muster_string_view view, const What& what) {
    if (!areReadable(view)) {
        return unreadable(view, what);
    }
    if (!isValidUtf8(text(view))) {
        return rubbish(what, "text that is not valid UTF-8 or holds a NUL", "UTF-8");
    }
    return {};
}

Result<void> checkValue(const muster_value& value, const What& what, int depth) {
    if (value.kind > MUSTER_VALUE_OBJECT) {
        return rubbish(what, "a value of kind " + std::to_string(value.kind), "0 to 9");
    }
    switch (static_cast<ValueKind>(value.kind)) {
        case ValueKind::kString:
        case ValueKind::kSecret:
        case ValueKind::kReference:
            return checkText(value.as.text, what);
        case ValueKind::kBytes:
            return checkOctets(value.as.text, what);
        case ValueKind::kObject:
            return checkAttributes(value.as.object, depth + 1);
        case ValueKind::kNull:
        case ValueKind::kInteger:
        case ValueKind::kReal:
        case ValueKind::kBoolean:
        case ValueKind::kTime:
            break;
    }
    return {};
}

Result<void> checkAttribute(const muster_attribute& attribute, int depth) {
    MUSTER_RETURN_IF_ERROR(checkSize(attribute.struct_size, sizeof attribute, "an attribute"));
    MUSTER_RETURN_IF_ERROR(checkText(attribute.name, "an attribute's name"));
    if (attribute.name.size == 0) {
        return rubbish("an attribute", "an empty name", "a name");
    }
    const What what("attribute", text(attribute.name));
    MUSTER_RETURN_IF_ERROR(checkList(attribute.values, attribute.value_count, sizeof(muster_value),
                                     sizeof(muster_value), what));
    for (std::size_t i = 0; i < attribute.value_count; ++i) {
        MUSTER_RETURN_IF_ERROR(checkValue(attribute.values[i], what, depth));
    }
    return {};
}

Result<void> checkAttributes(const muster_attribute_list& list, int depth) {
    if (depth > kMaxDepth) {
        return rubbish("an object value", "more than " + std::to_string(kMaxDepth) + " levels",
                       "fewer");
    }
    MUSTER_RETURN_IF_ERROR(checkList(list.first, list.count, list.stride, sizeof(muster_attribute),
                                     "a list of attributes"));
    for (const muster_attribute& attribute : each(list)) {
        MUSTER_RETURN_IF_ERROR(checkAttribute(attribute, depth));
    }
    return {};
}

Result<void> checkObject(const muster_object& object) {
    MUSTER_RETURN_IF_ERROR(checkSize(object.struct_size, sizeof object, "an object"));
    MUSTER_RETURN_IF_ERROR(checkText(object.object_class, "an object's class"));
    MUSTER_RETURN_IF_ERROR(checkText(object.uid, "an object's Uid"));
    MUSTER_RETURN_IF_ERROR(checkText(object.name, "an object's name"));
    MUSTER_RETURN_IF_ERROR(checkText(object.revision, "an object's revision"));
    if (object.uid.size == 0 || object.name.size == 0) {
        return rubbish("an object", object.uid.size == 0 ? "an empty Uid" : "an empty name",
                       "both");
    }
    return checkAttributes(object.attributes, 0);
}

}  // namespace muster::abi
