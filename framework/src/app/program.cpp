#include "app/program.h"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include <langinfo.h>
#include <poll.h>
#include <pwd.h>
#include <unistd.h>

#include "app/program_options.h"
#include "host/catalogue/probe.h"
#include "shell/completion.h"
#include "shell/file_checks.h"
#include "shell/home_services.h"
#include "shell/interrupt.h"
#include "shell/line_editor.h"
#include "shell/shell.h"
#include "shell/terminal.h"

namespace muster::app {
namespace {

using shell::ExitCode;

std::string userName() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr ? entry->pw_name : "uid " + std::to_string(::getuid());
}

/** Line editing needs to know how wide characters are, also where no UTF-8 locale is set. */
void useUtf8() {
    const bool isSet = std::setlocale(LC_CTYPE, "") != nullptr;
    if (!isSet || std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) {
        std::setlocale(LC_CTYPE, "C.UTF-8");
    }
}

ExitCode runPrompt(shell::Session& session, shell::Shell& shell, shell::Interrupt& interrupt) {
    if (auto opened = session.open(); !opened) {
        session.output().error(opened.error());
        return ExitCode::kHome;
    }
    interrupt.setInteractive(true);
    shell::LineEditor editor("muster> ", [&](std::string_view line) {
        return shell::completions(line, &session.services());
    });
    editor.useHistory(session.services().homeFolder() + "/run/history");
    return shell.runPrompt(editor);
}

ExitCode run(const ProgramOptions& options, shell::Session& session, shell::Interrupt& interrupt) {
    shell::Shell shell(session);
    const shell::OnFailure onFailure =
        options.keepsGoing ? shell::OnFailure::kKeepGoing : shell::OnFailure::kStop;
    if (!options.commands.empty()) {
        return shell.runCommands(options.commands, onFailure);
    }
    return ::isatty(STDIN_FILENO) != 0
               ? runPrompt(session, shell, interrupt)
               : shell.runScript(std::cin, onFailure,
                                 options.echoes ? shell::Echo::kOn : shell::Echo::kOff);
}

/** Whether results could not be written for another reason than a reader who left early. */
bool lostResults() {
    std::cout.flush();
    pollfd results{STDOUT_FILENO, POLLOUT, 0};
    return !std::cout.good() && ::poll(&results, 1, 0) >= 0 && (results.revents & POLLERR) == 0;
}

/** Writes what is queued, then ends the process. */
int finish(shell::Session& session, ExitCode code) {
    bool mustLeave = false;
    if (session.isOpen()) {
        if (auto closed = session.services().close(); !closed) {
            const ExitCode failure = session.fail(closed.error());
            code = code == ExitCode::kDone ? failure : code;
        }
        mustLeave = session.services().hasAbandoned();
    }
    if (lostResults()) {
        session.output().error({.message = "the results could not be written to standard output",
                                .hint = "is the disk full?"});
        code = code == ExitCode::kDone ? ExitCode::kInternal : code;
    }
    if (mustLeave) {
        // A thread may still be inside a connector: unloading it would end badly.
        std::cout.flush();
        std::cerr.flush();
        std::_Exit(static_cast<int>(code));
    }
    return static_cast<int>(code);
}

}  // namespace

int runProgram(int argc, char** argv, const store::JournalOptions& journal) {
    if (argc == 3 && std::strcmp(argv[1], host::kProbeArgument) == 0) {
        host::probeMain(argv[2]);
    }
    std::signal(SIGPIPE, SIG_IGN);
    useUtf8();
    const ParsedOptions parsed = parseProgramOptions(argc, argv);
    if (!parsed.options) {
        return parsed.exitCode;
    }
    const ProgramOptions& options = *parsed.options;
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    shell::Interrupt interrupt;
    shell::Output output(std::cout, std::cerr, options.output);
    const bool hasScript = options.commands.empty();
    shell::ValueSource values(
        {.input = hasScript || ::isatty(STDIN_FILENO) != 0 ? nullptr : &std::cin,
         .ask = &shell::askOnTerminal});
    shell::FolderChecks checks;
    shell::Session session({.output = output,
                            .values = values,
                            .checks = checks,
                            .openHome = [&]() -> Result<std::unique_ptr<shell::Services>> {
                                MUSTER_ASSIGN_OR_RETURN(
                                    auto opened, shell::HomeServices::open({.folder = options.home,
                                                                            .log = options.log,
                                                                            .journal = journal}));
                                return std::unique_ptr<shell::Services>(std::move(opened));
                            },
                            .cancellation = &interrupt,
                            .askedBy = userName(),
                            .isLongLived = hasScript});
    const ExitCode code = run(options, session, interrupt);
    return finish(session, code);
}

}  // namespace muster::app
