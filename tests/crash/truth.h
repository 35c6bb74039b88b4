#pragma once

#include <map>
#include <string>
#include <vector>

#include "facts.h"
#include "zoom_sandbox.h"

namespace crash {

/// What the simulator knows of the users of a round: who they are, what was sent about them and
/// what took effect.
class Truth {
public:
    /// The users are known by the addresses that commands and seeds name.
    Truth(support::ZoomSandbox& zoom, const std::vector<Command>& commands);

    /// The key of the user whom an address or a Uid names, "" for anybody else.
    std::string objectOf(const std::string& mailOrUid) const;
    const std::vector<Write>& writes() const { return writes_; }
    /// Requests that read, and those of nobody in the round, a line each.
    const std::vector<std::string>& reads() const { return reads_; }
    const std::map<std::string, boost::json::object>& users() const { return users_; }
    /// Uids of those that ever were, by key.
    std::map<std::string, std::string> uids() const;

private:
    void readUsers(support::ZoomSandbox& zoom);
    void readLedger(support::ZoomSandbox& zoom);
    void readRequests(support::ZoomSandbox& zoom);

    std::map<std::string, std::string> keys_;  ///< by address and by Uid
    struct Effect {
        std::string object = {};
        std::string mail = {};
    };
    std::map<std::uint64_t, Effect> effects_;  ///< by number of the request
    std::map<std::string, boost::json::object> users_;
    std::vector<Write> writes_;
    std::vector<std::string> reads_;
};

/// Milliseconds since 1970 of "2026-01-31T08:05:00.123Z"; 0 for any other text.
std::int64_t millisecondsOf(const std::string& moment);

}  // namespace crash
