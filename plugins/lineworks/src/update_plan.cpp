#include "update_plan.h"

#include <algorithm>

#include "checks.h"
#include "relations.h"
#include "schema.h"
#include "text_rules.h"
#include "user_body.h"
#include "wire.h"
#include <muster/core/ids.h>
#include <muster/sdk/already_so.h>
#include <muster/sdk/answers.h>
#include <muster/sdk/merge.h>

namespace muster::lineworks {
namespace {

bool isPhonetic(std::string_view attribute) {
    return attribute == name::kPhoneticLastName || attribute == name::kPhoneticFirstName;
}

bool isLogin(std::string_view attribute) {
    return attribute == attr::kName || attribute == name::kAliasEmails;
}

/** Login ids in small letters: LINE WORKS takes no others, and does not tell cases apart. */
Attribute inSmallLetters(sdk::Call& call, const Attribute& attribute) {
    std::vector<Value> values;
    for (const Value& value : attribute.values()) {
        const auto* text = value.as<std::string>();
        if (text == nullptr || lowerCase(*text) == *text) {
            values.push_back(value);
            continue;
        }
        call.notice("address-in-small-letters",
                    "LINE WORKS takes addresses in small letters alone: \"" + *text +
                        "\" is sent as \"" + lowerCase(*text) + "\"",
                    attribute.name());
        values.emplace_back(lowerCase(*text));
    }
    return attribute.isList() || values.size() != 1
               ? Attribute::list(attribute.name(), std::move(values))
               : Attribute(attribute.name(), std::move(values.front()));
}

/** Whether the phonetic is to be left out, with a notice. */
bool isDropped(sdk::Call& call, const Attribute& attribute, const Settings& settings) {
    const std::string* text = attribute.text();
    if (!settings.dropsIllegalPhonetics || !isPhonetic(attribute.name()) || text == nullptr ||
        !faultOfPhonetic(*text)) {
        return false;
    }
    call.notice("phonetic-left-out",
                attribute.name() + " \"" + *text + "\" " + *faultOfPhonetic(*text) +
                    ", which is no katakana; nothing was sent for it",
                attribute.name());
    return true;
}

Result<void> checkMode(const AttributeDelta& delta, const AttributeInfo& info) {
    if (delta.mode == DeltaMode::kReplace || info.multiValued) {
        return {};
    }
    return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                        info.name + " has one value: nothing can be " +
                            (delta.mode == DeltaMode::kAdd ? "added to" : "removed from") + " it",
                        "replace it: " + info.name + "=VALUE", info.name);
}

Result<const AttributeInfo*> requireUpdateable(const AttributeDelta& delta) {
    const AttributeInfo* info = accountClass().find(delta.name());
    if (info != nullptr && info->updateable) {
        return info;
    }
    return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                        "the attribute \"" + delta.name() + "\" of a member cannot be changed",
                        "target schema lists what can be", delta.name());
}

/** All deltas of one attribute. */
std::vector<AttributeDelta> deltasOf(const std::vector<AttributeDelta>& deltas,
                                     std::string_view attribute) {
    std::vector<AttributeDelta> all;
    std::copy_if(deltas.begin(), deltas.end(), std::back_inserter(all),
                 [&](const AttributeDelta& delta) { return delta.name() == attribute; });
    return all;
}

/** The attribute as wanted. */
Attribute wantedValues(const std::vector<AttributeDelta>& deltas, const std::vector<Value>& current,
                       const AttributeInfo& info) {
    if (!info.multiValued) {
        return deltas.back().attribute;
    }
    std::vector<Value> values = current;
    for (const AttributeDelta& delta : deltas) {
        const std::vector<Value>& given = delta.attribute.values();
        switch (delta.mode) {
            case DeltaMode::kReplace:
                values = given;
                break;
            case DeltaMode::kAdd:
                values = sdk::mergeByKey(values, given, {}, info);
                break;
            case DeltaMode::kRemove:
                values = sdk::mergeByKey(values, {}, given, info);
                break;
        }
    }
    return Attribute::list(info.name, std::move(values));
}

/** Plans one update against a member that was read. */
class Planner {
public:
    Planner(sdk::Call& call, const std::vector<AttributeDelta>& deltas, const User& user,
            const Settings& settings, OrgUnitFinder& finder)
        : call_(call),
          deltas_(deltas),
          user_(user),
          settings_(settings),
          finder_(finder),
          isLeftOut_(sdk::alreadySo(call) == sdk::AlreadySo::kLeftOut && !user.isAssumed) {}

    Result<UpdatePlan> run() {
        for (const AttributeDelta& delta : deltas_) {
            MUSTER_RETURN_IF_ERROR(planOne(delta.name()));
        }
        MUSTER_RETURN_IF_ERROR(planPosts());
        MUSTER_RETURN_IF_ERROR(checkTogether());
        return std::move(plan_);
    }

private:
    Result<void> planOne(const std::string& attribute) {
        const bool isDone = std::find(done_.begin(), done_.end(), attribute) != done_.end() ||
                            attribute == name::kOrganizations || attribute == name::kOrgUnits ||
                            attribute == name::kLevelId;
        if (isDone) {
            return {};
        }
        done_.push_back(attribute);
        if (attribute == attr::kEnable) {
            return planEnable();
        }
        std::vector<AttributeDelta> own = deltasOf(deltas_, attribute);
        if (attribute == name::kAliasEmails) {
            plan_.aliases =
                sdk::membershipChange(sdk::referencesOf(user_.valuesOf(name::kAliasEmails)), own);
            return checkAttribute(
                wantedValues(own, user_.valuesOf(attribute), *accountClass().find(attribute)),
                settings_);
        }
        const AttributeInfo& info = *accountClass().find(attribute);
        const std::vector<Value> current = attribute == attr::kName
                                               ? std::vector<Value>{Value(user_.email)}
                                               : user_.valuesOf(attribute);
        if (attribute == name::kRelations) {
            MUSTER_ASSIGN_OR_RETURN(own, relationsById(call_, settings_, own));
        }
        Attribute wanted = wantedValues(own, current, info);
        MUSTER_RETURN_IF_ERROR(checkAttribute(wanted, settings_));
        if (wanted.values() != current || !isLeftOut_) {
            plan_.profile.push_back(std::move(wanted));
        }
        return {};
    }

    Result<void> planEnable() {
        const AttributeDelta delta = deltasOf(deltas_, attr::kEnable).back();
        const bool* isEnabled =
            delta.attribute.single() == nullptr ? nullptr : delta.attribute.single()->as<bool>();
        if (isEnabled == nullptr) {
            return sdk::refusal(ErrorCode::kInvalidAttributeValue, "__ENABLE__ cannot be cleared",
                                "say true or false", std::string(attr::kEnable));
        }
        if (!*isEnabled && user_.isPending()) {
            plan_.suspendsLater = true;
        } else if (*isEnabled == user_.isSuspended() || !isLeftOut_) {
            plan_.enable = *isEnabled;
        } else {
            call_.notice("already-so",
                         "member \"" + user_.email + "\" is " + user_.status +
                             " already; nothing was sent for it",
                         attr::kEnable);
        }
        return {};
    }

    /** The deltas of posts, with ids in the place of External Keys. */
    Result<std::vector<AttributeDelta>> resolvedPosts(const std::vector<Value>& current) {
        std::vector<AttributeDelta> resolved;
        for (const AttributeDelta& delta : deltasOf(deltas_, name::kOrgUnits)) {
            std::vector<Value> posts = delta.attribute.values();
            if (delta.mode == DeltaMode::kRemove) {
                for (Value& post : posts) {
                    post = withOrgUnit(post,
                                       idAmong(current, orgUnitOf(post)).value_or(orgUnitOf(post)));
                }
            } else {
                MUSTER_ASSIGN_OR_RETURN(posts, finder_.resolve(call_, posts, current));
            }
            resolved.push_back({delta.mode, Attribute::list(delta.name(), std::move(posts))});
        }
        return resolved;
    }

    Result<void> planPosts() {
        const UserPosts before = UserPosts::of(user_);
        UserPosts after = before;
        const auto organizations = deltasOf(deltas_, name::kOrganizations);
        const auto levels = deltasOf(deltas_, name::kLevelId);
        MUSTER_ASSIGN_OR_RETURN(const auto posts, resolvedPosts(before.orgUnits));
        if (organizations.empty() && levels.empty() && posts.empty()) {
            return {};
        }
        if (!posts.empty()) {
            after.orgUnits = changedElements(
                before.orgUnits, posts, *accountClass().find(name::kOrgUnits), settings_.domainId);
        }
        if (!organizations.empty()) {
            after.organizations =
                changedElements(before.organizations, organizations,
                                *accountClass().find(name::kOrganizations), settings_.domainId);
        }
        if (!levels.empty()) {
            const Value* level = levels.back().attribute.single();
            setLevel(after, settings_.domainId, level == nullptr ? "" : textOf(*level));
        }
        alignDomains(after, before);
        MUSTER_RETURN_IF_ERROR(checkAttribute(
            Attribute::list(std::string(name::kOrgUnits), after.orgUnits), settings_));
        if (after != before || !isLeftOut_) {
            plan_.posts = std::move(after);
        } else {
            call_.notice("already-so",
                         "the posts of member \"" + user_.email +
                             "\" are so already; nothing was sent for them",
                         name::kOrgUnits);
        }
        return {};
    }

    static std::string textOf(const Value& value) {
        const auto* reference = value.as<Reference>();
        return reference == nullptr ? value.toDisplay() : reference->uid;
    }

    /** A part of the names as it will be. */
    std::string nameAfter(std::string_view part) const {
        const Attribute* wanted = findAttribute(plan_.profile, part);
        if (wanted == nullptr) {
            return user_.textOf(part);
        }
        return wanted->single() == nullptr ? std::string() : wanted->single()->toDisplay();
    }

    Result<void> checkTogether() const {
        const bool changesNames = findAttribute(plan_.profile, name::kLastName) != nullptr ||
                                  findAttribute(plan_.profile, name::kFirstName) != nullptr;
        if (!changesNames || user_.isAssumed) {
            return {};
        }
        return checkNames(nameAfter(name::kLastName), nameAfter(name::kFirstName));
    }

    sdk::Call& call_;
    const std::vector<AttributeDelta>& deltas_;
    const User& user_;
    const Settings& settings_;
    OrgUnitFinder& finder_;
    /** Whether what the member has already is not sent. */
    bool isLeftOut_;
    UpdatePlan plan_;
    std::vector<std::string> done_;
};

}  // namespace

Result<std::vector<AttributeDelta>> checkedDeltas(sdk::Call& call,
                                                  const std::vector<AttributeDelta>& deltas,
                                                  const Settings& settings) {
    std::vector<AttributeDelta> checked;
    for (const AttributeDelta& delta : deltas) {
        MUSTER_ASSIGN_OR_RETURN(const AttributeInfo* info, requireUpdateable(delta));
        MUSTER_RETURN_IF_ERROR(checkMode(delta, *info));
        if (isDropped(call, delta.attribute, settings)) {
            continue;
        }
        AttributeDelta made = delta;
        if (isLogin(info->name)) {
            made.attribute = inSmallLetters(call, delta.attribute);
        }
        if (delta.mode != DeltaMode::kRemove) {
            MUSTER_RETURN_IF_ERROR(checkAttribute(made.attribute, settings));
        }
        if (delta.mode == DeltaMode::kReplace) {
            MUSTER_RETURN_IF_ERROR(checkClearable(made.attribute, *info));
        }
        checked.push_back(std::move(made));
    }
    return checked;
}

Result<UpdatePlan> planUpdate(sdk::Call& call, const std::vector<AttributeDelta>& deltas,
                              const User& user, const Settings& settings, OrgUnitFinder& finder) {
    return Planner(call, deltas, user, settings, finder).run();
}

std::vector<Attribute> patchBody(const UpdatePlan& plan, const User& user) {
    std::vector<Attribute> body = profileBody(plan.profile, &user);
    if (plan.posts) {
        const Attribute* key = findAttribute(plan.profile, name::kExternalKey);
        const std::string* newKey = key == nullptr ? nullptr : key->text();
        const std::string externalKey = key == nullptr      ? user.externalKey
                                        : newKey == nullptr ? std::string()
                                                            : *newKey;
        const Attribute* login = findAttribute(plan.profile, attr::kName);
        const UserPosts posts = login == nullptr || login->text() == nullptr
                                    ? *plan.posts
                                    : withLogin(*plan.posts, user.email, *login->text());
        body.push_back(organizationsToWire(posts, UserPosts::of(user), externalKey));
    }
    return body;
}

}  // namespace muster::lineworks
