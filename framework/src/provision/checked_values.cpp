#include "provision/checked_values.h"

namespace muster::provision {
namespace {

/** Where a value stands that is as the schema wants it; null when it would have to be made. */
Result<const Value*> standing(const host::IndexedAttribute& attribute, const Value& given,
                              Resolved& resolved) {
    const AttributeInfo& info = *attribute.info;
    const std::string* text = given.as<std::string>();
    const Value* found = &given;
    if (text != nullptr && attribute.lookup != nullptr) {
        resolved.use(*attribute.lookup);
        found = attribute.lookup->wireValue(*text);
    } else if (text != nullptr && (!info.lookup.empty() || !info.referenceClass.empty())) {
        return nullptr;
    }
    const bool hasParts = info.type == ValueKind::kObject;  // each may have to be made
    if (found == nullptr || found->kind() != info.type || hasParts) {
        return nullptr;
    }
    MUSTER_RETURN_IF_ERROR(checkLength(info, *found));
    return found;
}

Result<Value> copyOrMake(const host::IndexedAttribute& attribute, const Value& given,
                         const Words& words, Resolved& resolved) {
    MUSTER_ASSIGN_OR_RETURN(const Value* found, standing(attribute, given, resolved));
    return found == nullptr ? resolvedValue(*attribute.info, given, words, resolved)
                            : Result<Value>(*found);
}

}  // namespace

Result<std::span<const Value>> checkedValues(const host::IndexedAttribute& attribute,
                                             std::span<const Value> given, const Words& words,
                                             Resolved& resolved, MadeValues& made) {
    std::size_t standingWhereGiven = 0;
    for (const Value& value : given) {
        MUSTER_ASSIGN_OR_RETURN(const Value* found, standing(attribute, value, resolved));
        if (found != nullptr && given.size() == 1) {
            return std::span(found, 1);
        }
        if (found != &value) {
            break;
        }
        ++standingWhereGiven;
    }
    if (standingWhereGiven == given.size()) {
        return given;
    }
    std::vector<Value> values(given.begin(),
                              given.begin() + static_cast<std::ptrdiff_t>(standingWhereGiven));
    for (const Value& value : given.subspan(standingWhereGiven)) {
        MUSTER_ASSIGN_OR_RETURN(Value copy, copyOrMake(attribute, value, words, resolved));
        values.push_back(std::move(copy));
    }
    return made.keep(std::move(values));
}

}  // namespace muster::provision
