#include <algorithm>

#include <fmt/format.h>

#include "rest/limits/limit_spec.h"
#include "shell/commands/commands.h"
#include "shell/commands/diagnostic_output.h"
#include "shell/session.h"
#include "shell/text_width.h"

namespace muster::shell {
namespace {

/** As wide as a problem is shown in a list; all of it is told by `target show`. */
constexpr std::size_t kProblemWidth = 72;

boost::json::array problemsJson(const TargetSummary& entry) {
    boost::json::array array;
    for (const xml::Diagnostic& problem : entry.problems) {
        array.emplace_back(problem.toString());
    }
    return array;
}

/** The problem that matters most, with its place in the file, which has a column of its own. */
std::string firstProblem(const TargetSummary& entry) {
    const auto worst = std::find_if(
        entry.problems.begin(), entry.problems.end(),
        [](const xml::Diagnostic& each) { return each.severity == xml::Severity::kError; });
    const xml::Diagnostic& problem =
        worst == entry.problems.end() ? entry.problems.front() : *worst;
    const bool isHere = problem.position.file == entry.file && problem.position.line > 0;
    return (isHere ? fmt::format("{}:{}: ", problem.position.line, problem.position.column) : "") +
           problem.message;
}

Cell problems(const TargetSummary& entry) {
    Cell cell;
    if (!entry.problems.empty()) {
        cell.text = shortened(firstProblem(entry), kProblemWidth);
    }
    if (entry.problems.size() > 1) {
        cell.text += fmt::format(" (and {} more)", entry.problems.size() - 1);
    }
    cell.json = problemsJson(entry);
    return cell;
}

Record brokenRecord(const TargetSummary& entry) {
    Record record;
    record.add("name", "name", entry.name);
    record.add("connector", "connector", entry.connector);
    record.add("state", "state", "bad");
    record.add("file", "file", entry.file);
    record.add("", "problems", {"", problemsJson(entry)});
    return record;
}

/** `by hana since 2026-01-31T08:05:00Z: migration`. */
Cell holdCell(const std::optional<store::TargetHold>& hold) {
    if (!hold) {
        return {"", nullptr};
    }
    return {fmt::format("by {} since {}: {}", hold->by, hold->since.toString(), hold->why),
            boost::json::object{
                {"by", hold->by}, {"since", hold->since.toString()}, {"why", hold->why}}};
}

/** Where a setting's value comes from; nothing when it has none. */
Cell origin(const host::Target::Setting& setting) {
    return setting.value.isNull() ? Cell("", nullptr) : setting.isDefault ? "default" : "file";
}

Record targetRecord(const TargetView& view) {
    const host::Target& target = *view.target;
    Record record;
    record.add("name", "name", target.name);
    record.add("description", "description", target.description);
    record.add("connector", "connector", target.connector);
    record.add("version", "connector_version", target.connectorVersion);
    record.add("state", "state", view.hold ? "held" : "ok");
    record.add("hold", "hold", holdCell(view.hold));
    record.add("stuck calls", "stuck", Cell::numberOrNothing(view.stuck));
    record.add("file", "file", target.file);
    record.add("workers", "workers", Cell::number(target.workers));
    record.add("timeout", "timeout_ms",
               {fmt::format("{} ms", target.timeout.count()), target.timeout.count()});
    record.add("longest wait", "longest_wait_ms",
               {fmt::format("{} ms", target.longestWait.count()), target.longestWait.count()});
    Table table{.columns = {{"property", "name"},
                            {"value", "value"},
                            {"from", "from"},
                            {"type", "type"},
                            {"confidential", "confidential"},
                            {"used by", "used_by"}}};
    for (const host::Target::Setting& setting : target.settings) {
        table.rows.push_back({setting.info.name, setting.value.toDisplay(), origin(setting),
                              toString(setting.info.type), Cell::flag(setting.info.confidential),
                              setting.info.hostOwned ? "host" : "connector"});
    }
    record.sections.push_back({"Properties", "properties", std::move(table)});
    return record;
}

std::vector<Cell> limitRow(const rest::LimitStatus& limit) {
    const Cell used =
        limit.usedToday ? Cell(fmt::format("{} of {}", *limit.usedToday, limit.perDay.value_or(0)),
                               boost::json::value(*limit.usedToday))
                        : Cell("", nullptr);
    const Cell refused =
        limit.lastRefused
            ? Cell(Time{limit.lastRefused->time_since_epoch().count() / 1'000'000 * 1'000'000}
                       .toString())
            : Cell("", nullptr);
    const Cell paused = limit.pausedFor ? Cell(rest::displayDuration(*limit.pausedFor),
                                               boost::json::value(limit.pausedFor->count()))
                                        : Cell("", nullptr);
    return {limit.name,
            limit.labels,
            limit.key,
            limit.permits,
            used,
            Cell::number(limit.waiting),
            Cell::number(limit.underWay),
            refused,
            paused};
}

/** `create, update, read` as an attribute allows it. */
Cell uses(const AttributeInfo& info) {
    std::vector<std::string> words;
    if (info.creatable) {
        words.emplace_back("create");
    }
    if (info.updateable) {
        words.emplace_back("update");
    }
    if (info.readable) {
        words.emplace_back("read");
    }
    return Cell::list(words);
}

void addAttributeRows(Table& table, const std::vector<AttributeInfo>& attributes,
                      const std::string& className, const std::string& prefix) {
    for (const AttributeInfo& info : attributes) {
        const std::string type =
            std::string(toString(info.type)) + (info.multiValued ? ", several" : "");
        table.rows.push_back({className,
                              prefix + info.name,
                              info.nativeName,
                              Cell::words(type, toString(info.type)),
                              {"", info.multiValued},
                              Cell::flag(info.required),
                              uses(info),
                              info.referenceClass.empty() ? info.lookup : info.referenceClass,
                              Cell::numberOrNothing(info.maxLength),
                              info.description});
        addAttributeRows(table, info.attributes, className, prefix + info.name + ".");
    }
}

}  // namespace

ExitCode listTargets(Session& session, const Invocation& /*call*/) {
    auto entries = session.services().targets();
    if (!entries) {
        return session.fail(entries.error());
    }
    Table table{.columns = {{"target", "name"},
                            {"connector", "connector"},
                            {"state", "state"},
                            {"file", "file"},
                            {"hold", "hold"},
                            {"problem", "problems"}}};
    for (const TargetSummary& entry : *entries) {
        const char* const state = !entry.isUsable ? "bad" : entry.hold ? "held" : "ok";
        table.rows.push_back({entry.name, entry.connector, state, entry.file, holdCell(entry.hold),
                              problems(entry)});
    }
    session.output().table(table,
                           "there is no target yet; put an XML file into the targets "
                           "folder of \"" +
                               session.services().homeFolder() + "\"");
    const auto bad = std::find_if(entries->begin(), entries->end(),
                                  [](const TargetSummary& entry) { return !entry.isUsable; });
    if (bad == entries->end()) {
        return ExitCode::kDone;
    }
    session.output().note(fmt::format("\"target show {}\" tells all of its problem", bad->name));
    return ExitCode::kHome;
}

ExitCode showTarget(Session& session, const Invocation& call) {
    auto entries = session.services().targets();
    if (!entries) {
        return session.fail(entries.error());
    }
    const auto entry = std::find_if(
        entries->begin(), entries->end(),
        [&](const TargetSummary& candidate) { return candidate.name == call.argument(0); });
    if (entry != entries->end()) {
        tellFindings(session.output(), entry->problems);
    }
    if (entry != entries->end() && !entry->isUsable) {
        session.output().record(brokenRecord(*entry));
        return ExitCode::kHome;
    }
    ExitCode code = ExitCode::kDone;
    const auto view = session.target(call.argument(0), code);
    if (view) {
        session.output().record(targetRecord(*view));
    }
    return code;
}

ExitCode testTarget(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    if (!session.target(call.argument(0), code)) {
        return code;
    }
    std::vector<Notice> notices;
    const Result<void> ended =
        session.services().test(call.argument(0), notices, session.cancellation());
    boost::json::array array;
    for (const Notice& notice : notices) {
        array.push_back(boost::json::object{{"code", notice.code}, {"message", notice.message}});
        session.output().notice(notice);
    }
    if (!ended) {
        return session.fail(ended.error());
    }
    Record record;
    record.add("target", "target", call.argument(0));
    record.add("test", "test", "ok");
    record.add("", "notices", {"", std::move(array)});
    session.output().record(record);
    return ExitCode::kDone;
}

ExitCode showLimits(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    if (!session.target(call.argument(0), code)) {
        return code;
    }
    const auto limits = session.services().limits(call.argument(0));
    if (!limits) {
        return session.fail(limits.error());
    }
    Table table{.columns = {{"limit", "name"},
                            {"label", "labels"},
                            {"of", "key"},
                            {"permits", "permits"},
                            {"used today", "used_today"},
                            {"waiting now", "waiting"},
                            {"under way", "under_way"},
                            {"last refusal", "last_refused"},
                            {"stands still", "paused_ms"}}};
    for (const rest::LimitStatus& each : *limits) {
        table.rows.push_back(limitRow(each));
    }
    session.output().table(table, "nothing is limited: the connector has no limits.xml");
    return ExitCode::kDone;
}

ExitCode showSchema(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    const auto view = session.target(call.argument(0), code);
    if (!view) {
        return code;
    }
    const std::string wanted = call.argument(1);
    Table table{.columns = {{"class", "class"},
                            {"attribute", "name"},
                            {"native name", "native_name"},
                            {"type", "type"},
                            {"", "multi_valued", true},
                            {"required", "required"},
                            {"in", "in"},
                            {"values from", "lookup"},
                            {"longest", "max_length"},
                            {"description", "description"}}};
    std::vector<std::string_view> names;
    bool isFound = wanted.empty();
    for (const ObjectClassInfo& info : view->description->classes) {
        names.push_back(info.name);
        if (wanted.empty() || equalNames(info.name, wanted)) {
            isFound = true;
            addAttributeRows(table, info.attributes, info.name, "");
        }
    }
    if (!isFound) {
        return session.failUsage(
            {.code = ErrorCode::kConfiguration,
             .message = fmt::format("target \"{}\" has no object class \"{}\", expected {}",
                                    call.argument(0), wanted, xml::quotedList(names))});
    }
    session.output().table(table, "the schema has no attribute");
    return ExitCode::kDone;
}

}  // namespace muster::shell
