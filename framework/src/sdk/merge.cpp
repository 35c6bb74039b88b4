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

/** Whether the element is the one that `wanted` means: every key that `wanted` has is equal. */
bool isMeant(const Value& element, const Value& wanted, const AttributeInfo& info) {
    const auto* have = element.as<ObjectValue>();
    const auto* want = wanted.as<ObjectValue>();
    if (have == nullptr || want == nullptr) {
        return element == wanted;
    }
    bool hasKey = false;
    for (const AttributeInfo& inner : info.attributes) {
        const Attribute* asked = inner.key ? want->find(inner.name) : nullptr;
        if (asked == nullptr) {
            continue;
        }
        hasKey = true;
        const Attribute* found = have->find(inner.name);
        if (found == nullptr || found->values() != asked->values()) {
            return false;
        }
    }
    return hasKey;
}

Value overlaid(const Value& element, const Value& given, const AttributeInfo& info) {
    const auto* before = element.as<ObjectValue>();
    const auto* after = given.as<ObjectValue>();
    if (before == nullptr || after == nullptr) {
        return given;
    }
    std::vector<Attribute> inside;
    for (const AttributeInfo& inner : info.attributes) {
        const Attribute* chosen = after->find(inner.name);
        chosen = chosen == nullptr ? before->find(inner.name) : chosen;
        if (chosen != nullptr) {
            inside.push_back(*chosen);
        }
    }
    return Value(ObjectValue(std::move(inside)));
}

}  // namespace

std::vector<Value> mergeByKey(const std::vector<Value>& current, const std::vector<Value>& added,
                              const std::vector<Value>& removed, const AttributeInfo& info) {
    std::vector<Value> merged = current;
    for (const Value& out : removed) {
        std::erase_if(merged, [&](const Value& element) { return isMeant(element, out, info); });
    }
    for (const Value& in : added) {
        const auto found = std::find_if(merged.begin(), merged.end(), [&](const Value& element) {
            return isMeant(element, in, info);
        });
        if (found == merged.end()) {
            merged.push_back(in);
        } else {
            *found = overlaid(*found, in, info);
        }
    }
    return merged;
}

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
