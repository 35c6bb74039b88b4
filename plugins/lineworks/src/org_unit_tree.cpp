#include "org_unit_tree.h"

#include <algorithm>

#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/page_walk.h>

namespace muster::lineworks {
namespace {

constexpr std::int64_t kPageSize = 100;  // the most that LINE WORKS gives (orgunit-list)
/** Deeper than any tree that LINE WORKS takes: a circle in what it shows ends here. */
constexpr std::int64_t kDeepest = 100;

}  // namespace

std::string textOf(const ConnectorObject& orgUnit, std::string_view attribute) {
    const Attribute* found = orgUnit.find(attribute);
    if (found == nullptr || found->single() == nullptr) {
        return {};
    }
    const auto* reference = found->single()->as<Reference>();
    return reference == nullptr ? found->single()->toDisplay() : reference->uid;
}

std::int64_t numberOf(const ConnectorObject& orgUnit, std::string_view attribute) {
    const Attribute* found = orgUnit.find(attribute);
    const auto* number = found == nullptr || found->single() == nullptr
                             ? nullptr
                             : found->single()->as<std::int64_t>();
    return number == nullptr ? 0 : *number;
}

Result<OrgUnitTree> OrgUnitTree::read(sdk::Call& call) {
    OrgUnitTree tree;
    sdk::PageWalk walk(call.host(), {.key = std::string(key::kSearchOrgUnits)}, kPageSize,
                       "org units");
    sdk::PagePosition position;
    const Result<bool> ended = walk.run(position, [&](const std::string& row) -> Result<bool> {
        MUSTER_ASSIGN_OR_RETURN(const ConnectorObject orgUnit, orgUnits().parse(orgUnits(), row));
        tree.byParent_.emplace(textOf(orgUnit, name::kParent), tree.nodes_.size());
        tree.nodes_.push_back({.id = orgUnit.uid,
                               .name = orgUnit.name,
                               .parent = textOf(orgUnit, name::kParent),
                               .externalKey = textOf(orgUnit, name::kExternalKey),
                               .displayLevel = numberOf(orgUnit, name::kDisplayLevel)});
        return true;
    });
    if (!ended) {
        return explained(ended.error(), orgUnitClass());
    }
    return tree;
}

std::vector<OrgUnitTree::Node> OrgUnitTree::within(const std::string& parent,
                                                   std::string_view nameOrId) const {
    std::vector<Node> found = within(parent);
    std::erase_if(found,
                  [&](const Node& node) { return node.name != nameOrId && node.id != nameOrId; });
    return found;
}

std::vector<OrgUnitTree::Node> OrgUnitTree::within(const std::string& parent) const {
    std::vector<Node> found;
    const auto [begin, end] = byParent_.equal_range(parent);
    for (auto each = begin; each != end; ++each) {
        found.push_back(nodes_[each->second]);
    }
    return found;
}

bool OrgUnitTree::isWithin(const std::string& id, const std::string& other) const {
    std::string at = id;
    for (std::int64_t steps = 0; !at.empty() && steps < kDeepest; ++steps) {
        if (at == other) {
            return true;
        }
        const auto node = std::find_if(nodes_.begin(), nodes_.end(),
                                       [&](const Node& one) { return one.id == at; });
        at = node == nodes_.end() ? std::string() : node->parent;
    }
    return false;
}

std::int64_t OrgUnitTree::height(const std::string& id) const {
    std::int64_t levels = 0;
    std::vector<Node> row = within(id);
    while (!row.empty() && levels < kDeepest) {
        ++levels;
        std::vector<Node> next;
        for (const Node& node : row) {
            const std::vector<Node> below = within(node.id);
            next.insert(next.end(), below.begin(), below.end());
        }
        row = std::move(next);
    }
    return levels;
}

}  // namespace muster::lineworks
