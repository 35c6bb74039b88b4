#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/object.h>
#include <muster/core/result.h>
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** All org units of the target's domain, as one walk shows them: LINE WORKS lists them flat, and
 * has no list of what is within one. */
class OrgUnitTree {
public:
    struct Node {
        std::string id = {};
        std::string name = {};
        std::string parent = {};  ///< empty at the top
        std::string externalKey = {};
        std::int64_t displayLevel = 0;
    };

    /** Any I/O error. Empty in a dry run. */
    static Result<OrgUnitTree> read(sdk::Call& call);

    /** Those directly within `parent` (empty: at the top) with that name or id. */
    std::vector<Node> within(const std::string& parent, std::string_view nameOrId) const;
    /** Those directly within. */
    std::vector<Node> within(const std::string& parent) const;
    /** Whether an org unit is `other` or hangs below it. */
    bool isWithin(const std::string& id, const std::string& other) const;
    /** How many levels hang below an org unit: 0 when nothing is within it. A circle ends it. */
    std::int64_t height(const std::string& id) const;
    const std::vector<Node>& all() const { return nodes_; }

private:
    std::vector<Node> nodes_;
    std::multimap<std::string, std::size_t> byParent_;
};

/** The text of a reference or string attribute of an org unit; empty when there is none. */
std::string textOf(const ConnectorObject& orgUnit, std::string_view attribute);
/** The same of a number; 0 when there is none. */
std::int64_t numberOf(const ConnectorObject& orgUnit, std::string_view attribute);

}  // namespace muster::lineworks
