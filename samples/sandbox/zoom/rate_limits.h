#pragma once

#include <array>
#include <cstdint>
#include <mutex>

#include <boost/json/object.hpp>

#include "common/call_counts.h"
#include "common/rate_window.h"
#include "zoom/labels.h"
#include "zoom/settings.h"

namespace sandbox::zoom {

/// What a call meets at the rate limits.
enum class Verdict { kAdmitted, kPerSecond, kPerDay, kInvites };

/// The verdict, and what the headers of the answer say about it.
struct Admission {
    Verdict verdict = Verdict::kAdmitted;
    Label label = Label::kLight;
    int limit = 0;             ///< of the call's daily pot; where the plan has none, of the second
    int remaining = 0;         ///< in the same
    std::int64_t resetMs = 0;  ///< when a refused call may come again; 0 when admitted
};

/// Counts the calls of the account over all apps and tokens and refuses those above the plan's
/// limits. Keeps its own books: it knows nothing of what a client thinks it has sent. A refused
/// call uses up nothing. Thread-safe.
class RateLimits {
public:
    /// Lets one call in or refuses it. With `limits` off it only counts.
    Admission admit(const Settings& settings, Label label, std::int64_t nowUs);

    /// For a create that invites, once `admit` has let it in: uses the day's invitations.
    Admission admitInvite(const Settings& settings, std::int64_t nowUs);

    /// For POST /groups: false when the day's new groups are used up.
    bool admitGroup(const Settings& settings, std::int64_t nowUs);

    /// Budgets, calls, refusals and rates by label, as GET /_control/limits shows them; the
    /// rate of the last `seconds` beside that of all.
    boost::json::object describe(const Settings& settings, std::int64_t nowUs, int seconds) const;

    /// Forgets counts and times; what the day has used stays used.
    void clearCounts();
    /// Forgets everything.
    void reset();

private:
    struct Book {
        RateWindow window;
        CallCounts admitted;
        std::uint64_t perSecond = 0;  ///< refused
        std::uint64_t perDay = 0;
    };
    struct Day {
        std::int64_t number = -1;  ///< since 1970, UTC
        std::array<int, kLabels.size()> pots{};
        int invites = 0;
        int groups = 0;
    };

    void turnDay(std::int64_t nowUs);
    boost::json::object describeLabel(const Settings& settings, Label label, std::int64_t nowUs,
                                      int seconds) const;
    boost::json::object describeDay(const Settings& settings, std::int64_t nowUs) const;

    mutable std::mutex mutex_;
    std::array<Book, kLabels.size()> books_;
    Day day_;
    std::uint64_t invitesRefused_ = 0;
};

}  // namespace sandbox::zoom
