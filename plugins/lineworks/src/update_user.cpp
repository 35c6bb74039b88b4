#include "update_user.h"

#include "answer_check.h"
#include "checks.h"
#include "defer.h"
#include "existing_user.h"
#include "org_unit_finder.h"
#include "schema.h"
#include "target_errors.h"
#include "update_plan.h"
#include "user_body.h"
#include "user_reader.h"
#include "user_status.h"
#include "user_writer.h"
#include <muster/sdk/answers.h>
#include <muster/sdk/update_steps.h>

namespace muster::lineworks {
namespace {

/** What the deltas want of a text that may be another member's; empty when they want nothing. */
std::string wantedText(const UpdatePlan& plan, std::string_view attribute) {
    const Attribute* wanted = findAttribute(plan.profile, attribute);
    return wanted == nullptr || wanted->text() == nullptr ? std::string() : *wanted->text();
}

std::vector<std::string> orgUnitIds(const UpdatePlan& plan) {
    std::vector<std::string> ids;
    for (const Value& post : plan.posts ? plan.posts->orgUnits : std::vector<Value>()) {
        ids.push_back(orgUnitOf(post));
    }
    return ids;
}

/** The member was read just now: what a 404 is about may be somebody named in relations. */
std::optional<Error> missingRelation(sdk::Call& call, const Settings& settings,
                                     const UpdatePlan& plan, const Error& error) {
    const Attribute* relations = findAttribute(plan.profile, name::kRelations);
    if (!isNotThere(error) || relations == nullptr) {
        return std::nullopt;
    }
    std::vector<std::string> people;
    for (const Value& value : relations->values()) {
        const auto* relation = value.as<ObjectValue>();
        const Attribute* who = relation == nullptr ? nullptr : relation->find("relationUserId");
        if (who != nullptr && who->single() != nullptr) {
            people.push_back(who->single()->toDisplay());
        }
    }
    return missingMember(call, settings, people, name::kRelations);
}

/** Posts in an org unit that was made a moment ago, which LINE WORKS passed over, are deferred. */
Result<void> checkPosts(sdk::Call& call, OrgUnitFinder& finder, const UpdatePlan& plan,
                        const User& now, WriteReport& report) {
    const UserPosts shown = UserPosts::of(now);
    const std::vector<std::string> missing = missingOrgUnits(plan.posts->orgUnits, shown.orgUnits);
    const std::vector<std::string> kept = furtherOrgUnits(plan.posts->orgUnits, shown.orgUnits);
    MUSTER_ASSIGN_OR_RETURN(const auto gone,
                            finder.firstGone(call, doubtfulOrgUnits(plan.posts->orgUnits, now)));
    if (gone) {
        return orgUnitIsNotThere(*gone, name::kOrgUnits);
    }
    if (!kept.empty()) {
        return listWasMerged("member \"" + now.email + "\"",
                             "a post in org unit \"" + kept.front() + "\"");
    }
    if (missing.empty()) {
        return {};
    }
    MUSTER_ASSIGN_OR_RETURN(const bool isNew, isAnyNew(call, finder.idsOf(missing)));
    if (isNew) {
        deferPosts(call, now, plan.posts->orgUnits, missing, report);
        return {};
    }
    return Error{.code = ErrorCode::kProtocol,
                 .message = "LINE WORKS took the update of member \"" + now.email +
                            "\", but shows no post in org unit \"" + missing.front() + "\"",
                 .hint =
                     "read the member to see what is stored; an org unit just made may take 10 "
                     "minutes"};
}

Result<void> patchUser(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                       const UpdatePlan& plan, const User& user, sdk::UpdateSteps& steps) {
    Result<sdk::Response> response =
        UserWriter(call).patch(user.id, patchBody(plan, user), "profile");
    if (!response) {
        if (std::optional<Error> missing =
                missingRelation(call, settings, plan, response.error())) {
            return *std::move(missing);
        }
        return whyRefused(call, settings, finder, std::move(response).error(),
                          {.ownId = user.id,
                           .email = wantedText(plan, attr::kName),
                           .externalKey = wantedText(plan, name::kExternalKey),
                           .orgUnitIds = orgUnitIds(plan)});
    }
    steps.applied();
    const std::string email = wantedText(plan, attr::kName);
    if (!email.empty()) {
        steps.report().name = email;
    }
    if (response->isDryRun || response->isReplayed) {
        return {};
    }
    const Result<User> now = parseUser(response->body, settings.domainId);
    if (!now) {
        return plan.posts ? Result<void>(now.error()) : Result<void>();
    }
    if (plan.posts) {
        MUSTER_RETURN_IF_ERROR(checkPosts(call, finder, plan, *now, steps.report()));
    }
    tellUnnamed(call, *now);
    return checkListsReplaced("member \"" + now->email + "\"", accountClass(), plan.profile,
                              now->attributes);
}

void addAliases(sdk::Call& call, sdk::UpdateSteps& steps, const User& user,
                const sdk::MembershipChange& aliases) {
    for (const std::string& address : aliases.added) {
        steps.add("alias:" + address + ":add", [&call, &user, address](sdk::UpdateSteps&) {
            return UserWriter(call).addAlias(user.id, address);
        });
    }
    for (const std::string& address : aliases.removed) {
        steps.add("alias:" + address + ":remove", [&call, &user, address](sdk::UpdateSteps&) {
            return UserWriter(call).removeAlias(user.id, address);
        });
    }
}

/** A member must not be suspended to be changed, as far as the vendor says; so it is suspended last
 * and taken back first. */
Result<WriteReport> runSteps(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                             const UpdatePlan& plan, const User& user) {
    sdk::UpdateSteps steps(call, {.uid = user.id, .name = user.email, .state = user.status});
    if (plan.enable == true) {
        steps.add("unsuspend", [&](sdk::UpdateSteps& all) -> Result<void> {
            MUSTER_RETURN_IF_ERROR(unsuspend(call, settings, user));
            all.report().state = "active";
            return {};
        });
    }
    if (plan.changesUser()) {
        steps.add("profile", [&](sdk::UpdateSteps& all) {
            return patchUser(call, settings, finder, plan, user, all);
        });
    }
    addAliases(call, steps, user, plan.aliases);
    if (plan.enable == false) {
        steps.add("suspend", [&](sdk::UpdateSteps& all) -> Result<void> {
            MUSTER_RETURN_IF_ERROR(suspend(call, settings, user));
            all.report().state = "suspended";
            return {};
        });
    }
    if (plan.suspendsLater) {
        deferSuspension(call, user, steps.report());
    }
    return steps.run();
}

}  // namespace

Result<WriteReport> changeUser(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                               const User& user, const std::vector<AttributeDelta>& deltas) {
    MUSTER_ASSIGN_OR_RETURN(const UpdatePlan plan,
                            planUpdate(call, deltas, user, settings, finder));
    return runSteps(call, settings, finder, plan, user);
}

Result<WriteReport> updateUser(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder,
                               const ObjectRef& ref, const sdk::DeltasView& view) {
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> asked, view.copy());
    MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> deltas,
                            checkedDeltas(call, asked, settings));
    MUSTER_ASSIGN_OR_RETURN(const User user, UserReader(call, settings).require(ref.text()));
    return changeUser(call, settings, finder, user, deltas);
}

}  // namespace muster::lineworks
