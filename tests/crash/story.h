#pragma once

#include <ostream>

#include "round.h"

namespace crash {

/// Everything about a round, for whoever has to find out what went wrong: what was asked for, each
/// run with what it printed, the journal, what the simulator received, and the findings.
void tellStory(std::ostream& out, const Verdict& verdict);

}  // namespace crash
