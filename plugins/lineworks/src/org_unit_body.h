#pragma once

#include <string>
#include <vector>

#include "settings.h"
#include <muster/core/object.h>
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** Attributes of an org unit as a body has them; the place in the tree is not among them. */
std::vector<Attribute> orgUnitBody(const std::vector<Attribute>& wanted);

/** What is checked before an org unit gets a place: kQuotaExceeded when it would be deeper than the
 * settings allow, counted from the realm's org unit as level 1. `parentLevel` is 0 at the top. */
Result<void> checkDepth(const std::string& orgUnit, std::int64_t parentLevel, std::int64_t height,
                        const Settings& settings);

/** The error of a refused create or update: kConflict when the External Key is another org unit's;
 * kRetryable when the parent is too new. `ownId` is empty for a new one. */
Error whyOrgUnitRefused(sdk::Call& call, Error error, const std::string& externalKey,
                        const std::string& ownId, const std::string& parentId);

}  // namespace muster::lineworks
