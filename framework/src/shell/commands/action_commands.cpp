#include "shell/commands/commands.h"
#include "shell/session.h"

namespace muster::shell {
namespace {

/** `[times]` for one that may be left out. */
std::string parameterName(const AttributeInfo& info) {
    return info.required ? info.name : "[" + info.name + "]";
}

/** `group, [times]`: what the action takes. */
Cell parameterNames(const ActionInfo& action) {
    std::vector<std::string> names;
    names.reserve(action.parameters.size());
    for (const AttributeInfo& info : action.parameters) {
        names.push_back(parameterName(info));
    }
    return Cell::list(names);
}

Table parameterTable(const std::vector<ActionInfo>& actions) {
    Table table{.columns = {{"action", "action"},
                            {"parameter", "name"},
                            {"type", "type"},
                            {"required", "required"},
                            {"values from", "lookup"},
                            {"description", "description"}}};
    for (const ActionInfo& action : actions) {
        for (const AttributeInfo& info : action.parameters) {
            table.rows.push_back({action.name, info.name, toString(info.type),
                                  Cell::flag(info.required),
                                  info.referenceClass.empty() ? info.lookup : info.referenceClass,
                                  info.description});
        }
    }
    return table;
}

}  // namespace

ExitCode listActions(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    const auto target = session.target(call.argument(0), code);
    if (!target) {
        return code;
    }
    const std::vector<ActionInfo>& actions = target->description->actions;
    Table table{.columns = {{"action", "name"},
                            {"class", "class"},
                            {"parameters", "parameters"},
                            {"description", "description"}}};
    for (const ActionInfo& action : actions) {
        table.rows.push_back(
            {action.name, action.objectClass, parameterNames(action), action.description});
    }
    session.output().table(table, "the connector of this target has no actions");
    Table parameters = parameterTable(actions);
    if (!parameters.rows.empty() && !session.output().isJson()) {
        session.output().table(parameters, "");
    }
    return ExitCode::kDone;
}

}  // namespace muster::shell
