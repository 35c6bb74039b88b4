#include "check_org_units.h"

#include "checks.h"
#include "schema.h"
#include "text_rules.h"

namespace muster::lineworks {
namespace {

using Severity = CheckFinding::Severity;

void checkKey(const OrgUnitPlaces::Place& place, const Settings& settings,
              CheckFindings& findings) {
    const std::string& key = place.orgUnit->externalKey;
    if (key.empty()) {
        findings.tell(aboutOrgUnit(place, severityOfNoKey(settings), "no-external-key",
                                   "has no External Key", hintOfNoKey(settings)));
    } else if (const Fault fault = faultOfExternalKey(key)) {
        findings.tell(aboutOrgUnit(
            place, Severity::kError, "illegal-external-key",
            "has the External Key \"" + key + "\", which " + *fault + " and so addresses nothing",
            "give it another key"));
    }
}

void checkDepth(const OrgUnitPlaces::Place& place, const Settings& settings,
                CheckFindings& findings) {
    if (place.level == 0) {
        findings.tell(aboutOrgUnit(place, Severity::kError, "parent-not-there",
                                   "has the parent \"" + place.orgUnit->parent +
                                       "\", and no way leads from there to the top",
                                   "move it to an org unit that is there"));
    } else if (settings.maxOrgDepth > 0 && place.level > settings.maxOrgDepth) {
        findings.tell(aboutOrgUnit(
            place, Severity::kError, "too-deep",
            "is on level " + std::to_string(place.level) + ", counted from the realm; " +
                std::to_string(settings.maxOrgDepth) + " are allowed",
            "move it higher; the setting maxOrgDepth says how many levels there may be"));
    }
}

void checkName(const OrgUnitPlaces::Place& place, CheckFindings& findings) {
    if (const Fault fault = faultOfOrgUnitName(place.orgUnit->name)) {
        findings.tell(aboutOrgUnit(place, Severity::kWarning, "illegal-name",
                                   "has a name that " + *fault,
                                   "LINE WORKS would refuse the name in a change: rename it"));
    }
}

}  // namespace

OrgUnitPlaces::OrgUnitPlaces(const OrgUnitTree& tree) {
    for (const OrgUnitTree::Node& node : tree.within("")) {
        place(tree, node, {.realm = node.id});
    }
    for (const OrgUnitTree::Node& node : tree.all()) {
        places_[node.id].orgUnit = &node;
        if (places_[node.id].path.empty()) {
            places_[node.id].path = node.name;
        }
    }
}

void OrgUnitPlaces::place(const OrgUnitTree& tree, const OrgUnitTree::Node& node,
                          const Place& above) {
    Place& here = places_[node.id];
    if (here.level > 0) {
        return;
    }
    here.level = above.level + 1;
    here.realm = above.realm;
    here.path = above.path.empty() ? node.name : above.path + " > " + node.name;
    for (const OrgUnitTree::Node& below : tree.within(node.id)) {
        place(tree, below, here);
    }
}

const OrgUnitPlaces::Place* OrgUnitPlaces::find(const std::string& id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? nullptr : &found->second;
}

void checkOrgUnits(const OrgUnitPlaces& places, const Settings& settings, CheckFindings& findings) {
    for (const auto& [id, place] : places.all()) {
        checkKey(place, settings, findings);
        checkDepth(place, settings, findings);
        checkName(place, findings);
    }
}

CheckFinding aboutOrgUnit(const OrgUnitPlaces::Place& place, CheckFinding::Severity severity,
                          std::string code, const std::string& fact, std::string hint) {
    return {.severity = severity,
            .code = std::move(code),
            .objectClass = std::string(class_name::kOrgUnit),
            .uid = place.orgUnit->id,
            .name = place.orgUnit->name,
            .message = "org unit \"" + place.path + "\" " + fact,
            .hint = std::move(hint)};
}

CheckFinding::Severity severityOfNoKey(const Settings& settings) {
    return settings.adoptsExisting ? Severity::kWarning : Severity::kError;
}

std::string hintOfNoKey(const Settings& settings) {
    return settings.adoptsExisting
               ? "the first create of it gives it one (adoptExisting); the actions "
                 "adopt-members and adopt-org-units give many at once"
               : "give it one: the setting adoptExisting is false, so that a create of it fails";
}

}  // namespace muster::lineworks
