#include "provision/request_check.h"

#include <algorithm>

#include "provision/attribute_values.h"
#include "provision/value_sets.h"
#include "xml/diagnostics.h"

namespace muster::provision {
namespace {

using store::OperationKind;

Error refused(std::string message, std::string_view attribute, std::string hint = {}) {
    Error error{.code = ErrorCode::kInvalidAttributeValue,
                .message = std::move(message),
                .hint = std::move(hint)};
    if (!attribute.empty()) {
        error.attributes = {std::string(attribute)};
    }
    return error;
}

/** One request under way through the checks. */
class Checker {
public:
    Checker(const OperationRequest& request, const host::ClassIndex& index,
            const ActionInfo* action, const Words& words)
        : request_(request), index_(index), info_(index.info()), action_(action), words_(words) {
        checked_.objectClass = info_.name;
    }

    Result<CheckedRequest> run() {
        MUSTER_RETURN_IF_ERROR(chooseCall());
        if (request_.kind == OperationKind::kCreate) {
            MUSTER_RETURN_IF_ERROR(checkCreate());
        } else if (request_.kind == OperationKind::kAction) {
            MUSTER_RETURN_IF_ERROR(checkAction());
        } else {
            MUSTER_RETURN_IF_ERROR(checkDeltas());
        }
        MUSTER_RETURN_IF_ERROR(checkOptions());
        checked_.lookupsUsed = std::move(resolved_.lookupsUsed);
        checked_.notices = std::move(resolved_.notices);
        return std::move(checked_);
    }

private:
    Error unsupported() const {
        return Error{.code = ErrorCode::kNotSupported,
                     .message = "class " + info_.name + " of target \"" + request_.target +
                                "\" does not support " + std::string(toString(request_.kind)),
                     .hint = "`target schema` lists what it supports"};
    }

    Support supportOf(OperationKind kind) const {
        switch (kind) {
            case OperationKind::kCreate:
                return info_.create;
            case OperationKind::kUpdate:
            case OperationKind::kEnable:
            case OperationKind::kDisable:
                return info_.update;
            case OperationKind::kDelete:
                return info_.remove;
            case OperationKind::kDisassociate:
                return info_.disassociate;
            case OperationKind::kAction:
                return Support::kSupported;  // that it is listed is checked by itself
        }
        return Support::kNone;
    }

    CallKind plainCall() const {
        switch (request_.kind) {
            case OperationKind::kCreate:
                return CallKind::kCreate;
            case OperationKind::kUpdate:
            case OperationKind::kEnable:
            case OperationKind::kDisable:
                return CallKind::kUpdate;
            case OperationKind::kDelete:
                return CallKind::kDelete;
            case OperationKind::kDisassociate:
                return CallKind::kDisassociate;
            case OperationKind::kAction:
                return CallKind::kAction;
        }
        return CallKind::kUpdate;
    }

    Result<void> chooseCall() {
        checked_.call = plainCall();
        switch (supportOf(request_.kind)) {
            case Support::kSupported:
                return {};
            case Support::kNone:
                return unsupported();
            case Support::kSameAsDelete:
                checked_.call = CallKind::kDelete;
                return {};
            case Support::kSameAsDisable:
                checked_.call = CallKind::kUpdate;
                return addEnable(false);
        }
        return unsupported();
    }

    Result<void> addEnable(bool enabled) {
        if (info_.find(attr::kEnable) == nullptr) {
            return unsupported();
        }
        checked_.deltas.push_back(
            {DeltaMode::kReplace, Attribute(std::string(attr::kEnable), Value(enabled))});
        return {};
    }

    Result<AttributeParts> resolve(const host::IndexedAttribute& attribute,
                                   const Attribute& given) {
        const AttributeInfo& info = *attribute.info;
        MUSTER_ASSIGN_OR_RETURN(
            const std::span<const Value> values,
            checkedValues(attribute, given.values(), words_, resolved_, checked_.made));
        if (info.multiValued) {
            MUSTER_RETURN_IF_ERROR(checkDistinct(info, values));
        } else if (values.size() > 1) {
            return refused("attribute \"" + typedName(info) + "\" has " +
                               std::to_string(values.size()) + " values; expected one",
                           info.name);
        }
        return AttributeParts(info.name, values, info.multiValued || values.empty());
    }

    /** As `resolve`, for what is not in the index: parameters and options. */
    Result<AttributeParts> resolve(const AttributeInfo& info, const Attribute& given) {
        const auto* lookup = info.lookup.empty() ? nullptr : words_.lookups.find(info.lookup);
        return resolve(host::IndexedAttribute{&info, lookup}, given);
    }

    /** Names of the schema stand once in it, so that where they stand tells them apart. */
    static bool isNamed(const AttributeParts& attribute, const AttributeInfo& info) {
        return attribute.name.data() == info.name.data();
    }

    const AttributeParts* alreadyGiven(const AttributeInfo& info) const {
        for (const AttributeParts& attribute : checked_.attributes) {
            if (isNamed(attribute, info)) {
                return &attribute;
            }
        }
        return nullptr;
    }

    Result<void> checkCreate() {
        checked_.attributes.reserve(request_.attributes.size());
        for (const Attribute& given : request_.attributes) {
            const host::IndexedAttribute* attribute = index_.find(given.name());
            if (attribute == nullptr) {
                return unknownInCreate(given.name());
            }
            const AttributeInfo& info = *attribute->info;
            if (!info.creatable) {
                return refused(
                    "attribute \"" + typedName(info) + "\" cannot be set when an object is created",
                    info.name);
            }
            if (alreadyGiven(info) != nullptr) {
                return refused("attribute \"" + typedName(info) + "\" is given twice", info.name);
            }
            MUSTER_ASSIGN_OR_RETURN(const AttributeParts checked, resolve(*attribute, given));
            checked_.attributes.push_back(checked);
        }
        for (const AttributeInfo* info : index_.required()) {
            MUSTER_RETURN_IF_ERROR(checkRequired(*info));
        }
        return {};
    }

    Error unknownInCreate(std::string_view name) const {
        if (equalNames(name, attr::kUid)) {
            return refused("a create cannot choose the Uid: the target gives it", attr::kUid);
        }
        return requireAttribute(info_, name).error();
    }

    Result<void> checkRequired(const AttributeInfo& info) const {
        const AttributeParts* given = alreadyGiven(info);
        const std::string& shown = typedName(info);
        if (given == nullptr) {
            return refused("attribute \"" + shown + "\" is missing; a new object needs it",
                           info.name, "add " + shown + "=...");
        }
        return isEmpty(*given) ? refused("attribute \"" + shown +
                                             "\" is empty; a new object needs a value of it",
                                         info.name, "write " + shown + "=VALUE")
                               : Result<void>();
    }

    static bool isEmpty(const AttributeParts& attribute) {
        return attribute.values.empty() ||
               (attribute.text() != nullptr && attribute.text()->empty());
    }

    /** Values of one attribute are a set: the same one twice is a slip, which a target would take
     * for one or refuse. */
    static Result<void> checkDistinct(const AttributeInfo& info, std::span<const Value> values) {
        const Value* twice = firstTwice(values);
        return twice == nullptr ? Result<void>()
                                : refused("attribute \"" + typedName(info) + "\" is given " +
                                              shown(*twice) + " twice; expected each value once",
                                          info.name);
    }

    static std::string shown(const Value& value) {
        return value.kind() == ValueKind::kSecret ? "a secret" : shownValue(value.toDisplay());
    }

    /** The same value to be added and to be taken away has no meaning: which comes last would
     * decide. */
    static Result<void> checkSides(const AttributeInfo& info, const Attribute& earlier,
                                   const Attribute& later) {
        const Value* shared = firstShared(earlier.values(), later.values());
        return shared == nullptr
                   ? Result<void>()
                   : refused("attribute \"" + typedName(info) + "\" is to get and to lose " +
                                 shown(*shared) + " in one update; expected one of the two",
                             info.name);
    }

    Result<const AttributeInfo*> requireParameter(const std::string& name) const {
        std::vector<std::string_view> names;
        for (const AttributeInfo& info : action_->parameters) {
            if (equalNames(info.name, name)) {
                return &info;
            }
            names.push_back(info.name);
        }
        return refused("action \"" + action_->name + "\" has no parameter \"" + name + "\"", "",
                       names.empty() ? "it takes none" : "it takes " + xml::quotedList(names));
    }

    Result<void> checkAction() {
        for (const Attribute& given : request_.attributes) {
            MUSTER_ASSIGN_OR_RETURN(const AttributeInfo* info, requireParameter(given.name()));
            if (alreadyGiven(*info) != nullptr) {
                return refused("parameter \"" + info->name + "\" is given twice", info->name);
            }
            MUSTER_ASSIGN_OR_RETURN(const AttributeParts parameter, resolve(*info, given));
            checked_.attributes.push_back(parameter);
        }
        for (const AttributeInfo& info : action_->parameters) {
            const AttributeParts* given = alreadyGiven(info);
            if (info.required && (given == nullptr || given->values.empty())) {
                return refused(
                    "action \"" + action_->name + "\" needs the parameter \"" + info.name + "\"",
                    info.name, "add " + info.name + "=...");
            }
        }
        return {};
    }

    Result<void> checkDelta(const AttributeDelta& given) {
        MUSTER_ASSIGN_OR_RETURN(const AttributeInfo* info, requireAttribute(info_, given.name()));
        if (!info->updateable) {
            return refused(
                "attribute \"" + typedName(*info) + "\" cannot be changed" +
                    (info->creatable ? " after the object was created" : ": the target sets it"),
                info->name);
        }
        if (given.mode != DeltaMode::kReplace && !info->multiValued) {
            return refused("attribute \"" + typedName(*info) +
                               "\" has one value, so nothing can be added to it or taken from it",
                           info->name, "write " + given.name() + "=VALUE");
        }
        for (const AttributeDelta& earlier : checked_.deltas) {
            const bool isPair = earlier.mode != given.mode && earlier.mode != DeltaMode::kReplace &&
                                given.mode != DeltaMode::kReplace;
            if (equalNames(earlier.name(), info->name) && !isPair) {
                return refused(
                    "attribute \"" + typedName(*info) + "\" is changed twice in one update",
                    info->name);
            }
        }
        MUSTER_ASSIGN_OR_RETURN(const AttributeParts checked, resolve(*info, given.attribute));
        Attribute attribute = checked.copy();
        for (const AttributeDelta& earlier : checked_.deltas) {
            if (equalNames(earlier.name(), info->name)) {
                MUSTER_RETURN_IF_ERROR(checkSides(*info, earlier.attribute, attribute));
            }
        }
        if (info->required && given.mode == DeltaMode::kReplace && isEmpty(attribute)) {
            return refused(
                "attribute \"" + typedName(*info) + "\" is required and cannot be cleared",
                info->name);
        }
        checked_.deltas.push_back({given.mode, std::move(attribute)});
        return {};
    }

    Result<void> checkDeltas() {
        if (request_.kind == OperationKind::kEnable || request_.kind == OperationKind::kDisable) {
            MUSTER_RETURN_IF_ERROR(addEnable(request_.kind == OperationKind::kEnable));
        }
        if (request_.kind == OperationKind::kUpdate && request_.deltas.empty()) {
            return refused("the update changes nothing", "",
                           "add name=value, name+=value or name-=value");
        }
        for (const AttributeDelta& delta : request_.deltas) {
            MUSTER_RETURN_IF_ERROR(checkDelta(delta));
        }
        return {};
    }

    std::string optionNames(std::string_view operation) const {
        std::string names;
        for (const OptionInfo& option : info_.options) {
            if (takes(option, operation)) {
                names += (names.empty() ? "" : ", ") + option.name;
            }
        }
        return names.empty() ? "none" : names;
    }

    static bool takes(const OptionInfo& option, std::string_view operation) {
        return std::find(option.operations.begin(), option.operations.end(), operation) !=
               option.operations.end();
    }

    Result<void> checkOptions() {
        const std::string_view operation = toString(request_.kind);
        for (const Attribute& given : request_.options) {
            const auto found = std::find_if(
                info_.options.begin(), info_.options.end(), [&](const OptionInfo& option) {
                    return equalNames(option.name, given.name()) && takes(option, operation);
                });
            if (found == info_.options.end()) {
                return refused("there is no option \"" + given.name() + "\" for " +
                                   std::string(operation) + "; there is " + optionNames(operation),
                               "");
            }
            const std::string* text = given.text();
            if (text != nullptr && !found->allowed.empty() &&
                std::find(found->allowed.begin(), found->allowed.end(), *text) ==
                    found->allowed.end()) {
                return refused("option \"" + found->name + "\" has \"" + *text + "\"; expected " +
                                   xml::quotedList({found->allowed.begin(), found->allowed.end()}),
                               "");
            }
            if (text != nullptr && text->empty()) {
                return refused(
                    "option \"" + found->name + "\" is empty; give a value or leave it out", "");
            }
            const AttributeInfo shape{.name = found->name, .type = found->type};
            MUSTER_ASSIGN_OR_RETURN(const AttributeParts option, resolve(shape, given));
            checked_.options.push_back(option.copy());
        }
        return {};
    }

    const OperationRequest& request_;
    const host::ClassIndex& index_;
    const ObjectClassInfo& info_;
    const ActionInfo* action_;  // of an action only
    const Words& words_;
    Resolved resolved_;
    CheckedRequest checked_;
};

}  // namespace

std::vector<std::string> CheckedRequest::lookupNames() const {
    std::vector<std::string> names;
    for (const lookup::LookupDefinition* lookup : lookupsUsed) {
        names.push_back(lookup->name());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<CheckedRequest> checkRequest(const OperationRequest& request,
                                    const host::SchemaIndex& schema, const Words& words) {
    const std::string_view wanted = request.objectClass.empty()
                                        ? object_class::kAccount
                                        : std::string_view(request.objectClass);
    const host::ClassIndex* index = schema.find(wanted);
    if (index == nullptr) {
        return requireClass(schema.description(), wanted).error();
    }
    if (request.kind != OperationKind::kCreate && !request.object) {
        return refused(
            (request.kind == OperationKind::kAction || request.kind == OperationKind::kUpdate
                 ? "an "
                 : "a ") +
                std::string(toString(request.kind)) + " needs the Uid or the name of an object",
            attr::kUid);
    }
    const ActionInfo* action = nullptr;
    if (request.kind == OperationKind::kAction) {
        MUSTER_ASSIGN_OR_RETURN(action,
                                requireAction(schema.description(), index->info(), request.action));
    }
    return Checker(request, *index, action, words).run();
}

}  // namespace muster::provision
