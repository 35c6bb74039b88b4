#pragma once

#include <string_view>

#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// True when a user that is not deleted, an org unit or a group other than the one of the id `self`
/// has the address.
bool mailHeld(const Directory& directory, std::string_view mail, std::string_view self);
/// Likewise, or when a deleted user's address is still reserved.
bool mailInUse(const Tenant& tenant, std::string_view mail, std::string_view self);

/// True when another object of the store has the external key.
template <typename Object>
bool keyInUse(const ObjectStore<Object>& store, std::string_view key, std::string_view self) {
    const auto* holder = key.empty() ? nullptr : store.findByKey(key);
    return holder != nullptr && !isGone(*holder) && holder->id != self;
}

/// Likewise for users, whose keys stay reserved for a time.
bool userKeyInUse(const Tenant& tenant, std::string_view key, std::string_view self);

/// Keeps addresses and key of a deleted user for so many days.
void reserveNames(Tenant& tenant, const User& user, int days);

}  // namespace sandbox::lineworks
