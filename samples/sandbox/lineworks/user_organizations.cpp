// organizations[] and their orgUnits[]: docs page user-create.
#include <algorithm>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/domains.h"
#include "lineworks/find.h"
#include "lineworks/text_rules.h"
#include "lineworks/user_fields.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMostInt32 = 2'147'483'647;
constexpr std::size_t kMostOrganizations = 100;
constexpr std::size_t kMostPosts = 30;

/// What is read-only is known too.
constexpr std::string_view kOrganizationParts[] = {
    "domainId",  "primary",   "userExternalKey",  "email",   "levelId", "levelExternalKey",
    "levelName", "executive", "organizationName", "orgUnits"};
constexpr std::string_view kPostParts[] = {
    "orgUnitId",     "orgUnitExternalKey",  "orgUnitName",  "orgUnitEmail", "primary",
    "positionId",    "positionExternalKey", "positionName", "isManager",    "visible",
    "useTeamFeature"};

/// The id that a reference has, "" when it is absent or wrong.
std::string readReference(BodyReader& in, const Tenant& tenant, Kind kind, std::string_view name,
                          bool enabled) {
    const auto asSent = in.text(name, [](auto text) { return !text.empty(); });
    if (asSent.empty()) return {};
    if (!enabled) {
        in.complain(name, "absent: " + std::string(plainName(kind)) + "s are not enabled");
        return {};
    }
    auto reference = referTo(tenant, kind, asSent);
    in.refuse(std::move(reference.refusal));
    return std::move(reference.id);
}

Post readPost(BodyReader& in, const Tenant& tenant, std::int64_t domainId) {
    in.onlyKnows(tenant.settings, kPostParts);
    in.require("orgUnitId");
    Post post;
    post.orgUnitId = readReference(in, tenant, Kind::kOrgUnit, "orgUnitId", true);
    const auto* unit = tenant.directory.orgUnits.find(post.orgUnitId);
    if (unit != nullptr && unit->domainId != domainId) {
        in.complain("orgUnitId", "an org unit of the organization's domain");
    }
    post.primary = in.flag("primary", false);
    post.positionId =
        readReference(in, tenant, Kind::kPosition, "positionId", tenant.settings.positions);
    post.isManager = in.flag("isManager", false);
    post.visible = in.flag("visible", true);
    post.useTeamFeature = in.flag("useTeamFeature", true);
    return post;
}

/// One item must be primary: none makes it the first, two are refused.
template <typename Item>
void settlePrimary(BodyReader& in, std::string_view name, std::vector<Item>& items) {
    const auto primaries =
        std::count_if(items.begin(), items.end(), [](const Item& each) { return each.primary; });
    if (primaries > 1) in.complain(name, "a list with one primary");
    if (primaries == 0 && !items.empty()) items.front().primary = true;
}

void readPosts(BodyReader& in, const Tenant& tenant, Organization& organization) {
    for (const auto* sent : in.objects("orgUnits", kMostPosts)) {
        BodyReader item(*sent, "organizations[].orgUnits[].");
        auto post = readPost(item, tenant, organization.domainId);
        in.refuse(item.refusal());
        const bool again =
            std::any_of(organization.orgUnits.begin(), organization.orgUnits.end(),
                        [&](const Post& other) { return other.orgUnitId == post.orgUnitId; });
        if (again) in.complain("orgUnits", "a list that names each org unit once");
        organization.orgUnits.push_back(std::move(post));
    }
    settlePrimary(in, "orgUnits", organization.orgUnits);
}

Organization readOrganization(BodyReader& in, const Tenant& tenant) {
    const auto& settings = tenant.settings;
    Organization organization;
    in.onlyKnows(settings, kOrganizationParts);
    if (!in.has("domainId")) {
        in.refuse(apiError(400, settings.missingDomain, "organizations[].domainId is required."));
    }
    organization.domainId = in.number("domainId", 0, 1, kMostInt32);
    if (in.good() && !isOurDomain(settings, organization.domainId)) {
        in.refuse(foreignDomain(settings, std::to_string(organization.domainId)));
    }
    organization.primary = in.flag("primary", false);
    organization.email = in.text("email", [&](auto text) { return isMemberMail(text, settings); });
    organization.levelId = readReference(in, tenant, Kind::kLevel, "levelId", settings.levels);
    readPosts(in, tenant, organization);
    return organization;
}

/// Posts of `changes` replace those of the same org unit, and others stay.
void mergePosts(Organization& changes, const Organization& old) {
    const bool newPrimary = !changes.orgUnits.empty();
    for (auto post : old.orgUnits) {
        const bool changed =
            std::any_of(changes.orgUnits.begin(), changes.orgUnits.end(),
                        [&](const Post& each) { return each.orgUnitId == post.orgUnitId; });
        if (changed) continue;
        if (newPrimary) post.primary = false;
        changes.orgUnits.push_back(std::move(post));
    }
}

void mergeOrganizations(std::vector<Organization>& changes, const std::vector<Organization>& old) {
    for (auto before : old) {
        const auto found = std::find_if(
            changes.begin(), changes.end(),
            [&](const Organization& each) { return each.domainId == before.domainId; });
        if (found != changes.end()) {
            mergePosts(*found, before);
        } else {
            before.primary = false;
            changes.push_back(std::move(before));
        }
    }
}

}  // namespace

void readOrganizations(BodyReader& in, const Tenant& tenant, Mode mode, User& user) {
    if (mode == Mode::kPatch && !in.sent("organizations")) return;
    std::vector<Organization> organizations;
    for (const auto* sent : in.objects("organizations", kMostOrganizations)) {
        BodyReader item(*sent, "organizations[].");
        organizations.push_back(readOrganization(item, tenant));
        in.refuse(item.refusal());
    }
    settlePrimary(in, "organizations", organizations);
    if (mode == Mode::kPatch && tenant.settings.patchArrays == "merged") {
        mergeOrganizations(organizations, user.organizations);
    }
    if (organizations.empty()) {
        organizations.push_back({.domainId = user.domainId, .primary = true});
    }
    user.organizations = std::move(organizations);
}

}  // namespace sandbox::lineworks
