#include <algorithm>

#include <muster/sdk/merge.h>

namespace muster::sdk {
namespace {

/** Whether both values are the same element: equal, or objects with the same keys. */
bool isSameElement(const Value& a, const Value& b, const AttributeInfo* info) {
    const auto* left = a.as<ObjectValue>();
    const auto* right = b.as<ObjectValue>();
    if (info == nullptr || left == nullptr || right == nullptr) {
        return a == b;
    }
    bool hasKey = false;
    for (const AttributeInfo& inner : info->attributes) {
        if (!inner.key) {
            continue;
        }
        hasKey = true;
        const Attribute* leftKey = left->find(inner.name);
        const Attribute* rightKey = right->find(inner.name);
        if (leftKey == nullptr || rightKey == nullptr || leftKey->values() != rightKey->values()) {
            return false;
        }
    }
    return hasKey || a == b;
}

void addOrRemove(std::vector<Value>& values, const AttributeDelta& delta,
                 const AttributeInfo* info) {
    for (const Value& value : delta.attribute.values()) {
        const auto same = std::find_if(values.begin(), values.end(), [&](const Value& other) {
            return isSameElement(other, value, info);
        });
        if (delta.mode == DeltaMode::kRemove) {
            if (same != values.end()) {
                values.erase(same);
            }
        } else if (same == values.end()) {
            values.push_back(value);
        } else {
            *same = value;
        }
    }
}

}  // namespace

void mergeDelta(std::vector<Attribute>& attributes, const AttributeDelta& delta,
                const AttributeInfo* info) {
    const auto found = std::find_if(
        attributes.begin(), attributes.end(),
        [&](const Attribute& attribute) { return equalNames(attribute.name(), delta.name()); });
    if (delta.mode == DeltaMode::kReplace) {
        if (found == attributes.end()) {
            attributes.push_back(delta.attribute);
        } else {
            *found = delta.attribute;
        }
        return;
    }
    std::vector<Value> values = found == attributes.end() ? std::vector<Value>() : found->values();
    addOrRemove(values, delta, info);
    Attribute merged = Attribute::list(delta.name(), std::move(values));
    if (found == attributes.end()) {
        attributes.push_back(std::move(merged));
    } else {
        *found = std::move(merged);
    }
}

Result<void> mergeDeltas(std::vector<Attribute>& attributes, const DeltasView& deltas,
                         const ObjectClassInfo* info) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> copies, deltas.copy());
    for (const AttributeDelta& delta : copies) {
        mergeDelta(attributes, delta, info == nullptr ? nullptr : info->find(delta.name()));
    }
    return {};
}

}  // namespace muster::sdk
