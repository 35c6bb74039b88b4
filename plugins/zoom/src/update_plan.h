#pragma once

#include <optional>
#include <string>
#include <vector>

#include "settings.h"
#include "user.h"
#include <muster/core/object.h>
#include <muster/core/schema.h>
#include <muster/sdk/already_so.h>
#include <muster/sdk/membership.h>

namespace muster::zoom {

/** A change of a list by elements, to be merged with what the user has. */
struct ListChange {
    const AttributeInfo* info = nullptr;
    std::vector<Value> added = {};
    std::vector<Value> removed = {};
};

/** What an update asks for, sorted by the request that does it. */
struct UpdatePlan {
    std::optional<bool> enable = {};
    std::vector<Attribute> profile = {};  ///< members of the PATCH, as Zoom's JSON has them
    std::vector<ListChange> lists = {};
    std::vector<AttributeDelta> groupDeltas = {};
    sdk::MembershipChange groups = {};  ///< from `groupDeltas`, once fitted to the user
    std::optional<std::string> role = {};
    std::optional<std::string> type = {};
    std::optional<std::string> email = {};
    std::optional<Secret> password = {};
    /** createType was among the deltas: it changes nothing, and that is said. */
    bool hasCreateType = false;

    bool hasProfile() const { return !profile.empty() || !lists.empty(); }
    /** Whether it asks for what Zoom stores with the user: more than status, groups and role. */
    bool changesUser() const { return hasProfile() || email || password; }
    bool hasEntitlements() const { return !groupDeltas.empty() || !groups.isEmpty() || role; }
    bool isEmpty() const { return !changesUser() && !hasEntitlements() && !enable; }
};

/** Sorts the deltas. kInvalidAttributeValue, naming the attribute, for an add or remove on a
 * single-valued attribute, for a value that Zoom cannot take, and for clearing what cannot be
 * cleared. Touches nothing. */
Result<UpdatePlan> planUpdate(const std::vector<AttributeDelta>& deltas);

/** Deals with what the user has already, and merges lists with those the user has. */
Result<UpdatePlan> fitToUser(UpdatePlan plan, const User& user, sdk::AlreadySo alreadySo);

/** Whether the user is in a state that lets Zoom do what is planned. kInvalidState for address,
 * password or status of a pending user, and for a deactivated one that is not enabled in the same
 * update, unless a resumed update may itself have deactivated the user; otherwise as the checks of
 * `checks.h`. */
Result<void> checkUpdate(const UpdatePlan& plan, const User& user, const Settings& settings,
                         sdk::AlreadySo alreadySo);

}  // namespace muster::zoom
