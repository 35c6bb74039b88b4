#pragma once

#include <optional>
#include <string>

#include <boost/json/value.hpp>

#include "zoom/account.h"

namespace sandbox::zoom {

/// Adds what a seed names: `{"settings":{switch:value}, "groups":[{"id","name"}],
/// "roles":[{"id","name"}], "outside":[{"email","plan"}],
/// "users":[{...}], "generate":{"count","prefix","domain"}}`, each part optional. All or nothing.
/// The caller holds the account's lock.
/// @return nothing, or a sentence that says which item is wrong and what was expected.
std::optional<std::string> applySeed(Account& account, const boost::json::value& seed);

}  // namespace sandbox::zoom
