#include <algorithm>

#include <fmt/format.h>

#include "shell/commands/commands.h"
#include "shell/commands/object_arguments.h"
#include "shell/session.h"

namespace muster::shell {
namespace {

std::string summaryOf(const provision::CheckResult& result, std::size_t errors) {
    const std::size_t warnings = result.findings.size() - errors;
    std::string text = fmt::format("{} {}, {} {}", errors, errors == 1 ? "error" : "errors",
                                   warnings, warnings == 1 ? "warning" : "warnings");
    return text + (result.isCut ? "; there are more" : "");
}

}  // namespace

ExitCode checkTarget(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    if (!session.target(call.argument(0), code)) {
        return code;
    }
    const auto result =
        session.services().check(call.argument(0), timeoutOf(call), session.cancellation());
    if (!result) {
        return session.fail(result.error());
    }
    Table table{.columns = {{"severity", "severity"},
                            {"class", "class"},
                            {"object", "name"},
                            {"uid", "uid"},
                            {"finding", "code"},
                            {"what", "message"},
                            {"do", "hint"}}};
    for (const CheckFinding& finding : result->findings) {
        table.rows.push_back({std::string(toString(finding.severity)), finding.objectClass,
                              finding.name, finding.uid, finding.code, finding.message,
                              finding.hint});
    }
    session.output().table(table, "nothing was found that would make provisioning fail");
    for (const Notice& notice : result->notices) {
        session.output().notice(notice);
    }
    const auto errors = static_cast<std::size_t>(std::count_if(
        result->findings.begin(), result->findings.end(), [](const CheckFinding& finding) {
            return finding.severity == CheckFinding::Severity::kError;
        }));
    if (!result->findings.empty()) {
        session.output().note(summaryOf(*result, errors));
    }
    return errors > 0 ? ExitCode::kFindings : ExitCode::kDone;
}

}  // namespace muster::shell
