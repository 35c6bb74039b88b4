#pragma once

#include <cstdint>
#include <shared_mutex>
#include <string>

#include "common/clock.h"
#include "common/ids.h"
#include "common/late_objects.h"
#include "common/ledger.h"
#include "common/page_tokens.h"
#include "common/write_gate.h"
#include "lineworks/definition.h"
#include "lineworks/group.h"
#include "lineworks/key_pair.h"
#include "lineworks/object_store.h"
#include "lineworks/org_unit.h"
#include "lineworks/pacing.h"
#include "lineworks/rate_limits.h"
#include "lineworks/reservations.h"
#include "lineworks/settings.h"
#include "lineworks/tokens.h"
#include "lineworks/user.h"

namespace sandbox::lineworks {

/// Everything that the API can read and write. A copy is a copy of everything, so that a seed can
/// be tried on one.
struct Directory {
    ObjectStore<User> users;
    ObjectStore<OrgUnit> orgUnits;
    ObjectStore<Group> groups;
    ObjectStore<Definition> levels;
    ObjectStore<Definition> positions;
    ObjectStore<Definition> userTypes;
    ObjectStore<CustomProperty> properties;
    Reservations mails;  ///< in lower case
    Reservations keys;   ///< of users
    IdSource ids{0};
};

/// The simulated tenant: all that a reset throws away. Readers hold `lock` shared, writers alone;
/// `clock`, `late`, `ledger`, `limits` and `pacing` need no lock.
struct Tenant {
    Tenant(const Clock& time, const Settings& start);

    /// Back to a fresh tenant with these settings: its super admin, and nothing else.
    void reset(const Settings& start);

    mutable std::shared_mutex lock;
    const Clock& clock;
    Settings settings;
    Directory directory;
    IdSource tokenIds{0};
    TokenStore tokens;
    PageTokens pages{0, 0};
    WriteGate gate;
    LateObjects late;         ///< for reads
    LateObjects lateToUsers;  ///< org units that writes of users do not know yet
    Ledger ledger;
    mutable RateLimits limits;  ///< reads count too
    mutable Pacing pacing;
};

/// True when a deleted user's days of grace are over: he is then as if purged.
bool isPurged(const Tenant& tenant, const User& user);
/// Removes those for good. Call it before a write.
void purgeExpired(Tenant& tenant);

}  // namespace sandbox::lineworks
