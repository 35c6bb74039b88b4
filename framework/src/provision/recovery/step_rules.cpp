#include "provision/recovery/step_rules.h"

#include <algorithm>

#include "provision/recovery/attribute_match.h"
#include "rest/template/operation_key.h"
#include <muster/core/ids.h>

namespace muster::provision {
namespace {

using rest::Operation;
using rest::OperationKey;

std::optional<Operation> classOperation(const store::StepRecord& step) {
    const Result<OperationKey> key = OperationKey::parse(step.start.operationKey);
    return key && key->attributePath().empty() ? std::optional(key->operation()) : std::nullopt;
}

/** Whether some template of the connector is for this attribute alone. */
bool hasKeyOfItsOwn(const StepContext& context, const AttributeInfo& attribute) {
    const auto& keys = context.description.operationKeys;
    return std::any_of(keys.begin(), keys.end(), [&](const OperationKeyInfo& info) {
        const Result<OperationKey> key = OperationKey::parse(info.key);
        const bool isWrite = key && (key->operation() == Operation::kUpdate ||
                                     key->operation() == Operation::kAddAttribute ||
                                     key->operation() == Operation::kDelete ||
                                     key->operation() == Operation::kRemoveAttribute);
        return isWrite && key->objectClass() == context.info.name &&
               !key->attributePath().empty() &&
               context.info.find(key->attributePath()) == &attribute;
    });
}

/** A part of `group:g1:add`. */
bool names(const std::string& step, const std::string& part) {
    const std::string all = ":" + step + ":";
    return !part.empty() && all.find(":" + part + ":") != std::string::npos;
}

/** Of several values those that the step is about, which it has in its name; nothing when it names
 * none. */
std::optional<AttributeDelta> narrowed(const AttributeDelta& delta, const std::string& step) {
    std::vector<Value> values = delta.attribute.values();
    std::erase_if(values, [&](const Value& value) { return !names(step, value.toDisplay()); });
    if (values.empty()) {
        return std::nullopt;
    }
    return AttributeDelta{delta.mode == DeltaMode::kReplace ? DeltaMode::kAdd : delta.mode,
                          Attribute::list(delta.name(), std::move(values))};
}

/** The state that the step gives the object whatever was asked for, told by its template: a removal
 * by policy disables, and names no attribute. Nothing for UPDATEOP, which may be either. */
std::optional<bool> stateGiven(const OperationKey& key) {
    const bool isOfState = equalNames(key.attributePath(), attr::kEnable);
    const bool isOfClass = key.attributePath().empty();
    if ((isOfClass && key.operation() == Operation::kDisable) ||
        (isOfState && key.canonical().ends_with(".DELETEOP"))) {
        return false;
    }
    return isOfClass && key.operation() == Operation::kEnable ? std::optional(true) : std::nullopt;
}

/** `NOUN:VALUE:add` and `NOUN:VALUE:remove` are about one value of the attribute whose name NOUN
 * begins, in the target's own spelling: what was asked for may name it otherwise. */
struct OneValue {
    std::string value = {};
    bool isAdded = false;
};

std::optional<OneValue> oneValueOf(const std::string& step, const OperationKey& key,
                                   const AttributeInfo& attribute) {
    const std::size_t first = step.find(':');
    const std::size_t last = step.rfind(':');
    if (first == std::string::npos || last <= first + 1) {
        return std::nullopt;
    }
    const bool isAdded = key.canonical().ends_with(".UPDATEOP");
    const bool isOfIt = equalNames(step.substr(0, first), attribute.name.substr(0, first)) &&
                        step.substr(last + 1) == (isAdded ? "add" : "remove");
    return isOfIt && attribute.multiValued && attribute.readable
               ? std::optional(OneValue{step.substr(first + 1, last - first - 1), isAdded})
               : std::nullopt;
}

Outcome outcomeOf(const OneValue& one, const AttributeInfo& attribute,
                  const ConnectorObject& object) {
    const Attribute* shown = object.find(attribute.name);
    const std::vector<Value> values = shown == nullptr ? std::vector<Value>() : shown->values();
    const bool isThere = std::any_of(values.begin(), values.end(), [&](const Value& value) {
        return equalNames(value.toDisplay(), one.value);
    });
    return isThere == one.isAdded ? Outcome::kApplied : Outcome::kNotApplied;
}

/** What is shown of a step about one value; nothing for any other step. */
std::optional<Outcome> outcomeOfOneValue(const StepContext& context, const store::StepRecord& step,
                                         const ConnectorObject& object) {
    const Result<OperationKey> key = OperationKey::parse(step.start.operationKey);
    const AttributeInfo* attribute =
        key && !key->attributePath().empty() ? context.info.find(key->attributePath()) : nullptr;
    const auto one =
        attribute == nullptr ? std::nullopt : oneValueOf(step.start.name, *key, *attribute);
    const bool isAsked =
        one && std::any_of(context.asked.begin(), context.asked.end(), [&](const auto& delta) {
            return context.info.find(delta.name()) == attribute;
        });
    return isAsked ? std::optional(outcomeOf(*one, *attribute, object)) : std::nullopt;
}

bool isOverwritten(const StepContext& context, const AttributeDelta& delta) {
    const AttributeInfo* attribute = context.info.find(delta.name());
    return std::any_of(
        context.overwritten.begin(), context.overwritten.end(),
        [&](const std::string& name) { return context.info.find(name) == attribute; });
}

struct Covered {
    std::vector<AttributeDelta> deltas = {};
    /** Whether more steps than this one may write the same. */
    bool isShared = false;
};

/** What the step writes of what was asked for. */
Covered coveredBy(const StepContext& context, const store::StepRecord& step) {
    Covered covered;
    const Result<OperationKey> key = OperationKey::parse(step.start.operationKey);
    if (!key) {
        return covered;
    }
    const bool isForAttribute = !key->attributePath().empty();
    const AttributeInfo* wanted =
        isForAttribute ? context.info.find(key->attributePath()) : nullptr;
    for (const AttributeDelta& delta : context.asked) {
        const AttributeInfo* attribute = context.info.find(delta.name());
        if (attribute == nullptr || (isForAttribute && attribute != wanted) ||
            (!isForAttribute && hasKeyOfItsOwn(context, *attribute))) {
            continue;
        }
        const auto part = isForAttribute ? narrowed(delta, step.start.name) : std::nullopt;
        covered.isShared = isForAttribute && attribute->multiValued && !part;
        covered.deltas.push_back(part.value_or(delta));
    }
    const std::optional<bool> state = stateGiven(*key);
    if (state && context.info.find(attr::kEnable) != nullptr) {
        covered = {.deltas = {{DeltaMode::kReplace,
                               Attribute(std::string(attr::kEnable), Value(*state))}}};
    }
    return covered;
}

}  // namespace

bool isCreation(const store::StepRecord& step) {
    return classOperation(step) == Operation::kCreate;
}

bool isRemoval(const store::StepRecord& step) {
    const auto operation = classOperation(step);
    return operation == Operation::kDelete || operation == Operation::kDisassociate;
}

Outcome outcomeByReading(const StepContext& context, const store::StepRecord& step,
                         const ConnectorObject& object) {
    if (const auto outcome = outcomeOfOneValue(context, step, object)) {
        return *outcome;
    }
    Covered covered = coveredBy(context, step);
    std::erase_if(covered.deltas, [&](const AttributeDelta& delta) {
        return !context.info.find(delta.name())->readable ||
               (isOverwritten(context, delta) && !isSo(context.info, delta, object));
    });
    if (covered.deltas.empty()) {
        return Outcome::kUnknown;
    }
    if (notSo(context.info, covered.deltas, object).empty()) {
        return Outcome::kApplied;
    }
    return covered.isShared ? Outcome::kUnknown : Outcome::kNotApplied;
}

}  // namespace muster::provision
