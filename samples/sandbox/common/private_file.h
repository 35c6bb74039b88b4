#pragma once

#include <string>
#include <string_view>

namespace sandbox {

/// Writes a file that only its owner can read, in place of one of that name. Throws
/// std::runtime_error with a sentence when it cannot.
void writePrivateFile(const std::string& path, std::string_view text);

}  // namespace sandbox
