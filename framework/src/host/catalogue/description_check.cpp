#include "host/catalogue/description_check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include <muster/core/ids.h>

namespace muster::host {
namespace {

using Failed = std::optional<CheckFailure>;

CheckFailure broken(std::string found, std::string_view expected, std::string_view clause) {
    return {.step = "description",
            .found = std::move(found),
            .expected = fmt::format("{} ({})", expected, clause)};
}

std::string lowered(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return name;
}

std::string nameOf(const OperationKeyInfo& info) { return info.key; }
template <typename Info>
std::string nameOf(const Info& info) {
    return info.name;
}

/** The first name that is empty or stands twice. */
template <typename Infos>
Failed checkNames(const Infos& infos, const std::string& what) {
    std::set<std::string> seen;
    for (const auto& info : infos) {
        const std::string name = nameOf(info);
        if (name.empty()) {
            return broken(what + " without a name", "names that are there once", "C-08");
        }
        if (!seen.insert(lowered(name)).second) {
            return broken(fmt::format("{} \"{}\" twice", what, name), "names that are there once",
                          "C-08");
        }
    }
    return std::nullopt;
}

/** A native name is typed in place of the name, so it must lead to one attribute alone. */
Failed checkNativeNames(const std::vector<AttributeInfo>& attributes, const std::string& where) {
    for (const AttributeInfo& info : attributes) {
        const auto clashes = [&info](const AttributeInfo& other) {
            return &other != &info && (equalNames(other.name, info.nativeName) ||
                                       equalNames(other.nativeName, info.nativeName));
        };
        const auto other = std::find_if(attributes.begin(), attributes.end(), clashes);
        if (!info.nativeName.empty() && other != attributes.end()) {
            return broken(fmt::format("{} with the attribute \"{}\", whose native name \"{}\" also "
                                      "means the attribute \"{}\"",
                                      where, info.name, info.nativeName, other->name),
                          "a native name that no other attribute has", "C-08");
        }
    }
    return std::nullopt;
}

Failed checkAttributes(const std::vector<AttributeInfo>& attributes, const std::string& where) {
    if (Failed failed = checkNames(attributes, where + " with the attribute")) {
        return failed;
    }
    for (const AttributeInfo& info : attributes) {
        if (equalNames(info.name, attr::kUid)) {
            return broken(fmt::format("{} with the attribute \"__UID__\"", where),
                          "no such attribute: a Uid is reported, it is no attribute", "C-08");
        }
        if (!info.attributes.empty() && info.type != ValueKind::kObject) {
            return broken(fmt::format("{} with attributes inside \"{}\", which is of type {}",
                                      where, info.name, toString(info.type)),
                          "type object", "C-08");
        }
        if (!info.referenceClass.empty() && info.type != ValueKind::kReference) {
            return broken(
                fmt::format("{} with the attribute \"{}\" that refers to class \"{}\" and "
                            "is of type {}",
                            where, info.name, info.referenceClass, toString(info.type)),
                "type reference", "C-08");
        }
        if (Failed failed =
                checkAttributes(info.attributes, fmt::format("{}, \"{}\"", where, info.name))) {
            return failed;
        }
    }
    return checkNativeNames(attributes, where);
}

Failed checkOptions(const ObjectClassInfo& info, const std::string& where) {
    static constexpr std::array<std::string_view, 5> kOperations = {"create", "update", "delete",
                                                                    "disassociate", "search"};
    if (Failed failed = checkNames(info.options, where + " with the option")) {
        return failed;
    }
    for (const OptionInfo& option : info.options) {
        for (const std::string& operation : option.operations) {
            if (std::find(kOperations.begin(), kOperations.end(), operation) == kOperations.end()) {
                return broken(fmt::format("{} with the option \"{}\" of the operation \"{}\"",
                                          where, option.name, operation),
                              "create, update, delete, disassociate or search", "C-08");
            }
        }
    }
    return std::nullopt;
}

Failed checkClass(const ObjectClassInfo& info) {
    const std::string where = "class \"" + info.name + "\"";
    if (Failed failed = checkAttributes(info.attributes, where)) {
        return failed;
    }
    const auto isName = [](const AttributeInfo& attribute) {
        return equalNames(attribute.name, attr::kName);
    };
    if (info.create == Support::kSupported &&
        std::none_of(info.attributes.begin(), info.attributes.end(), isName)) {
        return broken(where + " that supports create and has no attribute \"__NAME__\"",
                      "an attribute \"__NAME__\"", "C-08");
    }
    return checkOptions(info, where);
}

/** Names of other objects can only be found when their class is there. */
Failed checkReferences(const std::vector<AttributeInfo>& attributes, const std::string& where,
                       const Description& description) {
    for (const AttributeInfo& info : attributes) {
        if (!info.referenceClass.empty() && description.findClass(info.referenceClass) == nullptr) {
            return broken(fmt::format("{} with \"{}\", which refers to class \"{}\"", where,
                                      info.name, info.referenceClass),
                          "a class that is described", "C-08");
        }
    }
    return std::nullopt;
}

Failed checkAction(const ActionInfo& action, const Description& description) {
    const std::string where =
        fmt::format("the action \"{}\" of class \"{}\"", action.name, action.objectClass);
    if (description.findClass(action.objectClass) == nullptr) {
        return broken(where, "a class that is described", "C-68");
    }
    const auto isSame = [&](const ActionInfo& other) {
        return &other != &action && equalNames(other.name, action.name) &&
               equalNames(other.objectClass, action.objectClass);
    };
    if (action.name.empty() ||
        std::any_of(description.actions.begin(), description.actions.end(), isSame)) {
        return broken(where + (action.name.empty() ? "" : ", twice"), "names that are there once",
                      "C-68");
    }
    if (Failed failed = checkAttributes(action.parameters, where)) {
        return failed;
    }
    return checkReferences(action.parameters, where, description);
}

bool isOfUse(const ObjectClassInfo& info) {
    return info.create != Support::kNone || info.update != Support::kNone ||
           info.remove != Support::kNone || info.disassociate != Support::kNone ||
           info.get != Support::kNone || info.search != Support::kNone;
}

bool fitsType(ValueKind type, const std::string& text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    return type == ValueKind::kInteger   ? stop == end && fault == std::errc()
           : type == ValueKind::kBoolean ? text == "true" || text == "false"
                                         : true;
}

Failed checkDefault(const PropertyInfo& info) {
    const std::string found =
        fmt::format("the property \"{}\" with the default \"{}\"", info.name, info.defaultValue);
    if (info.defaultValue.empty()) {
        return std::nullopt;
    }
    if (info.confidential) {  // not told: it may be somebody's secret
        return broken(fmt::format("the confidential property \"{}\" with a default", info.name),
                      "no default", "C-08");
    }
    if (!fitsType(info.type, info.defaultValue)) {
        return broken(found, info.type == ValueKind::kInteger ? "an integer" : "true or false",
                      "C-08");
    }
    const bool isAllowed = info.allowed.empty() ||
                           std::find(info.allowed.begin(), info.allowed.end(), info.defaultValue) !=
                               info.allowed.end();
    return isAllowed ? std::nullopt : Failed(broken(found, "one of its allowed values", "C-08"));
}

Failed checkProperties(const std::vector<PropertyInfo>& properties) {
    if (Failed failed = checkNames(properties, "the property")) {
        return failed;
    }
    for (const PropertyInfo& info : properties) {
        if (info.type != ValueKind::kString && info.type != ValueKind::kInteger &&
            info.type != ValueKind::kBoolean && info.type != ValueKind::kSecret) {
            return broken(
                fmt::format("the property \"{}\" of type {}", info.name, toString(info.type)),
                "string, integer, boolean or secret", "C-08");
        }
        if (info.type == ValueKind::kSecret && !info.confidential) {
            return broken(
                fmt::format("the property \"{}\" of type secret, not confidential", info.name),
                "a secret that is confidential", "C-08");
        }
        if (Failed failed = checkDefault(info)) {
            return failed;
        }
    }
    return std::nullopt;
}

Failed checkOperationKeys(const Description& description) {
    if (description.usesTemplatedCalls && description.operationKeys.empty()) {
        return broken("templated calls without an operation key", "at least one", "C-09");
    }
    if (!description.usesTemplatedCalls && !description.operationKeys.empty()) {
        return broken(fmt::format("the operation key \"{}\" without templated calls",
                                  description.operationKeys.front().key),
                      "usesTemplatedCalls, or no operation key", "C-09");
    }
    return checkNames(description.operationKeys, "the operation key");
}

}  // namespace

std::optional<CheckFailure> checkDescription(const Description& description) {
    if (Failed failed = checkNames(description.classes, "the class")) {
        return failed;
    }
    for (const ObjectClassInfo& info : description.classes) {
        if (Failed failed = checkClass(info)) {
            return failed;
        }
    }
    if (std::none_of(description.classes.begin(), description.classes.end(), isOfUse)) {
        return broken("no class that supports anything", "at least one operation", "C-08");
    }
    for (const ObjectClassInfo& info : description.classes) {
        if (Failed failed =
                checkReferences(info.attributes, "class \"" + info.name + "\"", description)) {
            return failed;
        }
    }
    for (const ActionInfo& action : description.actions) {
        if (Failed failed = checkAction(action, description)) {
            return failed;
        }
    }
    if (Failed failed = checkProperties(description.properties)) {
        return failed;
    }
    return checkOperationKeys(description);
}

}  // namespace muster::host
