#include "shell/show_result.h"

#include <algorithm>

#include <fmt/format.h>

#include "shell/show_values.h"
#include "shell/text_width.h"

namespace muster::shell {
namespace {

using provision::OperationRequest;
using provision::OperationResult;
using provision::StepResult;

std::string_view doneWord(store::OperationKind kind) {
    switch (kind) {
        case store::OperationKind::kCreate:
            return "created";
        case store::OperationKind::kUpdate:
            return "updated";
        case store::OperationKind::kDelete:
            return "deleted";
        case store::OperationKind::kDisassociate:
            return "disassociated";
        case store::OperationKind::kEnable:
            return "enabled";
        case store::OperationKind::kDisable:
            return "disabled";
        case store::OperationKind::kAction:
            return "acted on";
    }
    return "done";
}

/** What was done in a word; a delete may have ended otherwise by the target's policy. */
std::string doneWord(const OperationRequest& request, const OperationResult& result) {
    const bool wasGone =
        std::any_of(result.notices.begin(), result.notices.end(),
                    [](const Notice& notice) { return notice.code == "already-gone"; });
    if (wasGone) {
        return "nothing to do:";
    }
    const bool isOfState = request.kind == store::OperationKind::kEnable ||
                           request.kind == store::OperationKind::kDisable;
    if (isOfState && result.report && equalNames(result.report->state, "pending")) {
        return fmt::format("not {} yet:", doneWord(request.kind));  // once the person has accepted
    }
    const bool isByPolicy = request.kind == store::OperationKind::kDelete && result.report &&
                            !result.report->state.empty();
    if (!request.action.empty()) {
        return "done \"" + request.action + "\" on";
    }
    if (!isByPolicy) {
        return std::string(doneWord(request.kind));
    }
    return result.report->state == "released" ? "disassociated by policy"
                                              : "kept by policy, not deleted:";
}

std::string givenName(const OperationRequest& request, const OperationResult& result) {
    if (result.report && !result.report->name.empty()) {
        return result.report->name;
    }
    if (request.object) {
        return request.object->text();
    }
    const Attribute* name = findAttribute(request.attributes, attr::kName);
    return name != nullptr && name->text() != nullptr ? *name->text() : std::string();
}

std::string number(const OperationResult& result) {
    return result.id ? std::to_string(result.id->number) : std::string();
}

boost::json::array stepsJson(const std::vector<StepResult>& steps) {
    boost::json::array array;
    for (const StepResult& step : steps) {
        const bool isOwn = step.method.empty();  // the connector's own I/O has no address
        array.push_back(boost::json::object{{"name", step.name},
                                            {"method", step.method},
                                            {"url", isOwn ? "" : step.url},
                                            {"action", isOwn ? step.url : ""},
                                            {"outcome", toString(step.outcome)},
                                            {"http_status", step.httpStatus}});
    }
    return array;
}

boost::json::value errorJson(const std::optional<Error>& error) {
    if (!error) {
        return nullptr;
    }
    return boost::json::object{{"code", toString(error->code)},
                               {"message", error->message},
                               {"hint", error->hint},
                               {"http_status", error->httpStatus},
                               {"target_code", error->targetCode}};
}

Record resultRecord(const OperationRequest& request, const OperationResult& result) {
    Record record;
    const WriteReport report = result.report.value_or(WriteReport{});
    record.add("operation", "operation", result.id ? Cell::number(result.id->number) : Cell());
    record.add("kind", "kind", toString(request.kind));
    record.fields.push_back({{"", "action", true}, request.action});
    record.add("target", "target", request.target);
    record.add("outcome", "outcome", toString(result.outcome));
    record.add("accepted", "accepted", Cell::flag(result.accepted));
    record.add("refused", "refused", Cell::flag(result.refused));
    record.add("waits in", "journal_state", toString(result.state));
    record.add("waits for", "waits_for", result.waiting.reason);
    record.add("uid", "uid", report.uid);
    record.add("name", "name", givenName(request, result));
    record.add("state", "state", report.state);
    record.add("correlation", "correlation", result.correlation);
    record.add("steps", "steps", {"", stepsJson(result.steps)});
    boost::json::array notices;
    for (const Notice& notice : result.notices) {
        notices.push_back(boost::json::object{{"code", notice.code}, {"message", notice.message}});
    }
    record.add("notices", "notices", {"", std::move(notices)});
    record.add("error", "error", {"", errorJson(result.error)});
    return record;
}

/** `created "a@x" (uid "k1"), state pending; the target finishes it later [operation 7]` */
std::string doneSentence(const OperationRequest& request, const OperationResult& result) {
    const WriteReport report = result.report.value_or(WriteReport{});
    std::string text =
        fmt::format("{} \"{}\"", doneWord(request, result), givenName(request, result));
    if (!report.uid.empty() && report.uid != givenName(request, result)) {
        text += fmt::format(" (uid \"{}\")", report.uid);
    }
    text += report.state.empty() ? "" : ", state " + report.state;
    text += result.accepted ? "; the target accepted it and finishes it later" : "";
    return text + (result.id ? " [operation " + number(result) + "]" : "");
}

void showSteps(Output& output, const OperationResult& result) {
    if (result.steps.empty()) {
        return;
    }
    output.line("steps:");
    for (const StepResult& step : result.steps) {
        std::string text = fmt::format("  {:<12} {}", toString(step.outcome), step.name);
        text += step.method.empty() ? "" : fmt::format("  {} {}", step.method, step.url);
        text += step.httpStatus == 0 ? "" : fmt::format("  HTTP {}", step.httpStatus);
        output.line(text);
    }
}

/** A resume sends the same value again. */
bool isValueAtFault(const OperationRequest& request, const std::optional<Error>& error) {
    const bool hasValues = request.kind == store::OperationKind::kCreate ||
                           request.kind == store::OperationKind::kUpdate;
    return hasValues && error &&
           (error->code == ErrorCode::kInvalidAttributeValue ||
            error->code == ErrorCode::kAlreadyExists);
}

/** The option that says which class is meant; empty for accounts. */
std::string classOption(const OperationRequest& request) {
    const bool isAccount = request.objectClass.empty() ||
                           equalNames(request.objectClass, muster::object_class::kAccount);
    return isAccount ? "" : " --class " + request.objectClass;
}

/** `update zoom u1 floor=VALUE`, for what was refused. */
std::string updateCommand(const OperationRequest& request, const OperationResult& result,
                          const std::string& object) {
    std::string command =
        fmt::format("update {} {}{}", request.target, object, classOption(request));
    for (const std::string& name : result.error->attributes) {
        command += " " + name + "=VALUE";
    }
    return command + (result.error->attributes.empty() ? " NAME=VALUE" : "");
}

void showNextOfPartial(Output& output, const OperationRequest& request,
                       const OperationResult& result, const std::string& object) {
    output.line("outcome: partial; the steps marked \"applied\" stay as they are");
    if (isValueAtFault(request, result.error)) {
        output.line(fmt::format("next: give another value: \"{}\"{}",
                                updateCommand(request, result, object),
                                result.id ? fmt::format("; \"operation resume {0}\" would send the "
                                                        "same one again, \"operation abandon {0} "
                                                        "--why TEXT\" closes this operation, "
                                                        "\"operation show {0}\" has the details",
                                                        number(result))
                                          : ""));
        return;
    }
    if (!result.waiting.reason.empty()) {
        output.line(printable("next: " + result.waiting.reason));
        return;
    }
    output.line(fmt::format("next: mend what the error says{}",
                            result.id ? ", then \"operation resume " + number(result) +
                                            "\" sends what was not applied; \"operation show " +
                                            number(result) + "\" has the details"
                                      : ", then give what was not applied again"));
}

void showNextStep(Output& output, const OperationRequest& request, const OperationResult& result) {
    const std::string uid = result.report ? result.report->uid : std::string();
    const std::string name = givenName(request, result);
    const std::string* asked = request.objectUid();
    const std::string object = !uid.empty() ? uid : asked != nullptr ? *asked : "name:" + name;
    if (result.outcome == Outcome::kUnknown) {
        output.line("outcome: unknown; the target may have done it or not");
        output.line(fmt::format(
            "next: look with \"get {} {}{}\" before you repeat it{}", request.target, object,
            classOption(request),
            result.id ? "; \"operation resume " + number(result) +
                            "\" finds out what became of it and goes on, \"operation show " +
                            number(result) + "\" has the details"
                      : ""));
    } else if (result.outcome == Outcome::kPartial) {
        showNextOfPartial(output, request, result, object);
    }
}

}  // namespace

namespace {

/** Whether the error says already what it waits for. */
bool isTold(const OperationResult& result) {
    return result.error && (result.state == store::OperationState::kNeedsSecret ||
                            result.error->message.find(result.waiting.reason) != std::string::npos);
}

/** What an operation that is not over waits for. */
void showWaiting(Output& output, const OperationResult& result, LineOrigin origin) {
    const bool isOver = result.state == store::OperationState::kEnded ||
                        result.state == store::OperationState::kInterrupted;
    if (isOver) {
        return;
    }
    std::string text = fmt::format("operation {} is ", number(result));
    text += result.state == store::OperationState::kNeedsSecret ? "in need of a secret"
            : result.state == store::OperationState::kConflict  ? "in conflict"
                                                                : toString(result.state);
    text += result.waiting.notBefore ? " until " + result.waiting.notBefore->toString() : "";
    text += isTold(result) ? "" : ": " + result.waiting.reason;
    const bool isByItself = result.waiting.notBefore && origin == LineOrigin::kPrompt;
    text += isByItself ? ", and it does so by itself while this prompt is open" : "";
    output.line(printable(text));
}

}  // namespace

void showResult(Output& output, const OperationRequest& request, const OperationResult& result,
                LineOrigin origin) {
    const bool isDone = result.outcome == Outcome::kApplied && !result.error;
    if (output.isJson()) {
        output.record(resultRecord(request, result));
    } else if (isDone) {
        output.text(printable(doneSentence(request, result)) + "\n");
    }
    for (const Notice& notice : result.notices) {
        output.notice(notice);
    }
    if (isDone) {
        showWaiting(output, result, origin);
        return;
    }
    if (result.error) {
        output.error(*result.error);
    }
    showWaiting(output, result, origin);
    if (result.state != store::OperationState::kEnded) {
        showSteps(output, result);
    } else if (result.outcome == Outcome::kPartial || result.outcome == Outcome::kUnknown) {
        showSteps(output, result);
        showNextStep(output, request, result);
    } else {
        output.note("nothing was changed at the target" +
                    (result.id ? " [operation " + number(result) + "]" : ""));
        if (!result.waiting.reason.empty()) {
            output.line(printable("next: " + result.waiting.reason));
        }
    }
}

namespace {

std::string_view modeWord(DeltaMode mode) {
    switch (mode) {
        case DeltaMode::kReplace:
            return "replace";
        case DeltaMode::kAdd:
            return "add";
        case DeltaMode::kRemove:
            return "remove";
    }
    return "replace";
}

std::string_view modeSign(DeltaMode mode) {
    return mode == DeltaMode::kAdd ? "+=" : mode == DeltaMode::kRemove ? "-=" : "=";
}

/** The changes asked for, those of a create as replacements. */
std::vector<AttributeDelta> requested(const OperationRequest& request) {
    std::vector<AttributeDelta> changes = request.deltas;
    for (const Attribute& attribute : request.attributes) {
        changes.push_back({DeltaMode::kReplace, attribute});
    }
    return changes;
}

/** As it would be typed; a secret has no text form. */
std::string requestedText(const OperationRequest& request) {
    std::string text;
    for (const AttributeDelta& delta : requested(request)) {
        const std::string head = delta.name() + std::string(modeSign(delta.mode));
        if (delta.attribute.values().empty()) {
            text += (text.empty() ? "" : " ") + head;
        }
        for (const Value& value : delta.attribute.values()) {
            text += fmt::format("{}{}\"{}\"", text.empty() ? "" : " ", head, value.toDisplay());
        }
    }
    return text;
}

boost::json::array requestedJson(const OperationRequest& request) {
    boost::json::array changes;
    for (const AttributeDelta& delta : requested(request)) {
        changes.push_back(boost::json::object{{"attribute", delta.name()},
                                              {"change", modeWord(delta.mode)},
                                              {"values", toJson(delta.attribute)}});
    }
    return changes;
}

Record planRecord(const OperationRequest& request, const OperationResult& result) {
    Record record;
    record.add("dry run", "dry_run", Cell::flag(true));
    record.add("kind", "kind", toString(request.kind));
    record.add("target", "target", request.target);
    boost::json::array requests;
    for (const host::PlannedRequest& planned : result.planned) {
        requests.push_back(boost::json::object{{"step", planned.step},
                                               {"template", planned.operationKey},
                                               {"method", planned.method},
                                               {"url", planned.url},
                                               {"body", planned.body},
                                               {"action", planned.action}});
    }
    record.add("requests", "requests", {"", std::move(requests)});
    record.add("requested", "requested", {"", requestedJson(request)});
    record.add("lookups", "lookups", Cell::list(result.lookupsUsed));
    record.add("error", "error", {"", errorJson(result.error)});
    record.add("sent", "sent", Cell::flag(false));
    record.add("changed", "changed", Cell::flag(false));
    return record;
}

std::string planText(const OperationRequest& request, const OperationResult& result,
                     PlanOf planOf) {
    std::string text;
    int index = 0;
    for (const host::PlannedRequest& planned : result.planned) {
        text +=
            fmt::format("{}. {}", ++index, planned.step.empty() ? "read" : "step " + planned.step);
        text += planned.method.empty()
                    ? "\n"
                    : fmt::format(": {} {}\n", planned.method, printable(planned.url));
        const auto detail = [&text](std::string_view title, const std::string& value) {
            text += value.empty() ? "" : fmt::format("   {:<9} {}\n", title, printable(value));
        };
        detail("template", planned.operationKey);
        detail("action", planned.action);
        detail("body", planned.body);
    }
    std::string lookups;
    for (const std::string& name : result.lookupsUsed) {
        lookups += (lookups.empty() ? "" : ", ") + name;
    }
    const std::string changes = planOf == PlanOf::kConnector ? requestedText(request) : "";
    text += changes.empty() ? "" : "requested: " + printable(changes) + "\n";
    text += lookups.empty() ? "" : "lookups used: " + lookups + "\n";
    const bool isIdle = result.planned.empty() && !result.error;
    if (planOf == PlanOf::kConnector) {
        return text + (isIdle ? "no step is needed\n" : "") + "nothing was changed\n";
    }
    return text + (isIdle ? "no request is needed\n" : "") + "nothing was sent\n";
}

}  // namespace

void showPlan(Output& output, const OperationRequest& request, const OperationResult& result,
              PlanOf planOf) {
    for (const Notice& notice : result.notices) {
        output.notice(notice);
    }
    if (result.error) {
        output.error(*result.error);
    }
    if (output.isJson()) {
        output.record(planRecord(request, result));
    } else {
        output.text(planText(request, result, planOf));
    }
}

}  // namespace muster::shell
