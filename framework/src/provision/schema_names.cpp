#include "provision/schema_names.h"

#include <algorithm>

#include "xml/diagnostics.h"
#include <muster/core/ids.h>

namespace muster::provision {

namespace {

/** `__ENABLE__` as people remember it. */
std::string_view withoutUnderscores(std::string_view name) {
    const std::size_t first = name.find_first_not_of('_');
    const std::size_t last = name.find_last_not_of('_');
    return first == std::string_view::npos ? name : name.substr(first, last - first + 1);
}

std::string lower(std::string_view text) {
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return folded;
}

/** What people are told to type for it. */
std::string_view typedName(const AttributeInfo& info) {
    return info.nativeName.empty() ? info.name : info.nativeName;
}

/** The attribute that was probably meant, by either of its names. */
std::string_view nearestAttribute(const ObjectClassInfo& info, std::string_view name) {
    std::vector<std::string_view> names;
    names.reserve(info.attributes.size());
    for (const AttributeInfo& attribute : info.attributes) {
        names.push_back(typedName(attribute));
    }
    if (const std::string_view near = xml::nearest(name, names); !near.empty()) {
        return near;
    }
    const std::string wanted = lower(withoutUnderscores(name));
    for (const AttributeInfo& attribute : info.attributes) {
        const std::string word = lower(withoutUnderscores(attribute.name));
        if (!xml::nearest(wanted, {word}).empty()) {
            return typedName(attribute);
        }
    }
    return {};
}

}  // namespace

Result<const ObjectClassInfo*> requireClass(const Description& description,
                                            std::string_view objectClass) {
    const std::string_view wanted = objectClass.empty() ? object_class::kAccount : objectClass;
    if (const ObjectClassInfo* found = description.findClass(wanted)) {
        return found;
    }
    std::vector<std::string_view> names;
    names.reserve(description.classes.size());
    for (const ObjectClassInfo& info : description.classes) {
        names.push_back(info.name);
    }
    return Error{.code = ErrorCode::kNotSupported,
                 .message = "the target has no object class \"" + std::string(wanted) +
                            "\"; it has " + xml::quotedList(names),
                 .hint = "the attribute object-classes of a target's file can leave some out"};
}

Result<const AttributeInfo*> requireAttribute(const ObjectClassInfo& info, std::string_view name) {
    if (const AttributeInfo* found = info.find(name)) {
        return found;
    }
    const std::string_view near = nearestAttribute(info, name);
    Error error{.code = ErrorCode::kInvalidAttributeValue,
                .message = "class " + info.name + " has no attribute \"" + std::string(name) + "\"",
                .hint = near.empty() ? "`target schema` lists them"
                                     : "did you mean \"" + std::string(near) + "\"?"};
    if (!name.empty()) {
        error.attributes = {std::string(name)};
    }
    return error;
}

Result<const ActionInfo*> requireAction(const Description& description, const ObjectClassInfo& info,
                                        std::string_view name) {
    if (const ActionInfo* found = description.findAction(info.name, name)) {
        return found;
    }
    std::vector<std::string_view> names;
    for (const ActionInfo& action : description.actions) {
        if (equalNames(action.objectClass, info.name)) {
            names.push_back(action.name);
        }
    }
    const std::string_view near = xml::nearest(name, names);
    return Error{.code = ErrorCode::kNotSupported,
                 .message = "class " + info.name + " has no action \"" + std::string(name) + "\"" +
                            (names.empty() ? std::string() : "; it has " + xml::quotedList(names)),
                 .hint = near.empty() ? "`action list` shows the actions of a target"
                                      : "did you mean \"" + std::string(near) + "\"?"};
}

}  // namespace muster::provision
