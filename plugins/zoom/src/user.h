#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/object.h>
#include <muster/core/result.h>

namespace muster::zoom {

/** A user as Zoom shows it. */
struct User {
    std::string id = {};  ///< empty for a pending user whose id Zoom does not show
    std::string email = {};
    std::string status = {};  ///< "active", "inactive", "pending"; empty when not told
    std::string type = {};    ///< code key of Lookup.Zoom.type; empty when not told
    std::string roleId = {};  ///< "0" owner, "1" admin, "2" member, or a role of the account
    std::vector<std::string> groupIds = {};
    /** How the user signs in ("100" work e-mail, "101" SSO); nothing when not told. */
    std::optional<std::vector<std::string>> loginTypes = {};
    /** All that can be read, named as in the schema. */
    std::vector<Attribute> attributes = {};
    /** Nothing was read, since the call is a dry run: the facts above are a guess. */
    bool isAssumed = false;

    /** The id, or the e-mail address while Zoom shows no id; both address the user in each path. */
    const std::string& uid() const { return id.empty() ? email : id; }
    bool isPending() const { return status == "pending"; }
    bool isInactive() const { return status == "inactive"; }
    /** Owner or administrator by the built-in roles: Zoom protects them. */
    bool isProtected() const { return roleId == "0" || roleId == "1"; }
    /** Whether Zoom says that the user signs in this way; true when it says nothing. */
    bool mayHaveLoginType(std::string_view loginType) const;
};

/** Reads one user from JSON, a row of a list as well as a single answer. kProtocol when the text is
 * no JSON object, or one without `email`. Members that are empty texts count as not set. */
Result<User> parseUser(std::string_view json);

/** The number under `member` of a JSON object; nothing when there is none. */
std::optional<std::int64_t> parseCount(std::string_view json, std::string_view member);

/** The object that a reader of the contract gets; `wanted` names attributes (or native names),
 * empty for all. */
ConnectorObject toObject(const User& user, const std::vector<std::string>& wanted);

}  // namespace muster::zoom
