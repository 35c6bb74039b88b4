#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "lineworks/body_reader.h"
#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// What a body does to the properties that it leaves out: POST and PUT set the default, PATCH
/// leaves what there was.
enum class Mode { kCreate, kReplace, kPatch };

/// A user as a body would make him of another, or the refusal. Nothing is checked against others
/// but references: addresses and keys in use are the caller's part.
struct UserDraft {
    User user;
    Refusal refusal;
};
UserDraft readUser(const Tenant& tenant, const Call& call, const User& base, Mode mode);

/// Every property without a rule of its own, at its default.
boost::json::object emptyProfile();

/// Reads those properties into `profile`.
void readProfile(BodyReader& in, const Tenant& tenant, Mode mode, boost::json::object& profile);

/// Reads organizations[] with their posts into the user; in user_organizations.cpp.
void readOrganizations(BodyReader& in, const Tenant& tenant, Mode mode, User& user);

/// `merged` of the switch `patch-arrays`: items of `changes` replace those of `old` with the same
/// value under `key`, and others are appended.
boost::json::array mergeItems(const boost::json::array& old, const boost::json::array& changes,
                              std::string_view key);

/// Likewise for texts, which are their own key.
std::vector<std::string> mergeTexts(std::vector<std::string> old,
                                    const std::vector<std::string>& changes);

}  // namespace sandbox::lineworks
