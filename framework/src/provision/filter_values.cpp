#include "provision/filter_values.h"

#include "provision/attribute_values.h"
#include "provision/moment.h"
#include "provision/request_check.h"

namespace muster::provision {
namespace {

bool isOrder(FilterOp op) {
    return op == FilterOp::kEquals || op == FilterOp::kGreater || op == FilterOp::kGreaterOrEqual ||
           op == FilterOp::kLess || op == FilterOp::kLessOrEqual;
}

bool isMeasured(ValueKind kind) {
    return kind == ValueKind::kInteger || kind == ValueKind::kReal || kind == ValueKind::kBoolean;
}

Error asked(Error error) {
    error.message = "filter: " + error.message;
    return error;
}

/** What an attribute is compared with. */
Result<Value> comparedWith(const Filter& filter, const AttributeInfo& info, const Words& words,
                           Time now, Resolved& found) {
    const bool hasWords = !info.lookup.empty() || !info.referenceClass.empty();
    if (filter.op == FilterOp::kEquals && hasWords) {
        return resolvedValue(info, filter.value, words, found);
    }
    const std::string* text = filter.value.as<std::string>();
    if (!isOrder(filter.op) || text == nullptr) {
        return filter.value;  // a part of a text, whatever the kind
    }
    if (info.type == ValueKind::kTime) {
        Result<Time> moment = parseMoment(*text, now);
        return moment ? Result<Value>(Value(*moment))
                      : wrongValue(info, shownValue(*text), std::string(kMomentExpected));
    }
    return isMeasured(info.type) ? typedValue(info, filter.value) : filter.value;
}

}  // namespace

Result<Filter> resolvedFilter(const Filter& filter, const ObjectClassInfo& info, const Words& words,
                              Time now, Resolved& found) {
    Filter resolved = filter;
    resolved.children.clear();
    for (const Filter& child : filter.children) {
        MUSTER_ASSIGN_OR_RETURN(Filter made, resolvedFilter(child, info, words, now, found));
        resolved.children.push_back(std::move(made));
    }
    const bool isUid = equalNames(filter.attribute, attr::kUid);
    if (filter.attribute.empty() || isUid) {
        return resolved;
    }
    MUSTER_ASSIGN_OR_RETURN(const AttributeInfo* attribute,
                            requireAttribute(info, filter.attribute));
    if (!attribute->readable) {
        return Error{.code = ErrorCode::kInvalidAttributeValue,
                     .message = "attribute \"" + typedName(*attribute) +
                                "\" cannot be read, so no filter can ask for it",
                     .attributes = {attribute->name}};
    }
    resolved.attribute = attribute->name;
    Result<Value> value = comparedWith(filter, *attribute, words, now, found);
    if (!value) {
        return asked(std::move(value).error());
    }
    resolved.value = *std::move(value);
    return resolved;
}

}  // namespace muster::provision
