#pragma once

#include <optional>
#include <string>

#include <boost/json/value.hpp>

#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// Adds what a seed names, all or nothing: settings, levels, positions, userTypes,
/// customProperties, orgUnits, users, groups and generate, each part optional. Items are bodies as
/// the API's POST takes them; the README says what may be left out and what comes on top. The
/// caller holds the tenant's lock.
/// @return nothing, or a sentence that says which item is wrong and what was expected.
std::optional<std::string> applySeed(Tenant& tenant, const boost::json::value& seed);

}  // namespace sandbox::lineworks
