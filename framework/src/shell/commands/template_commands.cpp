#include <fmt/format.h>

#include "shell/commands/commands.h"
#include "shell/session.h"

namespace muster::shell {

ExitCode listTemplates(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    if (!session.target(call.argument(0), code)) {
        return code;
    }
    auto templates = session.services().templates(call.argument(0));
    if (!templates) {
        return session.fail(templates.error());
    }
    Table table{
        .columns = {
            {"operation key", "key"}, {"method", "method"}, {"path", "path"}, {"file", "file"}}};
    for (const TemplateView& each : *templates) {
        table.rows.push_back({each.key, each.method, each.path, each.file});
    }
    session.output().table(table,
                           "the connector of this target sends its requests itself; it has "
                           "no templates");
    return ExitCode::kDone;
}

ExitCode showTemplate(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    if (!session.target(call.argument(0), code)) {
        return code;
    }
    auto templates = session.services().templates(call.argument(0));
    if (!templates) {
        return session.fail(templates.error());
    }
    std::vector<std::string_view> keys;
    for (const TemplateView& each : *templates) {
        keys.push_back(each.key);
        if (each.key == call.argument(1)) {
            Record record;
            record.add("key", "key", each.key);
            record.add("method", "method", each.method);
            record.add("path", "path", each.path);
            Table details{.columns = {{"detail", "name"}, {"value", "value"}}};
            for (const auto& [name, value] : each.details) {
                details.rows.push_back({name, value});
            }
            record.add("file", "file", each.file);
            record.sections.push_back({"Details", "details", std::move(details)});
            session.output().record(record);
            return ExitCode::kDone;
        }
    }
    const std::string_view near = xml::nearest(call.argument(1), keys);
    return session.fail(
        {.code = ErrorCode::kUnknownUid,
         .message = fmt::format("target \"{}\" has no template \"{}\"", call.argument(0),
                                call.argument(1)),
         .hint = near.empty() ? fmt::format("\"template list {}\" shows the keys", call.argument(0))
                              : fmt::format("did you mean \"{}\"?", near)});
}

}  // namespace muster::shell
