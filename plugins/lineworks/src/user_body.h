#pragma once

#include <string>
#include <vector>

#include "settings.h"
#include "user.h"
#include "user_posts.h"
#include <muster/core/object.h>

namespace muster::lineworks {

/** The members of a PATCH that give the member the attributes wanted, whole: names go together
 * (`userName`), custom properties become an object. Posts, aliases, login id's password and state
 * are not among them. `before` tells the parts that stay; null for a new member. */
std::vector<Attribute> profileBody(const std::vector<Attribute>& wanted, const User* before);

/** `passwordConfig` of a new member; nothing when none of it is asked for. */
std::vector<Attribute> passwordBody(const std::vector<Attribute>& wanted);

}  // namespace muster::lineworks
