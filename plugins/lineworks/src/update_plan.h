#pragma once

#include <optional>
#include <string>
#include <vector>

#include "org_unit_finder.h"
#include "settings.h"
#include "user.h"
#include "user_posts.h"
#include <muster/core/object.h>
#include <muster/sdk/membership.h>

namespace muster::lineworks {

/** What an update asks for, sorted by the request that does it. */
struct UpdatePlan {
    std::optional<bool> enable = {};
    /** The member is pending, and suspended once it is in use. */
    bool suspendsLater = false;
    /** Attributes of the PATCH, whole and as wanted; posts are apart. */
    std::vector<Attribute> profile = {};
    std::optional<UserPosts> posts = {};
    sdk::MembershipChange aliases = {};

    /** Whether there is a PATCH to send. */
    bool changesUser() const { return !profile.empty() || posts; }
};

/** Checks the deltas by themselves, and puts right what LINE WORKS wants otherwise: login ids in
 * small letters, phonetics left out when the settings say so; notices tell. kInvalidAttributeValue,
 * naming the attribute, for what LINE WORKS cannot take. Sends nothing. */
Result<std::vector<AttributeDelta>> checkedDeltas(sdk::Call& call,
                                                  const std::vector<AttributeDelta>& deltas,
                                                  const Settings& settings);

/** What is to be sent to take the member to where the deltas want it; what is so already is not,
 * but in an operation that goes on (`sdk::AlreadySo`), except for aliases. Org units of new posts
 * are looked up. Errors: kInvalidAttributeValue, among them the org unit that is not in LINE WORKS;
 * any I/O error. */
Result<UpdatePlan> planUpdate(sdk::Call& call, const std::vector<AttributeDelta>& deltas,
                              const User& user, const Settings& settings, OrgUnitFinder& finder);

/** The members of the PATCH. */
std::vector<Attribute> patchBody(const UpdatePlan& plan, const User& user);

}  // namespace muster::lineworks
