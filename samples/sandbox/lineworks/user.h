#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace sandbox::lineworks {

/// A member's place in one org unit.
struct Post {
    std::string orgUnitId;
    bool primary = false;
    std::string positionId;
    bool isManager = false;
    bool visible = true;
    bool useTeamFeature = true;
};

/// A member's part in one domain.
struct Organization {
    std::int64_t domainId = 0;
    bool primary = false;
    std::string email = {};  ///< empty: the login address
    std::string levelId = {};
    std::vector<Post> orgUnits = {};
};

struct PersonName {
    std::string lastName;
    std::string firstName;
    std::string phoneticLastName;
    std::string phoneticFirstName;
};

enum class Role { kMember, kAdministrator, kSuperAdmin };

/// A time of absence, in milliseconds since 1970; both 0: none.
struct Leave {
    std::int64_t startMs = 0;
    std::int64_t endMs = 0;
};

/// One member of the tenant. `ObjectStore` gives these out const: see `ObjectStore::change`.
struct User {
    std::uint64_t number = 0;
    std::string id;
    std::string externalKey;  ///< empty: none
    std::int64_t domainId = 0;
    std::string email;  ///< login id
    PersonName name;
    std::vector<std::string> aliasEmails;
    std::string userTypeId;
    std::vector<Organization> organizations;
    /// Properties without a rule of their own, each with a value or null: see `profileFields`.
    boost::json::object profile;

    Role role = Role::kMember;
    bool pending = false;
    std::int64_t createdAtMs = 0;
    std::string suspendedReason;  ///< empty: not suspended
    std::optional<std::int64_t> deletedAtMs;
    std::vector<Organization> beforeDelete;  ///< what undelete may restore
    std::vector<std::string> groupsBeforeDelete;
    Leave leave;
    bool hasPhoto = false;
    int sessionsEnded = 0;
    int invitations = 0;

    bool suspended() const { return !suspendedReason.empty(); }
    bool deleted() const { return deletedAtMs.has_value(); }
};

/// Login address, aliases and those of single domains; none of a deleted user is lost.
std::vector<std::string> mailsOf(const User& user);
/// The org units that he is in, and "deleted" for a deleted one.
std::vector<std::string> linksOf(const User& user);
inline bool isGone(const User& user) { return user.deleted(); }

/// What `linksOf` calls deleted users; no id looks like it.
inline constexpr std::string_view kDeletedLink = "deleted";

/// The posts of all domains that are in that org unit: none or one.
const Post* postIn(const User& user, std::string_view orgUnitId);

}  // namespace sandbox::lineworks
