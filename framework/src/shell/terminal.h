#pragma once

#include <string_view>

#include <muster/core/result.h>
#include <muster/core/secret.h>

namespace muster::shell {

/** Asks on the controlling terminal (`/dev/tty`), whatever the standard streams are, and shows
 * nothing of what is typed. kCancelled for Ctrl-C and Ctrl-D; kConfiguration when there is no
 * terminal. */
Result<Secret> askOnTerminal(std::string_view question);

}  // namespace muster::shell
