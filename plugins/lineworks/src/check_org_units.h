#pragma once

#include <map>
#include <string>

#include "check_findings.h"
#include "org_unit_tree.h"
#include "settings.h"

namespace muster::lineworks {

/** Where each org unit of a tree stands. The tree must outlive it. */
class OrgUnitPlaces {
public:
    struct Place {
        const OrgUnitTree::Node* orgUnit = nullptr;
        std::int64_t level = 0;  ///< 1 at the top; 0 when no way leads there from the top
        std::string realm = {};  ///< the org unit at the top of it
        std::string path = {};   ///< names from the top down, `本社 > 営業部`
    };

    explicit OrgUnitPlaces(const OrgUnitTree& tree);

    /** Null when there is no such org unit. */
    const Place* find(const std::string& id) const;
    const std::map<std::string, Place>& all() const { return places_; }

private:
    void place(const OrgUnitTree& tree, const OrgUnitTree::Node& node, const Place& above);

    std::map<std::string, Place> places_;  // by id
};

/** Findings about org units by themselves: keys, names, depth, parents that are not there. */
void checkOrgUnits(const OrgUnitPlaces& places, const Settings& settings, CheckFindings& findings);

/** A finding about an org unit: `org unit "本社 > 営業部" has ...`. */
CheckFinding aboutOrgUnit(const OrgUnitPlaces::Place& place, CheckFinding::Severity severity,
                          std::string code, const std::string& fact, std::string hint);

/** How grave a missing External Key is: adoption gives one, if the settings allow it. */
CheckFinding::Severity severityOfNoKey(const Settings& settings);
std::string hintOfNoKey(const Settings& settings);

}  // namespace muster::lineworks
