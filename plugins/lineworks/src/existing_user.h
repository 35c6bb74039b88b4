#pragma once

#include <string>
#include <vector>

#include "org_unit_finder.h"
#include "settings.h"
#include "user.h"
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** What a refused write wanted of what stands once in a tenant. */
struct WantedIdentity {
    std::string ownId = {};  ///< of the member that is changed; empty for a new one
    std::string email = {};  ///< empty when the write does not set it
    std::string externalKey = {};
    std::vector<std::string> orgUnitIds = {};
};

/** Who has what a refused write wanted. */
struct Holders {
    std::optional<User> byKey = {};
    std::optional<User> byEmail = {};
    bool isAny() const { return byKey || byEmail; }
};

/** After any 400 or 409 a read by External Key and one by login id decide, since the vendor says
 * neither status nor code of a duplicate (Developers, error-codes; forum 482). Members that are
 * `ownId` are left out. */
Result<Holders> findHolders(sdk::Call& call, const Settings& settings,
                            const WantedIdentity& wanted);

/** The error of a refused write as people are to see it: kConflict when the External Key, and
 * kAlreadyExists when the login id is another member's; kRetryable, with a time, when the org unit
 * was made so lately that members are not let in; kInvalidAttributeValue for one that has gone
 * since it was seen; else what LINE WORKS said. */
Error whyRefused(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder, Error error,
                 const WantedIdentity& wanted);

/** The same when nobody holds what was wanted: it is the data, or an org unit just made. */
Error dataOrNewOrgUnit(sdk::Call& call, OrgUnitFinder& finder, Error error,
                       const WantedIdentity& wanted);

/** Which of these members, named in an attribute of something else, LINE WORKS does not know, as
 * kInvalidAttributeValue; nothing when all are there, or cannot be read. */
std::optional<Error> missingMember(sdk::Call& call, const Settings& settings,
                                   const std::vector<std::string>& addresses,
                                   std::string_view attribute);

/** An External Key that belongs to somebody else. */
Error keyIsTaken(const std::string& externalKey, const User& holder);
/** A login id that is in use. */
Error emailIsTaken(const User& holder);
/** A key or login id that a deleted member still holds. */
Error heldByDeleted(const User& holder);

}  // namespace muster::lineworks
