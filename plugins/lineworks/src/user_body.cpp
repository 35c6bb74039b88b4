#include "user_body.h"

#include <algorithm>
#include <array>

#include "schema.h"
#include "wire.h"
#include <muster/core/ids.h>

namespace muster::lineworks {
namespace {

constexpr std::array<std::string_view, 4> kNames = {
    name::kLastName, name::kFirstName, name::kPhoneticLastName, name::kPhoneticFirstName};

/** Attributes that have requests or members of their own. */
constexpr std::array<std::string_view, 8> kElsewhere = {
    "__PASSWORD__", "passwordCreationType", "changePasswordAtNextLogin",
    "__ENABLE__",   "organizations",        "orgUnits",
    "levelId",      "customProperties"};

template <std::size_t count>
bool isAmong(std::string_view attribute, const std::array<std::string_view, count>& names) {
    return std::find(names.begin(), names.end(), attribute) != names.end();
}

/** LINE WORKS takes names as one object; parts that are not wanted otherwise stay as they are. */
void addNames(std::vector<Attribute>& body, const std::vector<Attribute>& wanted,
              const User* before) {
    std::vector<Attribute> parts;
    bool isAsked = false;
    for (const std::string_view part : kNames) {
        const Attribute* given = findAttribute(wanted, part);
        const Attribute* old =
            before == nullptr ? nullptr : findAttribute(before->attributes, part);
        isAsked = isAsked || given != nullptr;
        const Attribute* chosen = given == nullptr ? old : given;
        if (chosen != nullptr) {
            parts.push_back(toWire(*chosen, *accountClass().find(part)));
        }
    }
    if (isAsked) {
        body.emplace_back("userName", Value(ObjectValue(std::move(parts))));
    }
}

/** The values of a custom property: one as it is, several (or one of a property that takes several)
 * as a list. */
Attribute propertyToWire(const ObjectValue& element) {
    const std::string named = element.find("propertyName")->single()->toDisplay();
    const Attribute* several = element.find("multiValued");
    const bool isList = several != nullptr && several->single() != nullptr &&
                        several->single()->as<bool>() != nullptr && *several->single()->as<bool>();
    for (const char* part : {"value", "number", "link"}) {
        const Attribute* found = element.find(part);
        if (found != nullptr && !found->values().empty()) {
            return isList || found->values().size() > 1 ? Attribute::list(named, found->values())
                                                        : Attribute(named, found->values().front());
        }
    }
    return nothing(named);
}

bool hasProperty(const Attribute& properties, const Value& named) {
    return std::any_of(
        properties.values().begin(), properties.values().end(), [&](const Value& value) {
            const auto* element = value.as<ObjectValue>();
            const Attribute* own = element == nullptr ? nullptr : element->find("propertyName");
            return own != nullptr && own->single() != nullptr && *own->single() == named;
        });
}

/** Properties that were there and are not wanted are cleared one by one: what an object leaves out
 * may stay. */
void addProperties(std::vector<Attribute>& body, const std::vector<Attribute>& wanted,
                   const User* before) {
    const Attribute* properties = findAttribute(wanted, name::kCustomProperties);
    if (properties == nullptr) {
        return;
    }
    std::vector<Attribute> members;
    for (const Value& value : properties->values()) {
        if (const auto* element = value.as<ObjectValue>()) {
            members.push_back(propertyToWire(*element));
        }
    }
    const std::vector<Value> old =
        before == nullptr ? std::vector<Value>() : before->valuesOf(name::kCustomProperties);
    for (const Value& value : old) {
        const Attribute* named = value.as<ObjectValue>()->find("propertyName");
        if (named != nullptr && named->single() != nullptr &&
            !hasProperty(*properties, *named->single())) {
            members.push_back(nothing(named->single()->toDisplay()));
        }
    }
    body.emplace_back(std::string(name::kCustomProperties), Value(ObjectValue(std::move(members))));
}

}  // namespace

std::vector<Attribute> profileBody(const std::vector<Attribute>& wanted, const User* before) {
    std::vector<Attribute> body;
    addNames(body, wanted, before);
    for (const Attribute& attribute : wanted) {
        const AttributeInfo* info = accountClass().find(attribute.name());
        if (info != nullptr && !isAmong(info->name, kNames) && !isAmong(info->name, kElsewhere)) {
            body.push_back(toWire(attribute, *info));
        }
    }
    addProperties(body, wanted, before);
    return body;
}

std::vector<Attribute> passwordBody(const std::vector<Attribute>& wanted) {
    std::vector<Attribute> config;
    const Attribute* password = findAttribute(wanted, attr::kPassword);
    const Attribute* type = findAttribute(wanted, name::kPasswordCreationType);
    const Attribute* change = findAttribute(wanted, name::kChangePassword);
    const bool hasPassword = password != nullptr && password->single() != nullptr;
    if (type != nullptr && type->single() != nullptr) {
        config.push_back(*type);
    } else if (hasPassword) {
        config.emplace_back(std::string(name::kPasswordCreationType), Value("ADMIN"));
    }
    if (hasPassword) {
        config.emplace_back("password", *password->single());
    }
    if (change != nullptr && change->single() != nullptr) {
        config.push_back(*change);
    }
    return config.empty() ? config
                          : std::vector<Attribute>{
                                Attribute("passwordConfig", Value(ObjectValue(std::move(config))))};
}

}  // namespace muster::lineworks
