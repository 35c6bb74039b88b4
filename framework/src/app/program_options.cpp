#include "app/program_options.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

#include "shell/exit_code.h"
#include "xml/diagnostics.h"
#include <muster/abi/connector_abi.h>

namespace muster::app {
namespace {

/** "ja" when the environment asks for Japanese (POSIX: LC_ALL before LC_MESSAGES before LANG). */
std::string usualLanguage() {
    for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value = std::getenv(name);
        if (value != nullptr && *value != '\0') {
            return std::string_view(value).starts_with("ja") ? "ja" : "en";
        }
    }
    return "en";
}

std::string version() {
    return "muster " + std::to_string(MUSTER_ABI_MAJOR) + "." + std::to_string(MUSTER_ABI_MINOR) +
           "." + std::to_string(MUSTER_PATCH);
}

/** Takes the words listed, and says what was given and what is expected. */
CLI::Validator oneOf(std::vector<std::string_view> words) {
    const std::string expected = xml::quotedList(words);
    const auto check = [words = std::move(words), expected](const std::string& given) {
        const bool isKnown = std::find(words.begin(), words.end(), given) != words.end();
        return isKnown ? std::string() : "found \"" + given + "\", expected " + expected;
    };
    return CLI::Validator(check, "");
}

/** What is wrong with the command line, in our words. */
std::string sentenceOf(const CLI::ParseError& problem) {
    const std::string told = problem.what();
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem) != nullptr) {
        return told.substr(0, told.find(':')) + " needs a value";
    }
    return told;
}

}  // namespace

ParsedOptions parseProgramOptions(int argc, char** argv) {
    using Severity = host::Log::Severity;
    ProgramOptions options{.output = {.language = usualLanguage()}};
    CLI::App app{
        "muster provisions identities at targets through connector plugins.\n"
        "Commands come from -c, else from standard input; at a terminal there is a prompt.\n"
        "\"muster -c help\" lists the commands.",
        "muster"};
    app.set_version_flag("--version", version(), "Show the version and exit");
    app.add_option("--home", options.home, "The home folder (else $MUSTER_HOME, see the manual)")
        ->type_name("DIR");
    app.add_option("-c", options.commands, "Run a command; may be repeated")
        ->type_name("COMMAND")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_flag("--keep-going", options.keepsGoing, "Go on after a command that failed");
    app.add_flag("--echo", options.echoes, "Show each line of a script before it runs");
    const std::map<std::string, shell::Format> formats{{"table", shell::Format::kTable},
                                                       {"json", shell::Format::kJson}};
    std::string form = "table";
    app.add_option("--output", form, "Form of the results: table or json")
        ->type_name("FORM")
        ->check(oneOf({"table", "json"}));
    app.add_option("--lang", options.output.language, "Language of lookup labels: en or ja")
        ->type_name("LANG")
        ->check(oneOf({"en", "ja"}));
    const std::map<std::string, Severity> levels{{"error", Severity::kError},
                                                 {"warning", Severity::kWarning},
                                                 {"info", Severity::kInfo},
                                                 {"debug", Severity::kDebug},
                                                 {"trace", Severity::kTrace}};
    std::string level;
    app.add_option("--log-level", level, "What is logged: error, warning, info, debug or trace")
        ->type_name("LEVEL")
        ->check(oneOf({"error", "warning", "info", "debug", "trace"}));
    app.add_option("--log-file", options.log.file, "Log there and not on standard error")
        ->type_name("FILE");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        if (stop.get_exit_code() == 0) {  // --help or --version
            return {.exitCode = app.exit(stop, std::cout, std::cerr)};
        }
        std::cerr << "error: " << sentenceOf(stop) << "\nhint: muster --help lists the options\n";
        return {.exitCode = static_cast<int>(shell::ExitCode::kUsage)};
    }
    options.output.format = formats.at(form);
    options.log.least = level.empty() ? options.log.least : levels.at(level);
    return {.options = std::move(options)};
}

}  // namespace muster::app
