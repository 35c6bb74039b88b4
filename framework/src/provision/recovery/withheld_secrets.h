#pragma once

#include <string>
#include <vector>

#include "store/records.h"
#include <muster/core/secret.h>

namespace muster::provision {

/** The secrets of a request that was read back from the journal, which keeps none. */
struct WithheldSecrets {
    /** Names of the attributes whose secret is still missing. */
    std::vector<std::string> names = {};
    /** What stands in their place; never to be sent. */
    std::vector<Secret> standIns = {};
};

/** Puts the secrets that were given (by attribute name) into the request, and stand-ins for the
 * others. A stand-in looks like a good password, so that a connector's own checks let it pass up to
 * the request, where the host stops it. kInvalidAttributeValue for a given one that the request has
 * no place for. */
Result<WithheldSecrets> fillSecrets(store::Request& request, const std::vector<Attribute>& given);

}  // namespace muster::provision
