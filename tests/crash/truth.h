#pragma once

#include <map>
#include <string>
#include <vector>

#include "facts.h"

namespace crash {

/// What the simulator knows of the objects of a round: who they are, what was sent about them and
/// what took effect. Read by `Site::truth`.
struct Truth {
    std::map<std::string, std::string> keys =
        {};  ///< key by name and by Uid, of all that ever were
    std::map<std::string, std::string> uids = {};  ///< the last Uid by key
    std::vector<Write> writes = {};                ///< by arrival
    /// Requests that read, and those about nobody in the round, a line each.
    std::vector<std::string> reads = {};
    std::vector<Object> objects = {};  ///< that are there now

    /// The key of the object that a name or a Uid means, "" for anybody else.
    std::string objectOf(const std::string& nameOrUid) const;
    bool isThere(const std::string& uid) const;
};

/// Milliseconds since 1970 of "2026-01-31T08:05:00.123Z"; 0 for any other text.
std::int64_t millisecondsOf(const std::string& moment);

}  // namespace crash
