#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

namespace sandbox::lineworks {

/// A level, a position or a user type.
struct Definition {
    std::uint64_t number = 0;
    std::string id;
    std::string externalKey;  ///< empty: none
    std::int64_t domainId = 0;
    std::string name;
    std::int64_t displayOrder = 1;
    /// i18nNames; of a level executive, of a user type userTypeCode.
    boost::json::object more;
};

inline std::vector<std::string> mailsOf(const Definition&) { return {}; }
inline std::vector<std::string> linksOf(const Definition&) { return {}; }
inline bool isGone(const Definition&) { return false; }

/// A custom property that the profile of a member may have.
struct CustomProperty {
    std::uint64_t number = 0;
    std::string id;
    std::string externalKey;  ///< always empty; here for `ObjectStore`
    std::int64_t domainId = 0;
    std::string name;  ///< under which `customProperties` has the value
    std::string type;  ///< STRING, DATE, INTEGER or LINK
    bool multiValued = false;
    std::vector<std::string> options;  ///< optionName of each; none: free values
};

inline std::vector<std::string> mailsOf(const CustomProperty&) { return {}; }
inline std::vector<std::string> linksOf(const CustomProperty&) { return {}; }
inline bool isGone(const CustomProperty&) { return false; }

}  // namespace sandbox::lineworks
