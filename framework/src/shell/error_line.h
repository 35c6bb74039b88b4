#pragma once

#include <string>
#include <string_view>

#include <muster/core/error.h>

namespace muster::shell {

/** An error for programs: one JSON object with `code`, `message`, `hint` and what else is known, as
 * shell.md lists it; what is not known is left out. `code` is the word that stands for it. */
std::string errorLine(const Error& error, std::string_view code);

}  // namespace muster::shell
