#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lineworks/call.h"
#include "lineworks/errors.h"

namespace sandbox::lineworks {

/// What is in use already.
enum class Duplicate { kEmail, kKey };

/// The answers that may be given to a duplicate: nobody has seen one of API 2.0 (README).
const std::vector<std::string_view>& duplicateAnswers();

/// What is wrong with an item of the switch `duplicate-of`, nothing when it is right.
std::optional<std::string> checkDuplicateOf(std::string_view item);

/// The answer to a mail address or external key in use, on users and org units.
Response duplicate(const Settings& settings, const Call& call, Kind kind, Duplicate what,
                   std::string_view value);

}  // namespace sandbox::lineworks
