#include "muster_script.h"

namespace support {
namespace {

/// No command of muster: the failure of this line says that the one before is over.
constexpr std::string_view kMarker = "end-of-the-command";

std::string failureOf(int line) {
    return "line " + std::to_string(line) + " of the script failed\n";
}

}  // namespace

MusterScript::MusterScript(const SandboxHome& home) : child_(home.program({"--keep-going"})) {}

Finished MusterScript::run(const std::string& command) {
    child_.write(command + "\n" + std::string(kMarker) + "\n");
    line_ += 2;
    const std::string ended = failureOf(line_);
    Finished done = child_.takeUntilErrorLine(ended.substr(0, ended.size() - 1));
    const auto marker = done.err.find(kMarker);
    const auto begin = marker == std::string::npos ? marker : done.err.rfind('\n', marker);
    done.err.resize(begin == std::string::npos ? 0 : begin + 1);
    const std::string failure = failureOf(line_ - 1);
    const auto at = done.err.find(failure);
    if (at != std::string::npos) {
        done.exitCode = 1;
        done.err.erase(at, failure.size());
    }
    return done;
}

}  // namespace support
