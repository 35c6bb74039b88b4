#include "shell/commands/diagnostic_output.h"

#include <algorithm>

namespace muster::shell {

void tellFindings(Output& output, const std::vector<xml::Diagnostic>& findings) {
    for (const xml::Diagnostic& finding : findings) {
        output.line(finding.position.toString() + ": " +
                    std::string(xml::toString(finding.severity)) + ": " + finding.message);
        if (!finding.hint.empty()) {
            output.line("hint: " + finding.hint);
        }
    }
}

int countErrors(const std::vector<xml::Diagnostic>& findings) {
    return static_cast<int>(std::count_if(
        findings.begin(), findings.end(),
        [](const xml::Diagnostic& finding) { return finding.severity == xml::Severity::kError; }));
}

Table findingsTable(const std::vector<xml::Diagnostic>& findings) {
    Table table{.columns = {{"file", "file"},
                            {"line", "line"},
                            {"column", "column"},
                            {"severity", "severity"},
                            {"message", "message"},
                            {"hint", "hint"}}};
    for (const xml::Diagnostic& finding : findings) {
        table.rows.push_back({finding.position.file, Cell::numberOrNothing(finding.position.line),
                              Cell::numberOrNothing(finding.position.column),
                              xml::toString(finding.severity), finding.message, finding.hint});
    }
    return table;
}

}  // namespace muster::shell
