#include "core/abi_check.h"

namespace muster::abi {
namespace {

// What has been checked is made into values without looking again.

std::vector<Attribute> makeAttributes(const muster_attribute_list& list);

Value makeValue(const muster_value& value) {
    switch (static_cast<ValueKind>(value.kind)) {
        case ValueKind::kNull:
            break;
        case ValueKind::kString:
            return Value(text(value.as.text));
        case ValueKind::kInteger:
            return Value(value.as.integer);
        case ValueKind::kReal:
            return Value(value.as.real);
        case ValueKind::kBoolean:
            return Value(value.as.integer != 0);
        case ValueKind::kTime:
            return Value(Time{value.as.integer});
        case ValueKind::kBytes:
            return Value(Bytes{std::string(text(value.as.text))});
        case ValueKind::kSecret:
            return Value(Secret(text(value.as.text)));
        case ValueKind::kReference:
            return Value(Reference{std::string(text(value.as.text))});
        case ValueKind::kObject:
            return Value(ObjectValue(makeAttributes(value.as.object)));
    }
    return Value();
}

Attribute makeList(std::string name, const muster_attribute& attribute) {
    std::vector<Value> values;
    values.reserve(attribute.value_count);
    for (std::size_t i = 0; i < attribute.value_count; ++i) {
        values.push_back(makeValue(attribute.values[i]));
    }
    return Attribute::list(std::move(name), std::move(values));
}

Attribute makeAttribute(const muster_attribute& attribute) {
    const bool isSingle =
        (attribute.flags & MUSTER_ATTRIBUTE_LIST) == 0 && attribute.value_count == 1;
    std::string name(text(attribute.name));
    Attribute made = isSingle ? Attribute(std::move(name), makeValue(attribute.values[0]))
                              : makeList(std::move(name), attribute);
    if ((attribute.flags & MUSTER_ATTRIBUTE_INCOMPLETE) != 0) {
        made.markIncomplete();
    }
    return made;
}

std::vector<Attribute> makeAttributes(const muster_attribute_list& list) {
    std::vector<Attribute> made;
    made.reserve(list.count);
    for (const muster_attribute& attribute : each(list)) {
        made.push_back(makeAttribute(attribute));
    }
    return made;
}

Result<Filter> copyFilterAt(const muster_filter& filter, int depth) {
    if (depth > kMaxDepth * 8) {
        return rubbish("a filter", "too many levels", "at most " + std::to_string(kMaxDepth * 8));
    }
    MUSTER_RETURN_IF_ERROR(checkSize(filter.struct_size, sizeof filter, "a filter"));
    if (filter.op < MUSTER_FILTER_ALL || filter.op > MUSTER_FILTER_NOT) {
        return rubbish("a filter", "the operator " + std::to_string(filter.op), "0 to 12");
    }
    const bool isNot = filter.op == MUSTER_FILTER_NOT;
    const bool isJoin = filter.op == MUSTER_FILTER_AND || filter.op == MUSTER_FILTER_OR;
    if ((isNot && filter.child_count != 1) || (isJoin && filter.child_count < 2)) {
        return rubbish("a filter", std::to_string(filter.child_count) + " children",
                       isNot ? "one for \"not\"" : "two or more for \"and\" and \"or\"");
    }
    Filter copy{.op = static_cast<FilterOp>(filter.op)};
    MUSTER_ASSIGN_OR_RETURN(copy.attribute, copyText(filter.attribute, "a filter's attribute"));
    MUSTER_ASSIGN_OR_RETURN(copy.value, copyValue(filter.value, "a filter's value"));
    MUSTER_RETURN_IF_ERROR(checkList(static_cast<const void*>(filter.children), filter.child_count,
                                     sizeof(void*), sizeof(void*), "a filter's children"));
    for (std::size_t i = 0; i < filter.child_count; ++i) {
        if (filter.children[i] == nullptr) {
            return rubbish("a filter", "no child number " + std::to_string(i + 1), "one");
        }
        MUSTER_ASSIGN_OR_RETURN(Filter child, copyFilterAt(*filter.children[i], depth + 1));
        copy.children.push_back(std::move(child));
    }
    return copy;
}

/** The text, or a note that it was no text. Errors are always readable. */
std::string readable(muster_string_view view, std::string_view what) {
    Result<std::string> copy = copyText(view, what);
    return copy ? *std::move(copy) : "(" + copy.error().message + ")";
}

}  // namespace

Result<std::string> copyText(muster_string_view view, std::string_view what) {
    MUSTER_RETURN_IF_ERROR(checkText(view, what));
    return std::string(text(view));
}

Result<std::vector<std::string>> copyTexts(const muster_string_list& list, std::string_view what) {
    MUSTER_RETURN_IF_ERROR(
        checkList(list.first, list.count, list.stride, sizeof(muster_string_view), what));
    std::vector<std::string> copies;
    copies.reserve(list.count);
    for (const muster_string_view& item : each(list)) {
        MUSTER_ASSIGN_OR_RETURN(std::string copy, copyText(item, what));
        copies.push_back(std::move(copy));
    }
    return copies;
}

Result<Value> copyValue(const muster_value& value, std::string_view what) {
    MUSTER_RETURN_IF_ERROR(checkValue(value, what, 0));
    return makeValue(value);
}

Result<Attribute> copyAttribute(const muster_attribute& attribute) {
    MUSTER_RETURN_IF_ERROR(checkAttribute(attribute, 0));
    return makeAttribute(attribute);
}

Result<std::vector<Attribute>> copyAttributes(const muster_attribute_list& list) {
    MUSTER_RETURN_IF_ERROR(checkAttributes(list, 0));
    return makeAttributes(list);
}

Result<std::vector<AttributeDelta>> copyDeltas(const muster_delta_list& list) {
    MUSTER_RETURN_IF_ERROR(
        checkList(list.first, list.count, list.stride, sizeof(muster_delta), "a list of deltas"));
    std::vector<AttributeDelta> copies;
    copies.reserve(list.count);
    for (const muster_delta& delta : each(list)) {
        MUSTER_RETURN_IF_ERROR(checkSize(delta.struct_size, sizeof delta, "a delta"));
        if (delta.mode < MUSTER_DELTA_REPLACE || delta.mode > MUSTER_DELTA_REMOVE) {
            return rubbish("a delta", "the mode " + std::to_string(delta.mode), "1, 2 or 3");
        }
        if (delta.attribute == nullptr) {
            return rubbish("a delta", "no attribute", "one");
        }
        MUSTER_ASSIGN_OR_RETURN(Attribute attribute, copyAttribute(*delta.attribute));
        copies.push_back({static_cast<DeltaMode>(delta.mode), std::move(attribute)});
    }
    return copies;
}

Result<ConnectorObject> copyObject(const muster_object& object) {
    MUSTER_RETURN_IF_ERROR(checkObject(object));
    return makeObject(object);
}

ConnectorObject makeObject(const muster_object& object) {
    return {.objectClass = std::string(text(object.object_class)),
            .uid = std::string(text(object.uid)),
            .name = std::string(text(object.name)),
            .revision = std::string(text(object.revision)),
            .attributes = makeAttributes(object.attributes)};
}

Result<ObjectRef> copyRef(const muster_object_ref& ref) {
    MUSTER_RETURN_IF_ERROR(checkSize(ref.struct_size, sizeof ref, "an object reference"));
    MUSTER_ASSIGN_OR_RETURN(std::string revision, copyText(ref.revision, "a reference's revision"));
    if ((ref.uid.size == 0) == (ref.name.size == 0)) {
        return rubbish("an object reference", ref.uid.size == 0 ? "neither" : "both",
                       "either a Uid or a name");
    }
    if (ref.uid.size > 0) {
        MUSTER_ASSIGN_OR_RETURN(const std::string copy, copyText(ref.uid, "a reference's Uid"));
        MUSTER_ASSIGN_OR_RETURN(const Uid uid, Uid::parse(copy));
        return ObjectRef(uid).setRevision(std::move(revision));
    }
    MUSTER_ASSIGN_OR_RETURN(const std::string copy, copyText(ref.name, "a reference's name"));
    MUSTER_ASSIGN_OR_RETURN(const Name name, Name::parse(copy));
    return ObjectRef(name).setRevision(std::move(revision));
}

Result<Notice> copyNotice(const muster_notice& notice) {
    MUSTER_RETURN_IF_ERROR(checkSize(notice.struct_size, sizeof notice, "a notice"));
    Notice copy;
    MUSTER_ASSIGN_OR_RETURN(copy.code, copyText(notice.code, "a notice's code"));
    MUSTER_ASSIGN_OR_RETURN(copy.message, copyText(notice.message, "a notice's message"));
    MUSTER_ASSIGN_OR_RETURN(copy.attribute, copyText(notice.attribute, "a notice's attribute"));
    return copy;
}

Result<WriteReport> copyWriteReport(const muster_write_report& report) {
    MUSTER_RETURN_IF_ERROR(checkSize(report.struct_size, kSmallestWriteReport, "a write report"));
    MUSTER_RETURN_IF_ERROR(checkText(report.uid, "a write report's Uid"));
    if (report.uid.size == 0) {
        return rubbish("a write report", "an empty Uid", "the Uid of the object");
    }
    MUSTER_RETURN_IF_ERROR(checkText(report.name, "a write report's name"));
    MUSTER_RETURN_IF_ERROR(checkText(report.revision, "a write report's revision"));
    MUSTER_RETURN_IF_ERROR(checkText(report.state, "a write report's state"));
    WriteReport copy{.uid = std::string(text(report.uid)),
                     .name = std::string(text(report.name)),
                     .revision = std::string(text(report.revision)),
                     .state = std::string(text(report.state)),
                     .accepted = (report.flags & MUSTER_WRITE_ACCEPTED) != 0};
    const bool mayDefer = MUSTER_HAS_FIELD(&report, muster_write_report, deferred);
    if (mayDefer && report.deferred.count > 0) {
        MUSTER_ASSIGN_OR_RETURN(copy.deferred, copyDeltas(report.deferred));
    }
    const bool mayMove = MUSTER_HAS_FIELD(&report, muster_write_report, former_uid);
    if (mayMove && report.former_uid.size > 0) {
        MUSTER_ASSIGN_OR_RETURN(copy.formerUid, copyText(report.former_uid, "a former Uid"));
    }
    return copy;
}

Result<Filter> copyFilter(const muster_filter& filter) { return copyFilterAt(filter, 0); }

Error copyError(const muster_error& error) {
    if (error.struct_size < sizeof error) {
        return Error{.code = ErrorCode::kInternal,
                     .message = "the connector reported an error that is too short to be read"};
    }
    const bool isKnown = error.code > MUSTER_OK && error.code <= MUSTER_E_INTERNAL;
    Error copy{.code = isKnown ? static_cast<ErrorCode>(error.code) : ErrorCode::kInternal,
               .message = readable(error.message, "the error's message")};
    if (!isKnown) {
        copy.message += " (the connector gave the unknown code " + std::to_string(error.code) + ")";
    }
    if (error.outcome >= MUSTER_OUTCOME_UNSET && error.outcome <= MUSTER_OUTCOME_UNKNOWN) {
        copy.outcome = static_cast<Outcome>(error.outcome);
    }
    copy.hint = readable(error.hint, "the error's hint");
    copy.targetCode = readable(error.target_code, "the error's target code");
    copy.httpStatus = error.http_status;
    if (error.retryable == 1 || error.retryable == 2) {
        copy.retryable = error.retryable == 1;
    }
    if (error.retry_after_ms >= 0) {
        copy.retryAfter = std::chrono::milliseconds(error.retry_after_ms);
    }
    if (auto names = copyTexts(error.attributes, "the error's attributes")) {
        copy.attributes = *std::move(names);
    }
    return copy;
}

}  // namespace muster::abi
