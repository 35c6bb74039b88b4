#include "shell/commands/synced_lookups.h"

#include <fmt/format.h>

#include "provision/reference_names.h"
#include "shell/commands/commands.h"
#include "xml/diagnostics.h"

namespace muster::shell {
namespace {

constexpr std::int64_t kMostShown = 20'000;
/** As many as fit in a cell of `lookup list`. */
constexpr std::size_t kFewNames = 5;

Result<std::vector<store::AccountRecord>> known(Session& session, const std::string& target,
                                                const std::string& className) {
    MUSTER_ASSIGN_OR_RETURN(
        std::vector<store::AccountRecord> found,
        session.services().accounts(
            {.target = target, .objectClass = className, .released = false, .limit = kMostShown}));
    std::erase_if(found, [](const store::AccountRecord& record) {
        return record.state == provision::kStateDeleted;
    });
    return found;
}

std::string firstNames(const std::vector<store::AccountRecord>& records) {
    std::string text;
    for (std::size_t i = 0; i < records.size() && i < kFewNames; ++i) {
        text += (text.empty() ? "" : ", ") + records[i].name;
    }
    return text + (records.size() > kFewNames ? ", ..." : "");
}

/** The class that was asked for, or all that names are read of. */
Result<std::vector<std::string>> classesToRead(const TargetView& target,
                                               const std::string& className) {
    const std::vector<std::string> referred = provision::referredClasses(*target.description);
    if (className.empty() && !referred.empty()) {
        return referred;
    }
    if (const ObjectClassInfo* info = target.description->findClass(className)) {
        return std::vector<std::string>{info->name};
    }
    const std::vector<std::string_view> names(referred.begin(), referred.end());
    return Error{.code = ErrorCode::kConfiguration,
                 .message = className.empty()
                                ? fmt::format("no attribute of target \"{}\" refers to objects of "
                                              "a class, so there are no names to read",
                                              target.target->name)
                                : fmt::format("target \"{}\" has no object class \"{}\"{}{}",
                                              target.target->name, className,
                                              names.empty() ? "" : "; names are read of ",
                                              names.empty() ? "" : xml::quotedList(names))};
}

/** Reads the names of one class after the other. One that cannot be read does not keep the others
 * from being read, unless the target cannot be reached or the caller has had enough. */
class SyncRun {
public:
    SyncRun(Session& session, std::string target) : session_(session), target_(std::move(target)) {}

    ExitCode run(const std::vector<std::string>& classes) {
        std::vector<Error> failures;
        for (const std::string& className : classes) {
            if (!failures.empty() && endsAll(failures.back())) {
                add(className, Cell(), "not read: the one before failed");
                continue;
            }
            const Result<std::int64_t> count =
                session_.services().syncNames(target_, className, session_.cancellation());
            if (count) {
                add(className, Cell::number(*count), "read");
            } else {
                add(className, Cell(), fmt::format("not read: {}", toString(count.error().code)));
                failures.push_back(named(count.error(), className));
            }
        }
        session_.output().table(table_, "");
        ExitCode code = ExitCode::kDone;
        for (const Error& failure : failures) {
            const ExitCode own = session_.fail(failure);
            code = code == ExitCode::kDone ? own : code;
        }
        return code;
    }

private:
    /** Whether the next class would fail in the same way. */
    static bool endsAll(const Error& error) {
        return error.code != ErrorCode::kPermissionDenied && error.code != ErrorCode::kNotSupported;
    }

    Error named(Error error, const std::string& className) const {
        error.message = fmt::format("the names of {}/{} were not read, those known before stay: {}",
                                    target_, className, error.message);
        if (error.code == ErrorCode::kPermissionDenied) {
            error.hint += fmt::format(
                "{}\"target test {}\" tells the scopes that are missing; a "
                "class that is not needed is left out of the target by its "
                "object-classes",
                error.hint.empty() ? "" : "; ", target_);
        }
        return error;
    }

    void add(const std::string& className, Cell entries, std::string state) {
        table_.rows.push_back({target_ + "/" + className, std::move(entries), std::move(state)});
    }

    Session& session_;
    std::string target_;
    Table table_{.columns = {{"lookup", "name"}, {"entries", "entries"}, {"state", "state"}}};
};

}  // namespace

Result<void> addSynced(Session& session, const TargetView& target, std::vector<Row>& rows) {
    for (const std::string& className : provision::referredClasses(*target.description)) {
        MUSTER_ASSIGN_OR_RETURN(const auto records, known(session, target.target->name, className));
        rows.push_back({target.target->name + "/" + className,
                        target.target->connector,
                        {"open", false},
                        Cell(),
                        Cell::number(static_cast<std::int64_t>(records.size())),
                        firstNames(records)});
    }
    return {};
}

ExitCode showSynced(Session& session, const std::string& name) {
    const std::size_t slash = name.find('/');
    ExitCode code = ExitCode::kDone;
    const auto target = session.target(name.substr(0, slash), code);
    if (!target) {
        return code;
    }
    const std::string className = name.substr(slash + 1);
    if (target->description->findClass(className) == nullptr) {
        return session.fail({.code = ErrorCode::kUnknownUid,
                             .message = fmt::format("target \"{}\" has no object class \"{}\"",
                                                    target->target->name, className),
                             .hint = "`lookup list " + target->target->name + "` shows them"});
    }
    const auto records = known(session, target->target->name, className);
    if (!records) {
        return session.fail(records.error());
    }
    Record record;
    record.add("name", "name", name);
    record.add("connector", "connector", target->target->connector);
    record.add("values", "closed", {"any uid, or one of these names", false});
    Table table{.columns = {{"uid", "uid"}, {"name", "name"}, {"last seen", "last_seen"}}};
    for (const store::AccountRecord& each : *records) {
        table.rows.push_back({each.uid, each.name, each.lastSeen.toString()});
    }
    record.sections.push_back({"Entries", "entries", std::move(table)});
    session.output().record(record);
    if (records->empty()) {
        session.output().note("no names are known yet; read them with \"lookup sync " +
                              target->target->name + "\"");
    }
    return ExitCode::kDone;
}

ExitCode syncLookups(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    const auto target = session.target(call.argument(0), code);
    if (!target) {
        return code;
    }
    const auto classes = classesToRead(*target, call.argument(1));
    if (!classes) {
        return session.failUsage(classes.error());
    }
    return SyncRun(session, call.argument(0)).run(*classes);
}

}  // namespace muster::shell
