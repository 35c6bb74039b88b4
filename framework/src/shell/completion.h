#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/services.h"

namespace muster::shell {

/** What may stand in place of the last word of `line` (the text before the cursor): commands,
 * targets, connectors, lookups, options, and attribute names with their `=`. Sorted; each begins
 * with what was typed. `services` may be null: then only commands and options are known. */
std::vector<std::string> completions(std::string_view line, Services* services);

/** The last, unfinished word of the line. */
std::string_view lastWord(std::string_view line);

/** What all texts begin with. */
std::string commonPrefix(const std::vector<std::string>& texts);

}  // namespace muster::shell
