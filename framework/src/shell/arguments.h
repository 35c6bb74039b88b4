#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "shell/command.h"
#include "shell/command_line.h"
#include <muster/core/schema.h>

namespace muster::shell {

/** Tells the option of that name which a target's connector declares for a command ("delete");
 * nothing when it has none. */
using ConnectorOptions = std::function<std::optional<OptionInfo>(
    std::string_view target, std::string_view command, std::string_view option)>;

/** Sorts the words after a command's name into arguments, assignments and options.
 *
 *  `--name value`, `--name=value` and flags stand anywhere; `--` ends them. The first `minArgs`
 * other words are arguments whatever they look like. kConfiguration with the column for an unknown
 * option (with the nearest one), a missing or ill-formed value, an assignment where none is taken,
 * an attribute assigned in two ways, and too few or too many words.
 *
 *  The values of assignments are moved out of `words`. */
Result<Invocation> parseArguments(const Command& command, std::vector<Word>& words,
                                  std::size_t firstWord, const ConnectorOptions& connectorOptions);

}  // namespace muster::shell
