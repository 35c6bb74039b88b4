#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

namespace sandbox::lineworks {

/// A member of a group: a user, an org unit or another group.
struct GroupMember {
    std::string id;
    std::string type;  ///< USER, ORGUNIT or GROUP
};

struct Group {
    std::uint64_t number = 0;
    std::string id;
    std::string externalKey;  ///< empty: none
    std::int64_t domainId = 0;
    std::string name;
    std::vector<std::string> administrators;  ///< ids of users
    std::vector<GroupMember> members;
    /// Properties without a rule of their own, each with a value or null: see `groupFields`.
    boost::json::object more;
};

std::vector<std::string> mailsOf(const Group& group);
/// Ids of members and administrators.
std::vector<std::string> linksOf(const Group& group);
inline bool isGone(const Group&) { return false; }

}  // namespace sandbox::lineworks
