#include "shell/shell.h"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "shell/value_source.h"
#include "xml/diagnostics.h"

namespace muster::shell {
namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

bool isSecretName(std::string_view name) {
    const std::string folded = lower(name);
    for (const std::string_view part : {"pass", "pasw", "pwd", "secret", "token"}) {
        if (folded.find(part) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/** Enabling and disabling are updates to a connector. */
bool isFor(const OptionInfo& option, std::string_view command) {
    const std::string_view operation =
        command == "enable" || command == "disable" ? "update" : command;
    return std::any_of(
        option.operations.begin(), option.operations.end(),
        [&](const std::string& name) { return name == operation || name == command; });
}

}  // namespace

bool looksSecret(std::string_view line) {
    auto words = splitLine(line);
    if (!words) {
        return isSecretName(line);
    }
    const bool found = std::any_of(words->begin(), words->end(), [](const Word& word) {
        const std::size_t equals = word.text.find_first_of("=:");
        return equals != std::string::npos && equals + 1 < word.text.size() &&
               isSecretName(std::string_view(word.text).substr(0, equals)) &&
               !isReference(std::string_view(word.text).substr(equals + 1));
    });
    wipe(*words);
    return found;
}

ExitCode Shell::runLine(std::string& line, LineOrigin origin) {
    session_.setOrigin(origin);
    session_.setHeldSecret(false);
    ExitCode code = ExitCode::kInternal;
    try {
        code = run(line);
    } catch (const std::exception& fault) {
        session_.output().error(
            Error{.code = ErrorCode::kInternal,
                  .message = fmt::format("the command failed inside muster: {}", fault.what()),
                  .hint = "\"operation list\" shows whether an operation was begun"});
    }
    session_.endCancellation();
    muster::wipe(line);
    return code;
}

ExitCode Shell::run(std::string_view line) {
    auto words = splitLine(line);
    if (!words) {
        return session_.failUsage(words.error());
    }
    const ExitCode code = words->empty() ? ExitCode::kDone : runWords(*words);
    wipe(*words);
    return code;
}

ExitCode Shell::runWords(std::vector<Word>& words) {
    auto found = findCommand(words);
    if (!found) {
        return session_.failUsage(found.error());
    }
    const Command& command = *found->command;
    auto call = parseArguments(command, words, found->words, connectorOptions());
    if (!call) {
        return session_.failUsage(call.error());
    }
    if (call->wantsHelp) {
        session_.output().text(commandHelp(command));
        return ExitCode::kDone;
    }
    if (command.needsHome) {
        if (auto opened = session_.open(); !opened) {
            session_.output().error(opened.error());
            return ExitCode::kHome;
        }
    }
    const ExitCode code = command.run(session_, *call);
    for (Assignment& assignment : call->assignments) {
        muster::wipe(assignment.text);
    }
    return code;
}

ConnectorOptions Shell::connectorOptions() {
    return [this](std::string_view target, std::string_view command,
                  std::string_view name) -> std::optional<OptionInfo> {
        if (!session_.open()) {
            return std::nullopt;
        }
        const auto view = session_.services().target(target);
        if (!view) {
            return std::nullopt;
        }
        for (const ObjectClassInfo& info : view->description->classes) {
            for (const OptionInfo& option : info.options) {
                if (equalNames(option.name, name) && isFor(option, command)) {
                    return option;
                }
            }
        }
        return std::nullopt;
    };
}

bool Shell::isOver() const {
    return session_.isOver() || session_.isInterrupted() || session_.output().isClosed();
}

ExitCode Shell::runCommands(std::vector<std::string> commands, OnFailure onFailure) {
    ExitCode first = ExitCode::kDone;
    for (std::string& command : commands) {
        const ExitCode code = runLine(command, LineOrigin::kCommand);
        first = first == ExitCode::kDone ? code : first;
        if (isOver() || (code != ExitCode::kDone && onFailure == OnFailure::kStop)) {
            break;
        }
    }
    return session_.isInterrupted() && first == ExitCode::kDone ? ExitCode::kInterrupted : first;
}

void Shell::showLine(const std::string& line) {
    const std::size_t start = line.find_first_not_of(" \t");
    const bool isCommand = start != std::string::npos && line[start] != '#';
    if (looksSecret(line)) {
        session_.output().line("muster> (a line with a secret)");
    } else {
        session_.output().line(isCommand ? "muster> " + line : line);
    }
}

ExitCode Shell::runScript(std::istream& script, OnFailure onFailure, Echo echo) {
    ExitCode first = ExitCode::kDone;
    std::string line;
    for (int number = 1; !isOver() && std::getline(script, line); ++number) {
        if (echo == Echo::kOn) {
            showLine(line);
        }
        const ExitCode code = runLine(line, LineOrigin::kScript);
        if (code == ExitCode::kDone) {
            continue;
        }
        first = first == ExitCode::kDone ? code : first;
        if (onFailure == OnFailure::kStop) {
            session_.output().line(fmt::format(
                "stopped at line {} of the script (--keep-going goes on after a failure)", number));
            break;
        }
        session_.output().line(fmt::format("line {} of the script failed", number));
    }
    muster::wipe(line);
    return session_.isInterrupted() && first == ExitCode::kDone ? ExitCode::kInterrupted : first;
}

ExitCode Shell::runPrompt(LineReader& reader) {
    while (!session_.isOver() && !session_.output().isClosed()) {
        std::optional<std::string> line = reader.next();
        if (!line) {
            break;
        }
        std::string copy = *line;
        runLine(copy, LineOrigin::kPrompt);
        const bool isKept = line->find_first_not_of(" \t") != std::string::npos &&
                            !session_.heldSecret() && !looksSecret(*line);
        if (isKept) {
            reader.remember(*line);
        }
        muster::wipe(*line);
    }
    return ExitCode::kDone;
}

}  // namespace muster::shell
