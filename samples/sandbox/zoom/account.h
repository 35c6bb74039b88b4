#pragma once

#include <cstdint>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/clock.h"
#include "common/ids.h"
#include "common/late_objects.h"
#include "common/ledger.h"
#include "common/page_tokens.h"
#include "common/text.h"
#include "common/write_gate.h"
#include "zoom/named_store.h"
#include "zoom/rate_limits.h"
#include "zoom/settings.h"
#include "zoom/tokens.h"
#include "zoom/user_store.h"

namespace sandbox::zoom {

/// An address that a Zoom account outside of ours holds.
enum class OutsidePlan { kFree, kPaid };

/// What a DELETE handed over to another user.
struct Transfer {
    std::string from;
    std::string to;
    std::vector<std::string> kinds;  ///< names of the transfer_* flags that were true
    std::int64_t atMs;
};

/// The simulated Zoom account: all that a reset throws away. Readers hold `lock` shared, writers
/// alone; `clock`, `late`, `ledger` and `limits` need no lock.
struct Account {
    Account(const Clock& time, const Settings& start);

    /// Back to a fresh account with these settings: its owner, and nothing else.
    void reset(const Settings& start);

    mutable std::shared_mutex lock;
    const Clock& clock;
    Settings settings;
    IdSource ids{0};
    UserStore users;
    NamedStore groups;
    NamedStore roles;
    std::unordered_map<std::string, OutsidePlan, TextHash, std::equal_to<>> outside;  ///< by mail
    TokenStore tokens;
    PageTokens pages{0, 0};
    std::vector<Transfer> transfers;
    WriteGate gate;
    LateObjects late;
    Ledger ledger;
    mutable RateLimits limits;  ///< reads count too; it has a lock of its own
};

}  // namespace sandbox::zoom
