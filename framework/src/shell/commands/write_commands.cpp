#include <algorithm>

#include <fmt/format.h>

#include "shell/commands/commands.h"
#include "shell/commands/object_arguments.h"
#include "shell/session.h"
#include "shell/show_result.h"
#include "xml/diagnostics.h"

namespace muster::shell {
namespace {

/** Collects one writing operation from a command line. */
class RequestBuilder {
public:
    RequestBuilder(Session& session, const Invocation& call, const TargetView& target,
                   std::string className)
        : session_(session), call_(call), className_(std::move(className)) {
        class_ = target.description->findClass(className_.empty() ? object_class::kAccount
                                                                  : std::string_view(className_));
    }

    bool knowsClass() const { return class_ != nullptr; }
    /** The values are those of an action's parameters. */
    void setAction(const ActionInfo* action) { action_ = action; }

    /** The values of all assignments, in their order. */
    Result<void> addValues(provision::OperationRequest& request) {
        for (const Assignment& assignment : call_.assignments) {
            MUSTER_RETURN_IF_ERROR(addValue(request, assignment));
        }
        return {};
    }

private:
    bool isSecret(const std::string& name) const {
        if (action_ != nullptr) {
            return std::any_of(action_->parameters.begin(), action_->parameters.end(),
                               [&](const AttributeInfo& info) {
                                   return info.type == ValueKind::kSecret &&
                                          equalNames(info.name, name);
                               });
        }
        const AttributeInfo* info = class_ == nullptr ? nullptr : class_->find(name);
        return (info != nullptr && info->type == ValueKind::kSecret) ||
               equalNames(name, attr::kPassword) || equalNames(name, "password");
    }

    /** `email` is `__NAME__`, by which a created object is spoken of. */
    std::string schemaName(const std::string& name) const {
        const AttributeInfo* info =
            class_ == nullptr || action_ != nullptr ? nullptr : class_->find(name);
        return info == nullptr ? name : info->name;
    }

    Result<void> addValue(provision::OperationRequest& request, const Assignment& assignment) {
        std::vector<Value> values;
        if (!assignment.isAbsent) {
            MUSTER_ASSIGN_OR_RETURN(Value value, read(assignment));
            values.push_back(std::move(value));
        }
        if (request.kind == store::OperationKind::kCreate ||
            request.kind == store::OperationKind::kAction) {
            merge(request.attributes, schemaName(assignment.name), std::move(values));
            return {};
        }
        const auto same = std::find_if(
            request.deltas.begin(), request.deltas.end(), [&](const AttributeDelta& delta) {
                return delta.mode == assignment.mode && equalNames(delta.name(), assignment.name);
            });
        if (same == request.deltas.end()) {
            request.deltas.push_back({assignment.mode, make(assignment.name, std::move(values))});
        } else {
            same->attribute = joined(same->attribute, std::move(values));
        }
        return {};
    }

    Result<Value> read(const Assignment& assignment) {
        if (isSecret(assignment.name)) {
            std::string text = assignment.text;
            session_.setHeldSecret(session_.heldSecret() || !isReference(text) ||
                                   text.starts_with("@@"));
            MUSTER_ASSIGN_OR_RETURN(
                Secret secret, session_.values().secret(assignment.name, text, session_.origin(),
                                                        session_.output()));
            return Value(std::move(secret));
        }
        MUSTER_ASSIGN_OR_RETURN(std::string text,
                                session_.values().plain(assignment.name, assignment.text,
                                                        session_.origin(), session_.output()));
        return Value(std::move(text));
    }

    static Attribute make(const std::string& name, std::vector<Value> values) {
        return values.size() == 1 ? Attribute(name, std::move(values.front()))
                                  : Attribute::list(name, std::move(values));
    }

    static Attribute joined(const Attribute& attribute, std::vector<Value> more) {
        std::vector<Value> values = attribute.values();
        std::move(more.begin(), more.end(), std::back_inserter(values));
        return Attribute::list(attribute.name(), std::move(values));
    }

    static void merge(std::vector<Attribute>& attributes, const std::string& name,
                      std::vector<Value> values) {
        for (Attribute& attribute : attributes) {
            if (equalNames(attribute.name(), name)) {
                attribute = joined(attribute, std::move(values));
                return;
            }
        }
        attributes.push_back(make(name, std::move(values)));
    }

    Session& session_;
    const Invocation& call_;
    std::string className_;
    const ObjectClassInfo* class_ = nullptr;
    const ActionInfo* action_ = nullptr;
};

Error unknownClass(const std::string& className, const TargetView& target) {
    std::vector<std::string_view> names;
    names.reserve(target.description->classes.size());
    for (const ObjectClassInfo& info : target.description->classes) {
        names.push_back(info.name);
    }
    return Error{.code = ErrorCode::kConfiguration,
                 .message = fmt::format("target \"{}\" has no object class \"{}\", expected {}",
                                        target.target->name, className, xml::quotedList(names))};
}

ExitCode execute(Session& session, const provision::OperationRequest& request,
                 const TargetView& target) {
    const provision::OperationResult result = session.services().run(request);
    if (request.dryRun) {
        showPlan(session.output(), request, result,
                 target.description->usesTemplatedCalls ? PlanOf::kHost : PlanOf::kConnector);
        return result.error ? exitCodeOf(result) : ExitCode::kDone;
    }
    showResult(session.output(), request, result, session.origin());
    return exitCodeOf(result);
}

/** Silences notes for the length of one command. */
class Quiet {
public:
    Quiet(Output& output, bool isQuiet) : output_(output), was_(output.isQuiet()) {
        output_.setQuiet(was_ || isQuiet);
    }
    ~Quiet() { output_.setQuiet(was_); }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

private:
    Output& output_;
    bool was_;
};

ExitCode write(Session& session, const Invocation& call, store::OperationKind kind) {
    const Quiet quiet(session.output(), call.has("quiet"));
    const bool isCreate = kind == store::OperationKind::kCreate;
    ExitCode code = ExitCode::kDone;
    const auto target = session.target(call.argument(0), code);
    if (!target) {
        return code;
    }
    const std::string positionalClass = isCreate ? call.argument(1) : std::string();
    if (!positionalClass.empty() && call.has("class")) {
        return session.failUsage(
            {.code = ErrorCode::kConfiguration, .message = "the object class is given twice"});
    }
    provision::OperationRequest request{
        .kind = kind,
        .target = call.argument(0),
        .objectClass = call.option("class").value_or(positionalClass),
        .dryRun = call.has("dry-run"),
        .askedBy = session.askedBy(),
        .timeout = timeoutOf(call)};
    RequestBuilder builder(session, call, *target, request.objectClass);
    if (!builder.knowsClass() && !request.objectClass.empty()) {
        return session.failUsage(unknownClass(request.objectClass, *target));
    }
    if (!isCreate) {
        auto object = parseObject(call.argument(1));
        if (!object) {
            return session.failUsage(object.error());
        }
        request.object = std::move(*object);
    }
    if (kind == store::OperationKind::kAction) {
        request.action = call.argument(2);
        builder.setAction(target->description->findAction(
            request.objectClass.empty() ? object_class::kAccount
                                        : std::string_view(request.objectClass),
            request.action));
    }
    for (const auto& [name, value] : call.connectorOptions) {
        request.options.emplace_back(name, Value(value));
    }
    if (auto added = builder.addValues(request); !added) {
        return session.failUsage(added.error());
    }
    if (kind == store::OperationKind::kUpdate && request.deltas.empty()) {
        return session.failUsage({.code = ErrorCode::kConfiguration,
                                  .message = "update has nothing to change",
                                  .hint = "usage: update TARGET UID name=value ..."});
    }
    request.cancel = session.cancellation();
    return execute(session, request, *target);
}

}  // namespace

ExitCode createObject(Session& session, const Invocation& call) {
    return write(session, call, store::OperationKind::kCreate);
}
ExitCode updateObject(Session& session, const Invocation& call) {
    return write(session, call, store::OperationKind::kUpdate);
}
ExitCode deleteObject(Session& session, const Invocation& call) {
    return write(session, call, store::OperationKind::kDelete);
}
ExitCode disassociateObject(Session& session, const Invocation& call) {
    return write(session, call, store::OperationKind::kDisassociate);
}
ExitCode enableObject(Session& session, const Invocation& call) {
    return write(session, call, store::OperationKind::kEnable);
}
ExitCode disableObject(Session& session, const Invocation& call) {
    return write(session, call, store::OperationKind::kDisable);
}

ExitCode runAction(Session& session, const Invocation& call) {
    return write(session, call, store::OperationKind::kAction);
}

}  // namespace muster::shell
