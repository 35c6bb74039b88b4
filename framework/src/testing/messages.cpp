#include "testing/messages.h"

#include "testing/archive.h"

namespace muster::testing {
namespace {

// A plain struct is the list of its fields, in one order for both ways.
// `T` is the struct, const when it is written.

template <typename T, typename Wanted>
concept Is = std::is_same_v<std::remove_const_t<T>, Wanted>;

}  // namespace

template <typename A, Is<Bytes> T>
void fields(A& archive, T& value) {
    archive(value.octets);
}
template <typename A, Is<Reference> T>
void fields(A& archive, T& value) {
    archive(value.uid);
}
template <typename A, Is<Time> T>
void fields(A& archive, T& value) {
    archive(value.microseconds);
}
template <typename A, Is<Notice> T>
void fields(A& archive, T& value) {
    archive(value.code, value.message, value.attribute);
}
template <typename A, Is<WriteReport> T>
void fields(A& archive, T& value) {
    archive(value.uid, value.name, value.revision, value.state, value.accepted);
    archive(value.deferred, value.formerUid);
}
template <typename A, Is<Error> T>
void fields(A& archive, T& value) {
    archive(value.code, value.message, value.hint, value.outcome, value.httpStatus);
    archive(value.targetCode, value.retryable, value.retryAfter, value.attributes);
    archive(value.operation, value.objectClass, value.uid);
}

template <typename A, Is<Secret> T>
void fields(A& archive, T& value) {
    if constexpr (A::kReads) {
        std::string text;
        archive(text);
        value = Secret::take(text);
    } else {
        std::string text(value.expose());
        archive(text);
        wipe(text);
    }
}

void fields(Writer& archive, const Value& value);
void fields(Reader& archive, Value& value);

template <typename A, Is<Attribute> T>
void fields(A& archive, T& value) {
    std::string name = value.name();
    std::vector<Value> values = value.values();
    bool isList = value.isList();
    bool isIncomplete = value.isIncomplete();
    archive(name, values, isList, isIncomplete);
    if constexpr (A::kReads) {
        value = !isList && values.size() == 1
                    ? Attribute(std::move(name), std::move(values.front()))
                    : Attribute::list(std::move(name), std::move(values));
        if (isIncomplete) {
            value.markIncomplete();
        }
    }
}

namespace {

template <typename Held>
void putHeld(Writer& archive, const Value& value) {
    archive(*value.as<Held>());
}

template <typename Held>
void getHeld(Reader& archive, Value& value) {
    Held held{};
    archive(held);
    value = Value(std::move(held));
}

}  // namespace

template <typename A, Is<ObjectValue> T>
void fields(A& archive, T& value) {
    std::vector<Attribute> attributes = value.attributes();
    archive(attributes);
    if constexpr (A::kReads) {
        value = ObjectValue(std::move(attributes));
    }
}

void fields(Writer& archive, const Value& value) {
    archive(value.kind());
    switch (value.kind()) {
        case ValueKind::kNull:
            break;
        case ValueKind::kString:
            return putHeld<std::string>(archive, value);
        case ValueKind::kInteger:
            return putHeld<std::int64_t>(archive, value);
        case ValueKind::kReal:
            return putHeld<double>(archive, value);
        case ValueKind::kBoolean:
            return putHeld<bool>(archive, value);
        case ValueKind::kTime:
            return putHeld<Time>(archive, value);
        case ValueKind::kBytes:
            return putHeld<Bytes>(archive, value);
        case ValueKind::kSecret:
            return putHeld<Secret>(archive, value);
        case ValueKind::kReference:
            return putHeld<Reference>(archive, value);
        case ValueKind::kObject:
            return putHeld<ObjectValue>(archive, value);
    }
}

void fields(Reader& archive, Value& value) {
    ValueKind kind{};
    archive(kind);
    switch (kind) {
        case ValueKind::kNull:
            value = Value();
            return;
        case ValueKind::kString:
            return getHeld<std::string>(archive, value);
        case ValueKind::kInteger:
            return getHeld<std::int64_t>(archive, value);
        case ValueKind::kReal:
            return getHeld<double>(archive, value);
        case ValueKind::kBoolean:
            return getHeld<bool>(archive, value);
        case ValueKind::kTime:
            return getHeld<Time>(archive, value);
        case ValueKind::kBytes:
            return getHeld<Bytes>(archive, value);
        case ValueKind::kSecret:
            return getHeld<Secret>(archive, value);
        case ValueKind::kReference:
            return getHeld<Reference>(archive, value);
        case ValueKind::kObject:
            return getHeld<ObjectValue>(archive, value);
    }
    archive.fail();  // no kind of ours
}

template <typename A, Is<AttributeDelta> T>
void fields(A& archive, T& value) {
    archive(value.mode, value.attribute);
}
template <typename A, Is<ConnectorObject> T>
void fields(A& archive, T& value) {
    archive(value.objectClass, value.uid, value.name, value.revision, value.attributes);
}
template <typename A, Is<Filter> T>
void fields(A& archive, T& value) {
    archive(value.op, value.attribute, value.value, value.children);
}
template <typename A, Is<AttributeInfo> T>
void fields(A& archive, T& value) {
    archive(value.name, value.nativeName, value.type, value.required, value.multiValued);
    archive(value.creatable, value.updateable, value.readable, value.returnedByDefault, value.key);
    archive(value.lookup, value.maxLength, value.description, value.attributes);
    archive(value.referenceClass);
}
template <typename A, Is<OptionInfo> T>
void fields(A& archive, T& value) {
    archive(value.name, value.type, value.operations, value.allowed, value.description);
}
template <typename A, Is<ObjectClassInfo> T>
void fields(A& archive, T& value) {
    archive(value.name, value.description, value.create, value.update, value.remove);
    archive(value.disassociate, value.get, value.search, value.attributes, value.options);
    archive(value.markAttribute, value.createdAttribute, value.createdTrustedStates);
}
template <typename A, Is<PropertyInfo> T>
void fields(A& archive, T& value) {
    archive(value.name, value.type, value.required, value.confidential, value.hostOwned);
    archive(value.defaultValue, value.allowed, value.help, value.retired);
}
template <typename A, Is<OperationKeyInfo> T>
void fields(A& archive, T& value) {
    archive(value.key, value.placeholders, value.idempotent, value.required, value.description);
}
template <typename A, Is<ActionInfo> T>
void fields(A& archive, T& value) {
    archive(value.name, value.objectClass, value.description, value.parameters);
    archive(value.resumable);
}
template <typename A, Is<Description> T>
void fields(A& archive, T& value) {
    archive(value.displayName, value.classes, value.properties, value.operationKeys);
    archive(value.lookups, value.usesTemplatedCalls, value.settleWindowMs);
    archive(value.actions);
}
template <typename A, Is<ErrorMessage> T>
void fields(A& archive, T& value) {
    archive(value.error);
}
template <typename A, Is<CallMessage> T>
void fields(A& archive, T& value) {
    archive(value.correlation, value.flags, value.options);
}
template <typename A, Is<SearchMessage> T>
void fields(A& archive, T& value) {
    archive(value.attributes, value.pageToken, value.pageSize, value.limit);
}
template <typename A, Is<SearchReportMessage> T>
void fields(A& archive, T& value) {
    archive(value.nextPageToken, value.remaining, value.filterEvaluated);
}
template <typename A, Is<StepReportMessage> T>
void fields(A& archive, T& value) {
    archive(value.name, value.outcome, value.result);
}
template <typename A, Is<StepMessage> T>
void fields(A& archive, T& value) {
    archive(value.name, value.action);
}
template <typename A, Is<StepDecisionMessage> T>
void fields(A& archive, T& value) {
    archive(value.verdict, value.result);
}
template <typename A, Is<QueryOverrideMessage> T>
void fields(A& archive, T& value) {
    archive(value.name, value.value, value.present);
}
template <typename A, Is<RequestMessage> T>
void fields(A& archive, T& value) {
    archive(value.operationKey, value.step, value.placeholders, value.body, value.query);
    archive(value.ifMatch);
}
template <typename A, Is<ResponseMessage> T>
void fields(A& archive, T& value) {
    archive(value.httpStatus, value.flags, value.body, value.uid, value.name);
    archive(value.nextPageToken, value.records, value.error);
}

template <typename T>
std::string encode(const T& message) {
    Writer writer;
    writer(message);
    return writer.take();
}

template <typename T>
Result<T> decode(std::string_view bytes) {
    Reader reader(bytes);
    T message{};
    reader(message);
    if (reader.hasFailed() || !reader.isAtEnd()) {
        return Error{.code = ErrorCode::kProtocol,
                     .message = reader.hasFailed() ? "a message is cut short or holds rubbish"
                                                   : "a message is followed by rubbish"};
    }
    return message;
}

/** A reference has no empty state, so it is read by hand. */
template <>
std::string encode(const ObjectRef& message) {
    Writer writer;
    writer(message.isName(), message.text(), message.revision());
    return writer.take();
}

template <>
Result<ObjectRef> decode(std::string_view bytes) {
    Reader reader(bytes);
    bool isName = false;
    std::string text;
    std::string revision;
    reader(isName, text, revision);
    if (reader.hasFailed() || !reader.isAtEnd()) {
        return Error{.code = ErrorCode::kProtocol, .message = "a reference is cut short"};
    }
    if (isName) {
        MUSTER_ASSIGN_OR_RETURN(Name name, Name::parse(text));
        return ObjectRef(std::move(name)).setRevision(std::move(revision));
    }
    MUSTER_ASSIGN_OR_RETURN(Uid uid, Uid::parse(text));
    return ObjectRef(std::move(uid)).setRevision(std::move(revision));
}

#define MUSTER_MESSAGE(Type)                  \
    template std::string encode(const Type&); \
    template Result<Type> decode(std::string_view)

MUSTER_MESSAGE(Value);
MUSTER_MESSAGE(Attribute);
MUSTER_MESSAGE(AttributeDelta);
MUSTER_MESSAGE(std::vector<Attribute>);
MUSTER_MESSAGE(std::vector<AttributeDelta>);
MUSTER_MESSAGE(std::vector<std::string>);
MUSTER_MESSAGE(std::string);
MUSTER_MESSAGE(ConnectorObject);
MUSTER_MESSAGE(Notice);
MUSTER_MESSAGE(WriteReport);
MUSTER_MESSAGE(ErrorMessage);
MUSTER_MESSAGE(Filter);
MUSTER_MESSAGE(Description);
MUSTER_MESSAGE(CallMessage);
MUSTER_MESSAGE(SearchMessage);
MUSTER_MESSAGE(SearchReportMessage);
MUSTER_MESSAGE(StepReportMessage);
MUSTER_MESSAGE(StepMessage);
MUSTER_MESSAGE(StepDecisionMessage);
MUSTER_MESSAGE(RequestMessage);
MUSTER_MESSAGE(ResponseMessage);

#undef MUSTER_MESSAGE

}  // namespace muster::testing
