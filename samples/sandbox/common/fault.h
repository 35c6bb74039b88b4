#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace sandbox {

/// What can be done to a call. "After" is after the call took effect.
enum class FaultKind {
    kDelayBefore,
    kDelayAfter,
    kDropBefore,
    kStatusBefore,
    kThrottle,
    kBrokenJson,
    kDropAfter,
    kStatusAfter,
    kTruncateJson,
    kCutBody,
    kCodeZero,
    kHideCreated,
};

/// "drop-after" and so on, as the control interface names them.
std::string_view faultName(FaultKind kind);

/// One fault, ordered through the command line or the control interface: what, to which calls,
/// how often. The README describes each member; names there are those of the JSON.
struct Fault {
    FaultKind kind = FaultKind::kDropAfter;
    std::string method;      ///< empty: any
    std::string path;        ///< shell pattern for the path without query; empty: any but /oauth
    std::int64_t skip = 0;   ///< matching calls that pass first
    std::int64_t count = 1;  ///< calls to meet; -1: no end
    double probability = 1;  ///< of each matching call
    std::uint64_t seed = 1;  ///< of the coin, so that a run can be repeated
    std::int64_t ms = 0;     ///< of the delays, and of hide-created
    int reads = 0;           ///< of hide-created
    int status = 0;          ///< of status-before and status-after
    std::string body;        ///< likewise; empty: a JSON error of the target
    std::string retryAfter;  ///< of throttle: none, seconds, date or instant
    std::int64_t waitSeconds = 1;  ///< of throttle: what Retry-After says
    std::string type;              ///< of throttle: QPS, Daily-limit or none
    bool reset = false;            ///< of the drops: TCP reset in place of an orderly end
};

/// A fault, or a sentence that says what was wrong with the JSON.
struct ParsedFault {
    std::optional<Fault> fault;
    std::string problem;
};

/// Reads `{"fault":"drop-after","method":"POST","path":"/v2/users","count":3}`. Members that the
/// kind does not use, and values out of range, are refused.
ParsedFault parseFault(const boost::json::value& text);

/// The members that `parseFault` reads.
boost::json::object toJson(const Fault& fault);

}  // namespace sandbox
