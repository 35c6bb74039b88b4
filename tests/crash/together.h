#pragma once

#include <string>

#include "store/journal.h"

namespace crash {

/// The argument that asks for it.
inline constexpr const char* kTogether = "--together";

/// Runs the commands of `file` on a home: `[[command, ...], ...]`, a list for each worker, on a
/// thread of its own, as `Command::told` writes them. Each end is one line of JSON on stdout, with
/// the members that `create --output json` has too. @return the exit code.
int runTogether(const std::string& home, const std::string& file,
                const muster::store::JournalOptions& journal);

}  // namespace crash
