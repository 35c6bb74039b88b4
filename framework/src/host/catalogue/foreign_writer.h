#pragma once

#include <optional>
#include <string>

#include <sys/stat.h>

namespace muster::host {

/** Why somebody else could have written a file or folder. */
struct ForeignWriter {
    std::string found = {};
    std::string expected = {};
    std::string hint = {};
};

/** Nothing when only this user and root can write what `status` tells of. `what` names it ("the
 * folder"), `danger` says what whoever writes there can do. */
std::optional<ForeignWriter> foreignWriter(const struct stat& status, const char* what,
                                           const char* danger);

}  // namespace muster::host
