#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/log.h"
#include "shell/output.h"

namespace muster::app {

/** What the program was started with. */
struct ProgramOptions {
    std::optional<std::string> home = {};
    std::vector<std::string> commands = {};
    bool keepsGoing = false;
    bool echoes = false;
    shell::OutputOptions output = {};
    host::LogSettings log = {};
};

/** The options, or the exit code with which the program ends at once (help, version, mistakes). */
struct ParsedOptions {
    std::optional<ProgramOptions> options = {};
    int exitCode = 0;
};

/** Reads the program's arguments; help and version go to standard output, mistakes to standard
 * error. */
ParsedOptions parseProgramOptions(int argc, char** argv);

}  // namespace muster::app
