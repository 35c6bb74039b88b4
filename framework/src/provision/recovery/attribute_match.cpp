#include "provision/recovery/attribute_match.h"

#include <algorithm>

#include <muster/core/ids.h>

namespace muster::provision {
namespace {

bool matches(const Value& wanted, const Value& found);

/** Whether each part that is wanted is in `found`; a target adds parts of its own. */
bool matchesParts(const ObjectValue& wanted, const ObjectValue& found) {
    return std::all_of(
        wanted.attributes().begin(), wanted.attributes().end(), [&](const Attribute& part) {
            const Attribute* other = findAttribute(found.attributes(), part.name());
            const bool isThere = other != nullptr && part.values().size() == other->values().size();
            return isThere && std::equal(part.values().begin(), part.values().end(),
                                         other->values().begin(), &matches);
        });
}

bool matches(const Value& wanted, const Value& found) {
    const auto* parts = wanted.as<ObjectValue>();
    const auto* others = found.as<ObjectValue>();
    return parts != nullptr && others != nullptr ? matchesParts(*parts, *others) : wanted == found;
}

bool has(const std::vector<Value>& values, const Value& wanted) {
    return std::any_of(values.begin(), values.end(),
                       [&](const Value& value) { return matches(wanted, value); });
}

bool isName(const AttributeDelta& delta) { return equalNames(delta.name(), attr::kName); }

bool hasName(const AttributeDelta& delta, const ConnectorObject& object) {
    return delta.attribute.text() != nullptr && equalNames(*delta.attribute.text(), object.name);
}

}  // namespace

bool isSo(const ObjectClassInfo& info, const AttributeDelta& delta, const ConnectorObject& object) {
    if (isName(delta)) {
        return hasName(delta, object);
    }
    const AttributeInfo* attribute = info.find(delta.name());
    if (attribute == nullptr || !attribute->readable) {
        return false;
    }
    const Attribute* shown = object.find(attribute->name);
    const std::vector<Value> found = shown == nullptr ? std::vector<Value>() : shown->values();
    const std::vector<Value>& wanted = delta.attribute.values();
    const auto isThere = [&](const Value& value) { return has(found, value); };
    switch (delta.mode) {
        case DeltaMode::kReplace:
            return wanted.size() == found.size() &&
                   std::all_of(wanted.begin(), wanted.end(), isThere);
        case DeltaMode::kAdd:
            return std::all_of(wanted.begin(), wanted.end(), isThere);
        case DeltaMode::kRemove:
            return std::none_of(wanted.begin(), wanted.end(), isThere);
    }
    return false;
}

std::vector<AttributeDelta> notSo(const ObjectClassInfo& info,
                                  const std::vector<AttributeDelta>& deltas,
                                  const ConnectorObject& object) {
    std::vector<AttributeDelta> left;
    std::copy_if(deltas.begin(), deltas.end(), std::back_inserter(left),
                 [&](const AttributeDelta& delta) { return !isSo(info, delta, object); });
    return left;
}

std::vector<AttributeDelta> asDeltas(const std::vector<Attribute>& attributes) {
    std::vector<AttributeDelta> deltas;
    deltas.reserve(attributes.size());
    for (const Attribute& attribute : attributes) {
        deltas.push_back({DeltaMode::kReplace, attribute});
    }
    return deltas;
}

std::string namesOf(const std::vector<AttributeDelta>& deltas) {
    std::string names;
    for (const AttributeDelta& delta : deltas) {
        names += (names.empty() ? "" : ", ") + delta.name();
    }
    return names;
}

}  // namespace muster::provision
