#include <filesystem>

#include <fmt/format.h>

#include "shell/commands/commands.h"
#include "shell/session.h"
#include "shell/text_width.h"

namespace muster::shell {
namespace {

Cell found(const host::CatalogueEntry& entry) {
    return entry.failure ? Cell(entry.failure->step + ": found " + entry.failure->found +
                                "; expected " + entry.failure->expected)
                         : Cell();
}

Cell failureJson(const host::CatalogueEntry& entry) {
    Cell cell = found(entry);
    if (!entry.failure) {
        return {"", nullptr};
    }
    cell.json = boost::json::object{{"step", entry.failure->step},
                                    {"found", entry.failure->found},
                                    {"expected", entry.failure->expected},
                                    {"hint", entry.failure->hint}};
    return cell;
}

/** The failure as a list shows it: what was found, on one line. */
Cell briefFailure(const host::CatalogueEntry& entry) {
    constexpr std::size_t kWidth = 72;
    Cell cell = failureJson(entry);
    if (entry.failure) {
        cell.text = shortened(entry.failure->step + ": " + entry.failure->found, kWidth);
    }
    return cell;
}

std::string_view supportWord(Support support) {
    switch (support) {
        case Support::kNone:
            return "-";
        case Support::kSupported:
            return "yes";
        case Support::kSameAsDisable:
            return "as disable";
        case Support::kSameAsDelete:
            return "as delete";
    }
    return "-";
}

Record entryRecord(const host::CatalogueEntry& entry) {
    Record record;
    record.add("name", "name", entry.name);
    record.add("version", "version", entry.version);
    record.add("state", "state", host::toString(entry.state()));
    record.add("file", "file", entry.file);
    record.add("sha256", "sha256", entry.sha256);
    record.add("failed at", "failure", failureJson(entry));
    Cell warnings = Cell::list(entry.warnings);
    record.add("warnings", "warnings", std::move(warnings));
    return record;
}

Table classTable(const Description& description) {
    Table table{.columns = {{"class", "name"},
                            {"create", "create"},
                            {"update", "update"},
                            {"delete", "delete"},
                            {"disassociate", "disassociate"},
                            {"get", "get"},
                            {"search", "search"}}};
    for (const ObjectClassInfo& info : description.classes) {
        table.rows.push_back({info.name, supportWord(info.create), supportWord(info.update),
                              supportWord(info.remove), supportWord(info.disassociate),
                              supportWord(info.get), supportWord(info.search)});
    }
    return table;
}

Table propertyTable(const Description& description) {
    Table table{.columns = {{"property", "name"},
                            {"type", "type"},
                            {"required", "required"},
                            {"confidential", "confidential"},
                            {"used by", "used_by"},
                            {"default", "default"},
                            {"allowed", "allowed"},
                            {"help", "help"}}};
    for (const PropertyInfo& info : description.properties) {
        table.rows.push_back({info.name, toString(info.type), Cell::flag(info.required),
                              Cell::flag(info.confidential), info.hostOwned ? "host" : "connector",
                              info.defaultValue, Cell::list(info.allowed),
                              info.retired.empty() ? info.help : "no more: " + info.retired});
    }
    return table;
}

Table optionTable(const Description& description) {
    Table table{.columns = {{"option", "name"},
                            {"class", "class"},
                            {"type", "type"},
                            {"commands", "commands"},
                            {"allowed", "allowed"},
                            {"help", "help"}}};
    for (const ObjectClassInfo& info : description.classes) {
        for (const OptionInfo& option : info.options) {
            table.rows.push_back({option.name, info.name, toString(option.type),
                                  Cell::list(option.operations), Cell::list(option.allowed),
                                  option.description});
        }
    }
    return table;
}

Table actionTable(const Description& description) {
    Table table{
        .columns = {{"action", "name"}, {"class", "class"}, {"description", "description"}}};
    for (const ActionInfo& info : description.actions) {
        table.rows.push_back({info.name, info.objectClass, info.description});
    }
    return table;
}

Table keyTable(const Description& description) {
    Table table{.columns = {{"operation key", "key"},
                            {"required", "required"},
                            {"idempotent", "idempotent"},
                            {"placeholders", "placeholders"},
                            {"description", "description"}}};
    for (const OperationKeyInfo& info : description.operationKeys) {
        table.rows.push_back({info.key, Cell::flag(info.required), Cell::flag(info.idempotent),
                              Cell::list(info.placeholders), info.description});
    }
    return table;
}

/** Which credentials a connector is given itself, so that nobody has to guess. */
std::vector<std::string> ownCredentials(const Description& description) {
    std::vector<std::string> names;
    for (const PropertyInfo& info : description.properties) {
        if (info.confidential && !info.hostOwned) {
            names.push_back(info.name);
        }
    }
    return names;
}

}  // namespace

ExitCode listConnectors(Session& session, const Invocation& /*call*/) {
    auto entries = session.services().connectors();
    if (!entries) {
        return session.fail(entries.error());
    }
    Table table{.columns = {{"connector", "name"},
                            {"version", "version"},
                            {"state", "state"},
                            {"file", "file"},
                            {"problem", "failure"}}};
    const host::CatalogueEntry* bad = nullptr;
    for (const host::CatalogueEntry& entry : *entries) {
        table.rows.push_back({entry.name, entry.version, host::toString(entry.state()), entry.file,
                              briefFailure(entry)});
        bad = bad == nullptr && entry.failure ? &entry : bad;
    }
    session.output().table(table,
                           "there is no connector yet; put a .so into the plugins folder of \"" +
                               session.services().homeFolder() + "\"");
    if (bad == nullptr) {
        return ExitCode::kDone;
    }
    // A file without a readable name is shown by the name of the file.
    std::string name =
        bad->name.empty() ? std::filesystem::path(bad->file).stem().string() : bad->name;
    name += bad->version.empty() ? "" : " " + bad->version;
    session.output().note(fmt::format("\"connector show {}\" tells all of its problem", name));
    return ExitCode::kHome;
}

ExitCode showConnector(Session& session, const Invocation& call) {
    const std::string version = call.argument(1);
    auto view = session.services().connector(
        call.argument(0),
        version.empty() ? std::nullopt : std::optional<std::string_view>(version));
    if (!view) {
        return session.fail(view.error());
    }
    Record record = entryRecord(view->entry);
    if (view->description != nullptr) {
        const Description& description = *view->description;
        record.fields.insert(record.fields.begin() + 1,
                             {{"title", "title"}, Cell(description.displayName)});
        record.add("requests", "uses_templated_calls",
                   {description.usesTemplatedCalls ? "sent by the host from templates"
                                                   : "sent by the connector itself",
                    description.usesTemplatedCalls});
        const auto credentials = ownCredentials(description);
        record.add("is given secrets", "given_secrets", Cell::list(credentials));
        record.add("lookups", "lookups", Cell::list(description.lookups));
        record.sections.push_back({"Object classes", "classes", classTable(description)});
        record.sections.push_back({"Properties", "properties", propertyTable(description)});
        record.sections.push_back({"Options", "options", optionTable(description)});
        record.sections.push_back({"Actions", "actions", actionTable(description)});
        record.sections.push_back({"Operation keys", "operation_keys", keyTable(description)});
    }
    session.output().record(record);
    return view->entry.failure ? ExitCode::kHome : ExitCode::kDone;
}

ExitCode verifyConnector(Session& session, const Invocation& call) {
    const host::CatalogueEntry entry = session.checks().verifyConnector(call.argument(0));
    if (!entry.failure || session.output().isJson()) {
        session.output().record(entryRecord(entry));
    }
    for (const std::string& warning : entry.warnings) {
        session.output().warning(warning);
    }
    return entry.failure ? session.fail(host::toError(*entry.failure, call.argument(0)))
                         : ExitCode::kDone;
}

}  // namespace muster::shell
