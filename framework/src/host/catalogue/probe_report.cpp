#include "host/catalogue/probe_report.h"

#include <algorithm>
#include <vector>

namespace muster::host {
namespace {

std::vector<std::string> split(std::string_view line) {
    std::vector<std::string> fields;
    while (true) {
        const std::size_t tab = line.find('\t');
        fields.emplace_back(line.substr(0, tab));
        if (tab == std::string_view::npos) {
            return fields;
        }
        line.remove_prefix(tab + 1);
    }
}

}  // namespace

std::string ProbeReport::field(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
    return text;
}

ProbeReport::ProbeReport(std::string_view text) {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        readLine(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
}

void ProbeReport::readLine(std::string_view line) {
    const std::vector<std::string> fields = split(line);
    if (fields.size() == 2 && fields[0] == "phase") {
        phase_ = fields[1];
    } else if (fields.size() == 1 && fields[0] == "ok") {
        isComplete_ = true;
    } else if (fields.size() == 5 && fields[0] == "failed") {
        isComplete_ = true;
        failure_ = CheckFailure{fields[1], fields[2], fields[3], fields[4]};
    }
}

std::string ProbeReport::phaseLine(std::string_view phase) {
    return "phase\t" + field(std::string(phase)) + "\n";
}

std::string ProbeReport::verdictLine(const std::optional<CheckFailure>& failure) {
    return failure ? "failed\t" + field(failure->step) + "\t" + field(failure->found) + "\t" +
                         field(failure->expected) + "\t" + field(failure->hint) + "\n"
                   : "ok\n";
}

std::string ProbeReport::where() const {
    if (phase_.empty()) {
        return "before anything was loaded";
    }
    return phase_ == kLoadPhase ? "while loading" : "in its " + phase_;
}

std::string ProbeReport::doing() const {
    if (phase_.empty()) {
        return "starting";
    }
    return phase_ == kLoadPhase ? "loading" : "in its " + phase_;
}

}  // namespace muster::host
