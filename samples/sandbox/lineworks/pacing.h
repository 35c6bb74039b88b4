#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "lineworks/settings.h"

namespace sandbox::lineworks {

/// What a write works on, for the rules of pacing.
enum class Paced { kNo, kOrgUnit, kUser };

/// A write that the rules of pacing are for.
struct PacedWrite {
    Paced kind = Paced::kNo;
    std::string key;  ///< domain of an org unit; user id, or his address while he has none
    std::uint64_t request = 0;  ///< number in the request log
    std::string call;           ///< "POST /v1.0/orgunits"
};

/// Watches the rules of pacing (docs of orgunits and users: org unit writes one at a time and at
/// least 1 s apart per domain; writes on one user never at once) and keeps who broke them.
/// Thread-safe.
class Pacing {
public:
    /// A write begins. @return true when it breaks a rule, which is recorded; with `pacing-breach`
    /// 429 such a write does not count as one and must be refused.
    bool begin(const Settings& settings, const PacedWrite& write, std::int64_t nowUs);
    /// The answer of that request leaves; no matter when it is no paced write.
    void end(std::uint64_t request);

    /// Members org_unit_writes, user_writes, violations (the first 10,000), and total.
    boost::json::object describe() const;
    /// Forgets violations and counts; what is under way stays.
    void clear();
    /// Forgets everything.
    void reset();

private:
    struct Begun {
        PacedWrite write;
        std::int64_t timeUs;
    };
    struct Violation {
        std::string_view rule;  ///< a literal
        Begun first;
        Begun second;
    };

    /// Adds what `begun` breaks.
    bool check(const Settings& settings, const Begun& begun);
    void add(std::string_view rule, const Begun& first, const Begun& second);
    static boost::json::object render(const Violation& violation);

    mutable std::mutex mutex_;
    std::map<std::uint64_t, Begun> underWay_;   ///< by request
    std::map<std::string, Begun> lastOrgUnit_;  ///< by domain
    std::vector<Violation> violations_;
    std::uint64_t total_ = 0;
    std::uint64_t orgUnitWrites_ = 0;
    std::uint64_t userWrites_ = 0;
};

}  // namespace sandbox::lineworks
