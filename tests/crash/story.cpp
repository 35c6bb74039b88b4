#include "story.h"

namespace crash {
namespace {

/// Each line with two blanks before it.
void indent(std::ostream& out, const std::string& text) {
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        out << "    " << text.substr(begin, end - begin) << "\n";
        begin = end + 1;
    }
}

void tellRun(std::ostream& out, const Run& run) {
    out << "  run: " << run.kill.toText() << "; "
        << (run.wasKilled ? "killed" : "ended with " + std::to_string(run.ended.exitCode)) << "\n";
    indent(out, run.what);
    indent(out, run.ended.out);
    indent(out, run.ended.err);
}

void tellOperation(std::ostream& out, const OperationRow& row) {
    out << "    " << row.text() << ", attempt " << row.attempt << ", begun " << row.startedUs
        << " us" << (row.reason.empty() ? "" : "\n      reason: " + row.reason)
        << (row.error.empty() ? "" : "\n      error: " + row.error) << "\n";
    for (const StepRow& step : row.steps) {
        out << "      step " << step.ordinal << " of attempt " << step.attempt << ", \""
            << step.name << "\", " << step.method << " " << step.target << ", begun "
            << step.startedUs << " us: " << wordOf(step.recorded) << ", found out "
            << wordOf(step.settled) << "\n";
    }
}

void tellWrite(std::ostream& out, const Write& write) {
    out << "    request " << write.number << " at " << write.arrivedMs << " ms: " << write.method
        << " " << write.target << (write.action.empty() ? "" : " (" + write.action + ")")
        << " answered " << write.status << (write.hadEffect ? ", took effect" : "") << "\n";
}

void tellObject(std::ostream& out, const Object& object) {
    out << "    " << object.name << ", Uid " << object.uid;
    for (const auto& [name, value] : object.fields) out << ", " << name << " \"" << value << "\"";
    out << "\n";
}

}  // namespace

void tellStory(std::ostream& out, const Verdict& verdict) {
    const Facts& facts = verdict.facts;
    out << "round " << verdict.plan.number << ": " << verdict.plan.workload.name << "\n";
    for (const auto& [key, seed] : verdict.plan.workload.seeds) {
        out << "  seeded: " << seed.name << ", " << seed.state << "\n";
    }
    for (const std::string& fault : verdict.plan.faults) out << "  fault: " << fault << "\n";
    for (const std::string& fault : verdict.plan.laterFaults) {
        out << "  fault while going on: " << fault << "\n";
    }
    out << "  settle window: " << verdict.plan.settleSeconds << " s\n";
    for (const Run& run : verdict.runs) tellRun(out, run);
    out << "  the journal after the first run:\n";
    for (const OperationRow& row : facts.left) tellOperation(out, row);
    out << "  the journal at the end:\n";
    for (const OperationRow& row : facts.operations) tellOperation(out, row);
    out << "  writes at the simulator:\n";
    for (const Write& write : facts.writes) tellWrite(out, write);
    out << "  other requests:\n";
    for (const std::string& line : facts.reads) out << "    " << line << "\n";
    out << "  objects at the simulator:\n";
    for (const Object& object : facts.objects) tellObject(out, object);
    for (const Finding& finding : verdict.findings) {
        out << "  FINDING (" << finding.rule << "): " << finding.sentence << "\n";
    }
}

}  // namespace crash
