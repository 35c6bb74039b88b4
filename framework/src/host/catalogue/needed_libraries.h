#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muster::host {

/** Those of `needed` that are in none of the folders where the loader usually looks: `searchPath`
 * (colons; `$ORIGIN` is not followed), LD_LIBRARY_PATH, /etc/ld.so.conf.d, and the system's own.
 * Best effort, for warnings: the loader's cache is not read. */
std::vector<std::string> missingLibraries(const std::vector<std::string>& needed,
                                          std::string_view searchPath);

}  // namespace muster::host
