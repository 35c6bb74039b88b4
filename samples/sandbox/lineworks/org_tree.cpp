// The tree of org units: levels, order, what is below what.
#include <algorithm>

#include "lineworks/org_units.h"

namespace sandbox::lineworks {

int levelOf(const Directory& directory, std::string_view id) {
    int level = 0;
    const auto* unit = directory.orgUnits.find(id);
    while (unit != nullptr) {
        ++level;
        unit = directory.orgUnits.find(unit->parentId);
    }
    return level;
}

int heightOf(const Directory& directory, const OrgUnit& unit) {
    const int top = levelOf(directory, unit.id);
    int deepest = top;
    for (const auto* each : treeOf(directory, unit)) {
        deepest = std::max(deepest, levelOf(directory, each->id));
    }
    return deepest - top + 1;
}

bool isWithin(const Directory& directory, std::string_view id, const OrgUnit& unit) {
    const auto* each = directory.orgUnits.find(id);
    while (each != nullptr && each != &unit) each = directory.orgUnits.find(each->parentId);
    return each == &unit;
}

std::vector<const OrgUnit*> treeOf(const Directory& directory, const OrgUnit& unit) {
    std::vector<const OrgUnit*> tree = {&unit};
    for (std::size_t at = 0; at < tree.size(); ++at) {
        for (const auto number : directory.orgUnits.linkedTo(tree[at]->id)) {
            tree.push_back(&directory.orgUnits.at(number));
        }
    }
    return tree;
}

std::vector<const OrgUnit*> childrenOf(const Directory& directory, std::string_view parentId,
                                       std::int64_t domainId) {
    std::vector<const OrgUnit*> children;
    for (const auto number : directory.orgUnits.linkedTo(parentId.empty() ? kTopLink : parentId)) {
        const auto& unit = directory.orgUnits.at(number);
        if (unit.domainId == domainId) children.push_back(&unit);
    }
    std::stable_sort(children.begin(), children.end(), [](auto* left, auto* right) {
        return left->displayOrder < right->displayOrder;
    });
    return children;
}

Refusal checkDepth(const Tenant& tenant, std::string_view parentId, int height) {
    const auto& settings = tenant.settings;
    const int deepest = levelOf(tenant.directory, parentId) + height;
    if (settings.orgDepth == 0 || deepest <= settings.orgDepth) return {};
    return apiError(
        settings.orgDepthAnswer == "403" ? 403 : 400, "LIMIT_EXCEEDED",
        "An org unit may be at level " + std::to_string(settings.orgDepth) + " at most.");
}

void makeRoom(Directory& directory, const OrgUnit& unit, std::string_view parentId, int order) {
    for (const auto* sibling : childrenOf(directory, parentId, unit.domainId)) {
        if (sibling->id == unit.id || sibling->displayOrder < order) continue;
        directory.orgUnits.change(*sibling, [](OrgUnit& held) { ++held.displayOrder; });
    }
}

void disturbOrder(Directory& directory, std::string_view parentId, std::int64_t domainId) {
    const auto siblings = childrenOf(directory, parentId, domainId);
    std::vector<int> orders;
    orders.reserve(siblings.size());
    for (const auto* each : siblings) orders.push_back(each->displayOrder);
    for (const auto* each : siblings) {
        directory.orgUnits.change(*each, [&](OrgUnit& held) { held.displayOrder = orders.back(); });
        orders.pop_back();
    }
}

}  // namespace sandbox::lineworks
