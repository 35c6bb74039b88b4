#pragma once

#include "store/journal.h"

namespace muster::app {

/** The program muster: reads its arguments, runs its commands and gives its exit code
 * (`framework/docs/shell.md`). `journal` has hooks for tests; its folder is the home's. */
int runProgram(int argc, char** argv, const store::JournalOptions& journal = {});

}  // namespace muster::app
