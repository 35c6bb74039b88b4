#include "create_user.h"

#include "answer_check.h"
#include "checks.h"
#include "defer.h"
#include "existing_user.h"
#include "schema.h"
#include "target_errors.h"
#include "update_plan.h"
#include "update_user.h"
#include "user_body.h"
#include "user_reader.h"
#include "user_status.h"
#include "user_writer.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

/** What is to be sent. */
struct CreatePlan {
    std::string email = {};
    std::string externalKey = {};
    /** What was asked for, checked: for a member who turns out to be there. */
    std::vector<AttributeDelta> deltas = {};
    UserPosts posts = {};
    std::vector<Attribute> body = {};
    bool isToBeSuspended = false;
    bool hasPassword = false;

    std::vector<std::string> orgUnitIds() const {
        std::vector<std::string> ids;
        for (const Value& post : posts.orgUnits) {
            ids.push_back(orgUnitOf(post));
        }
        return ids;
    }
    WantedIdentity identity() const {
        return {.email = email, .externalKey = externalKey, .orgUnitIds = orgUnitIds()};
    }
};

const Attribute* given(const std::vector<Attribute>& attributes, std::string_view name) {
    const Attribute* found = findAttribute(attributes, name);
    return found == nullptr || found->values().empty() ? nullptr : found;
}

std::string textIn(const std::vector<Attribute>& attributes, std::string_view name) {
    const Attribute* found = given(attributes, name);
    return found == nullptr || found->single() == nullptr ? std::string()
                                                          : found->single()->toDisplay();
}

Result<void> checkPasswords(const std::vector<Attribute>& attributes, const Settings& settings) {
    const Attribute* password = given(attributes, attr::kPassword);
    const auto* secret = password == nullptr || password->single() == nullptr
                             ? nullptr
                             : password->single()->as<Secret>();
    if (secret != nullptr) {
        MUSTER_RETURN_IF_ERROR(checkPassword(*secret, settings));
    }
    std::string creationType = textIn(attributes, name::kPasswordCreationType);
    creationType = creationType.empty() && secret != nullptr ? "ADMIN" : creationType;
    return checkPasswordChoice(creationType, secret != nullptr,
                               given(attributes, name::kPrivateEmail) != nullptr, settings);
}

/** Attributes of a create as deltas: those without values ask for nothing on a new member. */
std::vector<AttributeDelta> asDeltas(const std::vector<Attribute>& attributes) {
    std::vector<AttributeDelta> deltas;
    for (const Attribute& attribute : attributes) {
        const AttributeInfo* info = accountClass().find(attribute.name());
        if (!attribute.values().empty() && info != nullptr && info->updateable) {
            deltas.push_back({DeltaMode::kReplace, attribute});
        }
    }
    return deltas;
}

Result<void> planPosts(sdk::Call& call, CreatePlan& plan, const std::vector<Attribute>& wanted,
                       const Settings& settings, OrgUnitFinder& finder) {
    std::vector<AttributeDelta> organizations;
    std::vector<AttributeDelta> posts;
    if (const Attribute* asked = given(wanted, name::kOrganizations)) {
        organizations.push_back({DeltaMode::kReplace, *asked});
    }
    if (const Attribute* asked = given(wanted, name::kOrgUnits)) {
        MUSTER_ASSIGN_OR_RETURN(std::vector<Value> resolved,
                                finder.resolve(call, asked->values(), {}));
        posts.push_back({DeltaMode::kReplace, Attribute::list(asked->name(), std::move(resolved))});
    }
    plan.posts.organizations = changedElements(
        {}, organizations, *accountClass().find(name::kOrganizations), settings.domainId);
    plan.posts.orgUnits =
        changedElements({}, posts, *accountClass().find(name::kOrgUnits), settings.domainId);
    if (const Attribute* level = given(wanted, name::kLevelId)) {
        const auto* reference = level->single()->as<Reference>();
        setLevel(plan.posts, settings.domainId, reference == nullptr ? "" : reference->uid);
    }
    alignDomains(plan.posts, {});
    return {};
}

std::vector<Attribute> createBody(const CreatePlan& plan, const std::vector<Attribute>& attributes,
                                  const std::vector<Attribute>& wanted, const Settings& settings) {
    std::vector<Attribute> body = {
        Attribute(std::string(name::kDomainId), Value(settings.domainId))};
    for (const std::vector<Attribute>& part :
         {profileBody(wanted, nullptr), passwordBody(attributes)}) {
        body.insert(body.end(), part.begin(), part.end());
    }
    if (!plan.posts.organizations.empty()) {
        body.push_back(organizationsToWire(plan.posts, {}, plan.externalKey));
    }
    return body;
}

Result<CreatePlan> makePlan(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                            const sdk::AttributesView& view) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> attributes, view.copy());
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    MUSTER_RETURN_IF_ERROR(checkPasswords(attributes, settings));
    CreatePlan plan;
    MUSTER_ASSIGN_OR_RETURN(plan.deltas, checkedDeltas(call, asDeltas(attributes), settings));
    std::vector<Attribute> wanted;
    for (const AttributeDelta& delta : plan.deltas) {
        wanted.push_back(delta.attribute);
    }
    MUSTER_RETURN_IF_ERROR(
        checkNames(textIn(wanted, name::kLastName), textIn(wanted, name::kFirstName)));
    plan.email = textIn(wanted, attr::kName);
    plan.externalKey = textIn(wanted, name::kExternalKey);
    plan.isToBeSuspended = textIn(wanted, attr::kEnable) == "false";
    plan.hasPassword = given(attributes, attr::kPassword) != nullptr;
    MUSTER_RETURN_IF_ERROR(planPosts(call, plan, wanted, settings, finder));
    plan.body = createBody(plan, attributes, wanted, settings);
    return plan;
}

bool isAsked(const sdk::Call& call, std::string_view option, bool fallback) {
    const std::optional<std::string> said = call.option(option);
    return said ? *said == "true" : fallback;
}

/** A member who was there is taken to where the create wanted it. */
Result<WriteReport> takeOver(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                             const CreatePlan& plan, const User& user, const std::string& how) {
    if (plan.hasPassword) {
        call.notice("password-ignored",
                    "LINE WORKS sets passwords of new members only; the one given was not sent",
                    attr::kPassword);
    }
    MUSTER_ASSIGN_OR_RETURN(WriteReport report,
                            changeUser(call, settings, finder, user, plan.deltas));
    call.notice("adopted", "member \"" + user.email + "\" (id \"" + user.id + "\") " + how);
    return report;
}

constexpr std::string_view kBroughtBack =
    "was deleted, and is brought back; what it had in message rooms is gone";

Result<WriteReport> bringBack(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                              const CreatePlan& plan, const User& deleted) {
    if (const auto undeleted = undelete(call, settings, deleted.id); !undeleted) {
        return undeleted.error();
    }
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call, settings).require(deleted.id));
    return takeOver(call, settings, finder, plan, user, std::string(kBroughtBack));
}

/** A create that goes on after it was cut off meets the member whom it took over before: with its
 * key, or brought back. */
bool isOurs(const sdk::Call& call, const Settings& settings, const CreatePlan& plan,
            const User& holder) {
    const bool isMarked =
        !plan.externalKey.empty() || isAsked(call, "undelete", settings.undeletesExisting);
    return call.isResumed() && isMarked && holder.externalKey == plan.externalKey;
}

/** Nobody is to be read who holds what the new member wants. Some tenants do not show deleted
 * members, who hold it all the same: a request to bring one back tells. */
Result<WriteReport> nobodyIsThere(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                  const CreatePlan& plan, Error error) {
    if (isAsked(call, "undelete", settings.undeletesExisting)) {
        const Result<sdk::Response> undeleted = UserWriter(call).undelete(plan.email);
        if (undeleted) {
            MUSTER_ASSIGN_OR_RETURN(const User user,
                                    UserReader(call, settings).require(plan.email));
            return takeOver(call, settings, finder, plan, user, std::string(kBroughtBack));
        }
        if (!isNotThere(undeleted.error()) && !isRefusedData(undeleted.error())) {
            return undeleted.error();
        }
    }
    Error why = dataOrNewOrgUnit(call, finder, std::move(error), plan.identity());
    if (plan.hasPassword && !settings.passwordNeedsSpecial) {
        why.hint += "; the tenant's password rule may ask for a sign, too (passwordNeedsSpecial)";
    }
    return why;
}

/** LINE WORKS refused the new member: reads decide whether somebody is there. */
Result<WriteReport> afterRefusal(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                 const CreatePlan& plan, Error error) {
    const WantedIdentity wanted = plan.identity();
    if (!isRefusedData(error)) {
        return whyRefused(call, settings, finder, std::move(error), wanted);
    }
    MUSTER_ASSIGN_OR_RETURN(const Holders holders, findHolders(call, settings, wanted));
    if (!holders.isAny()) {
        return nobodyIsThere(call, settings, finder, plan, std::move(error));
    }
    const User& holder = holders.byKey ? *holders.byKey : *holders.byEmail;
    if (holder.isDeleted()) {
        return isAsked(call, "undelete", settings.undeletesExisting)
                   ? bringBack(call, settings, finder, plan, holder)
                   : heldByDeleted(holder);
    }
    if (holders.byKey && !equalNames(holder.email, plan.email)) {
        return keyIsTaken(plan.externalKey, holder);
    }
    if (isOurs(call, settings, plan, holder)) {
        return takeOver(call, settings, finder, plan, holder,
                        "was taken over by this operation before it was cut off, and it goes on");
    }
    const bool isAdopted = holder.externalKey.empty() && !plan.externalKey.empty() &&
                           isAsked(call, "adopt", settings.adoptsExisting);
    return isAdopted ? takeOver(call, settings, finder, plan, holder,
                                "was there without an External Key, and has \"" + plan.externalKey +
                                    "\" now")
                     : emailIsTaken(holder);
}

/** The member as the answer shows it; a saved answer holds no more than the id. */
Result<User> readCreated(sdk::Call& call, const Settings& settings, const CreatePlan& plan,
                         const sdk::Response& response) {
    if (response.isDryRun) {
        return User{
            .id = "(the new id)", .email = plan.email, .status = "active", .isAssumed = true};
    }
    if (response.isReplayed) {
        return UserReader(call, settings).require(response.uid);
    }
    return parseUser(response.body, settings.domainId);
}

/** What the target takes only later. An org unit that has gone since it was seen is an error. */
Result<void> addDeferred(sdk::Call& call, OrgUnitFinder& finder, const CreatePlan& plan,
                         const User& user, WriteReport& report) {
    if (plan.isToBeSuspended && user.isPending()) {
        deferSuspension(call, user, report);
    }
    const std::vector<std::string> missing =
        user.isAssumed ? std::vector<std::string>()
                       : missingOrgUnits(plan.posts.orgUnits, user.valuesOf(name::kOrgUnits));
    if (!user.isAssumed) {
        MUSTER_ASSIGN_OR_RETURN(
            const auto gone, finder.firstGone(call, doubtfulOrgUnits(plan.posts.orgUnits, user)));
        if (gone) {
            return orgUnitIsNotThere(*gone, name::kOrgUnits);
        }
        tellUnnamed(call, user);
    }
    if (!missing.empty()) {
        deferPosts(call, user, plan.posts.orgUnits, missing, report);
    }
    return {};
}

Result<WriteReport> finishCreate(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                                 const CreatePlan& plan, const User& user) {
    WriteReport report{
        .uid = user.id, .name = user.email, .state = user.status, .accepted = user.isPending()};
    if (Result<void> added = addDeferred(call, finder, plan, user, report); !added) {
        call.reportEarly(report);
        return std::move(added).error();
    }
    if (!plan.isToBeSuspended || user.isPending()) {
        return report;
    }
    if (Result<void> suspended = suspend(call, settings, user); !suspended) {
        call.reportEarly(report);
        return std::move(suspended).error();
    }
    report.state = "suspended";
    return report;
}

}  // namespace

Result<WriteReport> createUser(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                               const sdk::AttributesView& attributes) {
    MUSTER_ASSIGN_OR_RETURN(const CreatePlan plan, makePlan(call, settings, finder, attributes));
    Result<sdk::Response> response = UserWriter(call).create(plan.body);
    if (!response) {
        return afterRefusal(call, settings, finder, plan, std::move(response).error());
    }
    const Result<User> user = readCreated(call, settings, plan, *response);
    if (!user) {
        call.reportEarly(
            {.uid = response->uid.empty() ? plan.email : response->uid, .name = plan.email});
        return user.error();
    }
    return finishCreate(call, settings, finder, plan, *user);
}

}  // namespace muster::lineworks
