#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/command.h"
#include "shell/command_line.h"

namespace muster::shell {

/** All commands, in the order of help. */
const std::vector<Command>& commandTable();

/** A command and how many words its name took. */
struct FoundCommand {
    const Command* command = nullptr;
    std::size_t words = 0;
};

/** The command that the words begin with, in one word or two; an alias counts. kConfiguration for
 * an unknown one, with the nearest name or the second words that there are. */
Result<FoundCommand> findCommand(const std::vector<Word>& words);

/** The page of `help COMMAND`. */
std::string commandHelp(const Command& command);
/** The list of all commands. */
std::string generalHelp();

}  // namespace muster::shell
