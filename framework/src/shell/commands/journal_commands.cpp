#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "provision/moment.h"
#include "shell/commands/commands.h"
#include "shell/session.h"

namespace muster::shell {
namespace {

Cell moment(const Time& time) {
    if (time.microseconds == 0) {
        return Cell("", nullptr);
    }
    // Whole seconds are enough for people.
    return Cell(Time{time.microseconds - time.microseconds % 1'000'000}.toString(),
                boost::json::value(time.toString()));
}

/** Parses what the request was; a text that is no JSON is shown as it is. */
boost::json::value requestJson(const std::string& text) {
    boost::system::error_code fault;
    boost::json::value value = boost::json::parse(text, fault);
    return fault ? boost::json::value(text) : value;
}

std::string outcomeText(const store::OperationRecord& record) {
    if (record.state == store::OperationState::kOpen) {
        return "";
    }
    return std::string(toString(record.outcome)) + (record.accepted ? ", accepted" : "");
}

Cell outcomeCell(const store::OperationRecord& record) {
    return Cell::words(outcomeText(record), toString(record.outcome));
}

Cell errorCell(const std::optional<store::ErrorRecord>& error) {
    if (!error) {
        return {"", nullptr};
    }
    std::string text = error->message + " [" + std::string(toString(error->code));
    text += error->httpStatus == 0 ? "" : fmt::format(", HTTP {}", error->httpStatus);
    text += error->targetCode.empty() ? "" : ", target code " + error->targetCode;
    return {text + "]", boost::json::object{{"code", toString(error->code)},
                                            {"message", error->message},
                                            {"hint", error->hint},
                                            {"http_status", error->httpStatus},
                                            {"target_code", error->targetCode}}};
}

/** Which attempt of its step it was: one that was not applied and is tried again is a further
 * record of the same name. */
std::int64_t attemptOf(const std::vector<store::StepRecord>& steps, const store::StepRecord& step) {
    return std::count_if(steps.begin(), steps.end(), [&](const store::StepRecord& other) {
        return other.ordinal <= step.ordinal && other.start.name == step.start.name &&
               other.start.operationKey == step.start.operationKey;
    });
}

Cell stepOutcome(const store::StepRecord& step) {
    const std::string recorded =
        step.end ? std::string(toString(step.end->outcome)) : "no end recorded";
    const std::string found =
        step.settled ? "; found out: " + std::string(toString(*step.settled)) : "";
    return Cell::words(recorded + found, toString(step.outcome()));
}

bool isPartial(const store::OperationRecord& record) {
    return record.state == store::OperationState::kEnded && record.outcome == Outcome::kPartial;
}

/** Somebody should go on with it; what was not applied at all may be left as it is. */
bool waitsForSomebody(const store::OperationRecord& record) {
    return record.isUnsettled() || isPartial(record);
}

/** A value was refused, and a resume or a retry would send the same one again. Who asks anew may
 * give another. */
bool isValueAtFault(const store::OperationRecord& record) {
    const bool hasValues = record.kind == store::OperationKind::kCreate ||
                           record.kind == store::OperationKind::kUpdate;
    return hasValues && record.state == store::OperationState::kEnded && record.error &&
           record.outcome != Outcome::kUnknown &&
           (record.error->code == ErrorCode::kInvalidAttributeValue ||
            record.error->code == ErrorCode::kAlreadyExists);
}

std::string commandWithAnotherValue(const store::OperationRecord& record) {
    const bool isMade =
        record.kind != store::OperationKind::kCreate || record.outcome == Outcome::kPartial;
    const std::string object = record.uid.empty() ? "name:" + record.name : record.uid;
    return fmt::format("{} {}{}{} NAME=VALUE", isMade ? "update" : "create", record.target,
                       isMade ? " " + object : "",
                       equalNames(record.objectClass, object_class::kAccount)
                           ? ""
                           : " --class " + record.objectClass);
}

/** Which command goes on with an operation that is not over. */
std::string nextCommand(const store::OperationRecord& record) {
    const std::string resume = fmt::format("operation resume {}", record.id.number);
    const bool isNotDone =
        record.state == store::OperationState::kEnded && record.outcome == Outcome::kNotApplied;
    if (record.state == store::OperationState::kConflict) {
        return resume +
               (record.foundUid.empty() ? "" : " --take " + record.foundUid + " or " + resume) +
               " --not-applied";
    }
    if (record.overtakenBy) {
        return resume + " --anyway or operation abandon " + std::to_string(record.id.number) +
               " --why TEXT";
    }
    if (record.state == store::OperationState::kNeedsSecret) {
        return resume + " NAME=@prompt";
    }
    if (isValueAtFault(record)) {
        return commandWithAnotherValue(record);
    }
    return isNotDone                  ? fmt::format("operation retry {}", record.id.number)
           : waitsForSomebody(record) ? resume
                                      : "";
}

Table stepTable(const std::vector<store::StepRecord>& steps) {
    Table table{.columns = {{"#", "ordinal"},
                            {"run", "run"},
                            {"step", "name"},
                            {"attempt", "attempt"},
                            {"outcome", "outcome"},
                            {"method", "method"},
                            {"url", "url"},
                            {"action", "action"},
                            {"template", "template"},
                            {"http", "http_status"},
                            {"code", "target_code"},
                            {"ms", "duration_ms"},
                            {"started", "started"}}};
    for (const store::StepRecord& step : steps) {
        const store::StepEnd end = step.end.value_or(store::StepEnd{});
        const std::int64_t duration = end.duration.count();
        const bool isOwn = step.start.method.empty();  // the connector's own I/O has no address
        table.rows.push_back(
            {Cell::number(step.ordinal.number), Cell::number(step.attempt), step.start.name,
             Cell::number(attemptOf(steps, step)), stepOutcome(step), step.start.method,
             isOwn ? "" : step.start.url, isOwn ? step.start.url : "", step.start.operationKey,
             Cell::numberOrNothing(end.httpStatus), end.targetCode,
             step.end ? Cell::number(duration) : Cell("", nullptr), moment(step.start.started)});
    }
    return table;
}

Record operationRecord(const store::OperationRecord& operation, const std::string& name) {
    Record record;
    record.add("operation", "operation", Cell::number(operation.id.number));
    record.add("kind", "kind", toString(operation.kind));
    record.add("target", "target", operation.target);
    record.add("class", "class", operation.objectClass);
    record.add("uid", "uid", operation.uid);
    record.add("name", "name", name);
    record.add("state", "state", toString(operation.state));
    record.add("outcome", "outcome", outcomeCell(operation));
    record.fields.push_back({{"", "accepted", true}, Cell::flag(operation.accepted)});
    record.add("known", "reason", operation.reason);
    record.add("not before", "not_before",
               operation.notBefore ? moment(*operation.notBefore) : Cell("", nullptr));
    record.add("waiting changes", "deferred_changes",
               operation.deferredJson.empty()
                   ? Cell("", nullptr)
                   : Cell(operation.deferredJson, requestJson(operation.deferredJson)));
    record.add("found uid", "found_uid", operation.foundUid);
    record.add("decided by", "decided_by", operation.decidedBy);
    record.add("next", "next", nextCommand(operation));
    record.add("attempts", "attempts", Cell::number(operation.attempt));
    record.add("error", "error", errorCell(operation.error));
    record.fields.push_back(
        {{"hint", "hint"}, operation.error ? Cell(operation.error->hint) : Cell("", nullptr)});
    record.add("started", "started", moment(operation.started));
    record.add("ended", "ended", operation.ended ? moment(*operation.ended) : Cell("", nullptr));
    record.add("asked by", "asked_by", operation.askedBy);
    record.add("connector", "connector",
               operation.connectorName + " " + operation.connectorVersion);
    record.add("correlation", "correlation", operation.correlationId);
    record.add("request", "request", {operation.requestJson, requestJson(operation.requestJson)});
    record.sections.push_back({"Steps", "steps", stepTable(operation.steps)});
    Table notices{.columns = {{"notice", "code"}, {"message", "message"}}};
    for (const Notice& notice : operation.notices) {
        notices.rows.push_back({notice.code, notice.message});
    }
    record.sections.push_back({"Notices", "notices", std::move(notices)});
    return record;
}

std::optional<Time> momentOption(const Invocation& call, std::string_view name) {
    const auto text = call.option(name);
    if (!text) {
        return std::nullopt;
    }
    auto moment = provision::parseMoment(*text, Time::now());
    return moment ? std::optional(*moment) : std::nullopt;
}

std::optional<Outcome> outcomeOption(const Invocation& call) {
    const auto word = call.option("outcome");
    if (!word) {
        return std::nullopt;
    }
    return outcomeFromString(*word == "not-applied" ? "not applied" : *word);
}

/** What the object is called: by the operation, or else by the account that it is about. */
std::string nameOf(Session& session, const store::OperationRecord& record) {
    if (!record.name.empty() || record.uid.empty()) {
        return record.name;
    }
    const auto account = session.services().account(record.target, record.uid, record.objectClass);
    return account && *account && (*account)->uid == record.uid ? (*account)->name : "";
}

/** How many are asked for: one more than is shown tells whether there is more. */
constexpr std::int64_t kOneMore = 1;

/** Drops the one that is more than the limit, and says so. */
template <typename Records>
bool cut(Records& records, std::int64_t limit) {
    const bool isMore = static_cast<std::int64_t>(records.size()) > limit;
    if (isMore) {
        records.resize(static_cast<std::size_t>(limit));
    }
    return isMore;
}

void noteLimit(Session& session, bool isMore, std::int64_t limit) {
    if (isMore) {
        session.output().note(fmt::format("the first {}; there are more (--limit)", limit));
    }
}

}  // namespace

ExitCode listOperations(Session& session, const Invocation& call) {
    const std::int64_t limit = call.count("limit").value_or(100);
    store::OperationQuery query{.target = call.option("target"),
                                .outcome = outcomeOption(call),
                                .since = momentOption(call, "since"),
                                .until = momentOption(call, "until"),
                                .limit = limit + kOneMore};
    if (const auto word = call.option("state")) {
        query.unsettled = *word == "unsettled";
        query.state =
            store::operationStateFromString(*word == "needs-secret" ? "needs secret" : *word);
    }
    if (const auto word = call.option("kind")) {
        query.kind = store::operationKindFromString(*word);
    }
    auto found = session.services().operations(query);
    if (!found) {
        return session.fail(found.error());
    }
    const bool isMore = cut(*found, limit);
    Table table{.columns = {{"operation", "operation"},
                            {"started", "started"},
                            {"target", "target"},
                            {"kind", "kind"},
                            {"name", "name"},
                            {"uid", "uid"},
                            {"state", "state"},
                            {"outcome", "outcome"},
                            {"error", "error"},
                            {"next", "next"}}};
    for (const store::OperationRecord& record : *found) {
        Cell error = errorCell(record.error);
        error.text = record.error ? std::string(toString(record.error->code)) : "";
        table.rows.push_back({Cell::number(record.id.number), moment(record.started), record.target,
                              toString(record.kind), nameOf(session, record), record.uid,
                              toString(record.state), outcomeCell(record), std::move(error),
                              waitsForSomebody(record) ? nextCommand(record) : ""});
    }
    session.output().table(table, "no operation was found");
    noteLimit(session, isMore, limit);
    return ExitCode::kDone;
}

ExitCode showOperation(Session& session, const Invocation& call) {
    const std::string text = call.argument(0);
    std::int64_t number = 0;
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (stop != text.data() + text.size() || fault != std::errc() || number < 1) {
        return session.failUsage(
            {.code = ErrorCode::kConfiguration,
             .message = fmt::format("\"{}\" is no operation, expected its number", text),
             .hint = "\"operation list\" shows them"});
    }
    auto found = session.services().operation({number});
    if (!found) {
        return session.fail(found.error());
    }
    if (!*found) {
        return session.fail({.code = ErrorCode::kUnknownUid,
                             .message = fmt::format("the journal has no operation {}", number),
                             .hint = "\"operation list\" shows them"});
    }
    session.output().record(operationRecord(**found, nameOf(session, **found)));
    return ExitCode::kDone;
}

ExitCode listAccounts(Session& session, const Invocation& call) {
    const std::int64_t limit = call.count("limit").value_or(100);
    const store::AccountQuery query{.target = call.option("target"),
                                    .objectClass = call.option("class"),
                                    .state = call.option("state"),
                                    .limit = limit + kOneMore};
    auto found = session.services().accounts(query);
    if (!found) {
        return session.fail(found.error());
    }
    const bool isMore = cut(*found, limit);
    Table table{.columns = {{"target", "target"},
                            {"class", "class"},
                            {"name", "name"},
                            {"uid", "uid"},
                            {"state", "state"},
                            {"released", "released"},
                            {"last seen", "last_seen"},
                            {"operation", "last_operation"}}};
    for (const store::AccountRecord& record : *found) {
        table.rows.push_back(
            {record.target,
             record.objectClass,
             record.name,
             record.uid,
             record.state,
             {record.released ? "yes" : "", record.released},
             moment(record.lastSeen),
             record.lastOperation ? Cell::number(record.lastOperation->number) : Cell()});
    }
    session.output().table(table, "no account was found");
    noteLimit(session, isMore, limit);
    return ExitCode::kDone;
}

ExitCode showAccount(Session& session, const Invocation& call) {
    std::string_view wanted = call.arguments[1];
    for (const std::string_view prefix : {"uid:", "name:"}) {
        if (wanted.starts_with(prefix)) {
            wanted.remove_prefix(prefix.size());
            break;
        }
    }
    auto found =
        session.services().account(call.argument(0), wanted, call.option("class").value_or(""));
    if (!found) {
        return session.fail(found.error());
    }
    if (!*found) {
        return session.fail(
            {.code = ErrorCode::kUnknownUid,
             .message = fmt::format("the journal knows no account \"{}\" of target \"{}\"", wanted,
                                    call.argument(0)),
             .hint = fmt::format("\"get {} {}{}\" asks the target itself", call.argument(0),
                                 call.argument(1),
                                 call.option("class") ? " --class " + *call.option("class") : "")});
    }
    const store::AccountRecord& account = **found;
    Record record;
    record.add("target", "target", account.target);
    record.add("class", "class", account.objectClass);
    record.add("uid", "uid", account.uid);
    record.add("name", "name", account.name);
    record.add("state", "state", account.state);
    record.add("released", "released", Cell::flag(account.released));
    record.add("remembered", "remembered",
               account.rememberedJson.empty()
                   ? Cell()
                   : Cell(account.rememberedJson, requestJson(account.rememberedJson)));
    record.add("first seen", "first_seen", moment(account.firstSeen));
    record.add("last seen", "last_seen", moment(account.lastSeen));
    record.add("last operation", "last_operation",
               account.lastOperation ? Cell::number(account.lastOperation->number) : Cell());
    session.output().record(record);
    return ExitCode::kDone;
}

}  // namespace muster::shell
