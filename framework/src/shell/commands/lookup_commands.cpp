#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "shell/commands/commands.h"
#include "shell/commands/diagnostic_output.h"
#include "shell/commands/synced_lookups.h"
#include "shell/session.h"

namespace muster::shell {
namespace {

/** A lookup with the folder that it was read from. */
struct Found {
    std::shared_ptr<const lookup::LookupCatalog> catalog;
    const lookup::LookupDefinition* definition;
    std::string connector;
};

std::string folderName(const std::string& folder) {
    return std::filesystem::path(folder).filename().string();
}

/** What the folders of the home hold. */
struct HomeLookups {
    std::vector<Found> found = {};
    /** Something was refused. */
    bool hasErrors = false;
};

/** All lookups of the home; findings of folders that cannot be used are told. */
HomeLookups homeLookups(Session& session) {
    HomeLookups all;
    for (const std::string& folder : session.services().lookupFolders()) {
        xml::Diagnostics findings;
        const auto catalog = lookup::LookupCatalog::load(folder, findings);
        tellFindings(session.output(), findings.sorted());
        all.hasErrors = all.hasErrors || findings.hasErrors();
        if (catalog == nullptr) {
            continue;
        }
        for (const lookup::LookupDefinition* definition : catalog->all()) {
            all.found.push_back({catalog, definition, folderName(folder)});
        }
    }
    return all;
}

Record lookupRecord(const Found& found) {
    const lookup::LookupDefinition& definition = *found.definition;
    std::vector<std::string> languages;
    for (const lookup::LookupEntry& entry : definition.entries()) {
        for (const lookup::Decode& decode : entry.decodes) {
            if (std::find(languages.begin(), languages.end(), decode.language) == languages.end()) {
                languages.push_back(decode.language);
            }
        }
    }
    Record record;
    record.add("name", "name", definition.name());
    record.add("description", "description", definition.description());
    record.add("connector", "connector", found.connector);
    record.add("values", "closed",
               {definition.isClosed() ? "only those listed" : "any", definition.isClosed()});
    record.add("default", "default",
               definition.defaultCodeKey() ? Cell(definition.defaultCodeKey()->text) : Cell());
    record.add("file", "file", definition.position().toString());
    Table table{.columns = {{"code key", "code_key"}}};
    for (const std::string& language : languages) {
        table.columns.push_back({"decode (" + language + ")", "decode_" + language});
    }
    table.columns.push_back({"legacy", "legacy"});
    table.columns.push_back({"description", "description"});
    for (const lookup::LookupEntry& entry : definition.entries()) {
        Row row{entry.codeKey.text};
        for (const std::string& language : languages) {
            const auto decode = std::find_if(
                entry.decodes.begin(), entry.decodes.end(),
                [&](const lookup::Decode& candidate) { return candidate.language == language; });
            row.push_back(decode == entry.decodes.end() ? Cell() : Cell(decode->text));
        }
        row.push_back({entry.legacy ? "yes" : "", entry.legacy});
        row.emplace_back(entry.description);
        table.rows.push_back(std::move(row));
    }
    record.sections.push_back({"Entries", "entries", std::move(table)});
    return record;
}

}  // namespace

ExitCode listLookups(Session& session, const Invocation& call) {
    std::vector<Found> found;
    bool isAllRefused = false;
    std::vector<Row> synced;
    if (call.argument(0).empty()) {
        HomeLookups all = homeLookups(session);
        found = std::move(all.found);
        isAllRefused = found.empty() && all.hasErrors;
    } else {
        ExitCode code = ExitCode::kDone;
        const auto target = session.target(call.argument(0), code);
        if (!target) {
            return code;
        }
        if (target->lookups != nullptr) {
            for (const lookup::LookupDefinition* definition : target->lookups->all()) {
                found.push_back({target->lookups, definition, target->target->connector});
            }
        }
        if (auto added = addSynced(session, *target, synced); !added) {
            return session.fail(added.error());
        }
    }
    const std::string& language = session.output().language();
    Table table{.columns = {{"lookup", "name"},
                            {"connector", "connector"},
                            {"values", "closed"},
                            {"default", "default"},
                            {"entries", "entries"},
                            {"known values", "known_values"}}};
    for (const Found& each : found) {
        const lookup::LookupDefinition& definition = *each.definition;
        const auto size = static_cast<std::int64_t>(definition.entries().size());
        table.rows.push_back(
            {definition.name(),
             each.connector,
             {definition.isClosed() ? "closed" : "open", definition.isClosed()},
             definition.defaultCodeKey() ? Cell(definition.defaultCodeKey()->text) : Cell(),
             Cell::number(size),
             definition.knownValues(language)});
    }
    std::move(synced.begin(), synced.end(), std::back_inserter(table.rows));
    session.output().table(table, isAllRefused ? "no lookup can be used" : "there is no lookup");
    return isAllRefused ? ExitCode::kHome : ExitCode::kDone;
}

ExitCode showLookup(Session& session, const Invocation& call) {
    if (call.argument(0).find('/') != std::string::npos) {
        return showSynced(session, call.argument(0));
    }
    const std::vector<Found> all = homeLookups(session).found;
    std::vector<std::string_view> names;
    bool isFound = false;
    for (const Found& each : all) {
        names.push_back(each.definition->name());
        if (each.definition->name() == call.argument(0)) {
            session.output().record(lookupRecord(each));
            isFound = true;
        }
    }
    if (isFound) {
        return ExitCode::kDone;
    }
    const std::string_view near = xml::nearest(call.argument(0), names);
    return session.fail({.code = ErrorCode::kUnknownUid,
                         .message = names.empty()
                                        ? fmt::format("there is no lookup \"{}\"", call.argument(0))
                                        : fmt::format("there is no lookup \"{}\"; known are {}",
                                                      call.argument(0), xml::quotedList(names)),
                         .hint = near.empty() ? "" : fmt::format("did you mean \"{}\"?", near)});
}

namespace {

using Check = std::size_t (FileChecks::*)(const std::string&, xml::Diagnostics&);

/** `lookup check` and `template check`: the folder given, or all of the home. */
ExitCode check(Session& session, const Invocation& call, Check run, std::string_view what) {
    std::vector<std::string> folders;
    if (!call.argument(0).empty()) {
        folders.push_back(call.argument(0));
    } else if (auto opened = session.open(); opened) {
        folders = session.services().lookupFolders();
    } else {
        session.output().error(opened.error());
        return ExitCode::kHome;
    }
    const bool isHome = call.argument(0).empty();
    if (isHome && run == &FileChecks::checkTemplates) {
        std::erase_if(folders, [&](const std::string& folder) {
            return !session.checks().hasTemplates(folder);
        });
    }
    xml::Diagnostics findings;
    std::size_t good = 0;
    for (const std::string& folder : folders) {
        good += (session.checks().*run)(folder, findings);
    }
    // A home needs none: its connectors may do their own I/O.
    if (good == 0 && findings.empty() && !isHome) {
        session.output().error(
            {.code = ErrorCode::kConfiguration,
             .message = fmt::format("there is no {} to check in \"{}\"", what, call.argument(0)),
             .hint = "name the folder of one connector, e.g. lookups/zoom"});
        return ExitCode::kHome;
    }
    const auto sorted = findings.sorted();
    if (session.output().isJson()) {
        session.output().table(findingsTable(sorted), "nothing was found to be wrong");
    } else {
        tellFindings(session.output(), sorted);
    }
    const int errors = countErrors(sorted);
    const auto warnings = static_cast<int>(sorted.size()) - errors;
    const std::string summary =
        fmt::format("{} good {}{}, {} error{}, {} warning{}", good, what, good == 1 ? "" : "s",
                    errors, errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
    if (session.output().isJson()) {
        session.output().note(summary);
    } else {
        session.output().text(summary + "\n");
    }
    return errors > 0 ? ExitCode::kHome : ExitCode::kDone;
}

}  // namespace

ExitCode checkLookups(Session& session, const Invocation& call) {
    return check(session, call, &FileChecks::checkLookups, "lookup");
}

ExitCode checkTemplates(Session& session, const Invocation& call) {
    return check(session, call, &FileChecks::checkTemplates, "template");
}

}  // namespace muster::shell
