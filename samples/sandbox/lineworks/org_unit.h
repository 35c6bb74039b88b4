#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace sandbox::lineworks {

/// What `linksOf` calls the parent of the top level; no id looks like it.
inline constexpr std::string_view kTopLink = "top";

/// One org unit of the tenant.
struct OrgUnit {
    std::uint64_t number = 0;
    std::string id;
    std::string externalKey;  ///< empty: none
    std::int64_t domainId = 0;
    std::string name;
    std::string email;
    std::vector<std::string> aliasEmails;
    std::string parentId;  ///< empty: top level
    int displayOrder = 1;
    bool visible = true;
    /// Properties without a rule of their own, each with a value or null: see `orgUnitFields`.
    boost::json::object more;
};

inline std::vector<std::string> mailsOf(const OrgUnit& unit) {
    std::vector<std::string> mails = {unit.email};
    mails.insert(mails.end(), unit.aliasEmails.begin(), unit.aliasEmails.end());
    return mails;
}
inline std::vector<std::string> linksOf(const OrgUnit& unit) {
    return {unit.parentId.empty() ? std::string(kTopLink) : unit.parentId};
}
inline bool isGone(const OrgUnit&) { return false; }

}  // namespace sandbox::lineworks
