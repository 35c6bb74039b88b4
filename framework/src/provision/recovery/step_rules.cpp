#include "provision/recovery/step_rules.h"

#include <algorithm>

#include "provision/recovery/attribute_match.h"
#include "rest/template/operation_key.h"

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
    Covered covered = coveredBy(context, step);
    std::erase_if(covered.deltas, [&](const AttributeDelta& delta) {
        return !context.info.find(delta.name())->readable;
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
