#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/command.h"
#include <muster/core/ids.h>

namespace muster::shell {

/** Reads a UID argument: `name:x` is a name, `uid:x` or plain `x` a Uid. kConfiguration when
 * nothing follows the colon. */
Result<ObjectRef> parseObject(std::string_view text);

/** The parts between commas, blanks around them dropped, empty ones left out. */
std::vector<std::string> splitList(std::string_view text);

/** The value of `--timeout`; nothing when it was not given. */
std::optional<std::chrono::milliseconds> timeoutOf(const Invocation& call);

}  // namespace muster::shell
