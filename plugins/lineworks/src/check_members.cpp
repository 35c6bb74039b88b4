#include "check_members.h"

#include <algorithm>
#include <array>

#include "checks.h"
#include "schema.h"
#include "text_rules.h"
#include "user_posts.h"
#include <muster/core/ids.h>

namespace muster::lineworks {
namespace {

using Severity = CheckFinding::Severity;

/** Attributes whose texts LINE WORKS has rules for, and that it may hold from a time before them.
 */
constexpr std::array<std::string_view, 6> kNames = {
    name::kLastName,         name::kFirstName,         "nickName",
    name::kPhoneticLastName, name::kPhoneticFirstName, "i18nNames"};

/** The key with the highest count; the first by name of several. Empty for none. */
std::string mostFrequent(const std::map<std::string, std::size_t>& counts) {
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? std::string() : most->first;
}

std::string listed(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all) {
        text += (text.empty() ? "\"" : ", \"") + one + "\"";
    }
    return text;
}

std::size_t mainsOf(const std::vector<Value>& elements) {
    return static_cast<std::size_t>(
        std::count_if(elements.begin(), elements.end(),
                      [](const Value& one) { return isTrueIn(one, name::kPrimary); }));
}

std::vector<Value> ofDomain(const std::vector<Value>& elements, std::int64_t domainId) {
    std::vector<Value> found;
    std::copy_if(elements.begin(), elements.end(), std::back_inserter(found),
                 [&](const Value& one) { return domainIn(one) == domainId; });
    return found;
}

}  // namespace

void MemberCheck::add(const User& user) {
    if (user.isDeleted()) {
        return checkDeleted(user);
    }
    checkKey(user);
    checkState(user);
    checkNamesOf(user);
    checkMains(user);
    keep(user);
}

void MemberCheck::checkDeleted(const User& user) {
    if (!user.externalKey.empty() && !settings_.undeletesExisting) {
        tell(user, Severity::kWarning, "deleted-keeps-key",
             "is deleted and keeps its login id and the External Key \"" + user.externalKey +
                 "\" for 7 days, so that a create with one of them fails",
             "bring the member back (action undelete, or the option undelete of the create), or "
             "delete it for good (policy=forcedelete)");
    }
}

void MemberCheck::checkKey(const User& user) {
    if (user.externalKey.empty()) {
        tell(user, severityOfNoKey(settings_), "no-external-key", "has no External Key",
             hintOfNoKey(settings_));
    } else if (const Fault fault = faultOfExternalKey(user.externalKey)) {
        tell(user, Severity::kError, "illegal-external-key",
             "has the External Key \"" + user.externalKey + "\", which " + *fault +
                 " and so addresses nobody",
             "give the member another key");
    }
}

void MemberCheck::checkState(const User& user) {
    if (user.isPending() && settings_.hasSingleSignOn) {
        tell(user, Severity::kWarning, "pending",
             "is pending, although the setting singleSignOn says that new members are in use at "
             "once; a pending member cannot be suspended",
             "let the member sign in once, or see whether single sign-on is switched on");
    }
}

void MemberCheck::checkNamesOf(const User& user) {
    const std::string hint = "LINE WORKS would refuse it when the names are changed: correct it";
    for (const std::string_view each : kNames) {
        const Attribute* found = findAttribute(user.attributes, each);
        const Result<void> legal =
            found == nullptr ? Result<void>() : checkAttribute(*found, settings_);
        if (!legal) {
            tell(user, Severity::kWarning,
                 each.starts_with("phonetic") ? "illegal-phonetic" : "illegal-name",
                 "has names that are not legal: " + legal.error().message, hint);
        }
    }
    const Result<void> together =
        checkNames(user.textOf(name::kLastName), user.textOf(name::kFirstName));
    if (!together) {
        tell(user, Severity::kWarning, "illegal-name",
             "has names that are not legal: " + together.error().message, hint);
    }
}

void MemberCheck::checkMains(const User& user) {
    const UserPosts posts = UserPosts::of(user);
    const std::size_t companies = mainsOf(posts.organizations);
    if (!posts.organizations.empty() && companies != 1) {
        tell(user, Severity::kWarning, "main-organization-not-unique",
             "has " + std::to_string(companies) + " main organizations; expected one",
             "say primary of one element of organizations");
    }
    const std::vector<Value> here = ofDomain(posts.orgUnits, settings_.domainId);
    const std::size_t mains = mainsOf(here);
    if (!here.empty() && mains != 1) {
        tell(user, Severity::kWarning, "main-post-not-unique",
             "has " + std::to_string(mains) + " main posts among " + std::to_string(here.size()) +
                 "; expected one",
             "say primary of one element of orgUnits");
    }
}

void MemberCheck::keep(const User& user) {
    Member member{.id = user.id, .email = user.email, .realms = {}};
    for (const Value& post : ofDomain(user.valuesOf(name::kOrgUnits), settings_.domainId)) {
        const std::string orgUnit = orgUnitOf(post);
        if (const OrgUnitPlaces::Place* place = places_.find(orgUnit)) {
            member.realms.insert(place->realm);
        }
        if (isTrueIn(post, "isManager")) {
            managers_[orgUnit].push_back(user.email);
        }
    }
    members_.push_back(std::move(member));
}

void MemberCheck::finish() {
    checkSuffixes();
    checkRealms();
    checkManagers();
}

void MemberCheck::checkSuffixes() {
    std::map<std::string, std::size_t> counts;
    for (const Member& member : members_) {
        ++counts[std::string(domainOf(member.email))];
    }
    std::vector<std::string> legal = settings_.emailDomains;
    if (legal.empty() && !counts.empty()) {
        legal = {mostFrequent(counts)};
    }
    for (const Member& member : members_) {
        const bool isLegal = std::any_of(legal.begin(), legal.end(), [&](const std::string& one) {
            return equalNames(one, domainOf(member.email));
        });
        if (!isLegal) {
            tell(member, Severity::kWarning, "other-suffix",
                 "has another suffix behind \"@\" than " + listed(legal),
                 "change the login id, or name the suffixes in the setting emailDomains");
        }
    }
}

void MemberCheck::checkRealms() {
    std::map<std::string, std::size_t> counts;
    for (const Member& member : members_) {
        for (const std::string& realm : member.realms) {
            ++counts[realm];
        }
    }
    const OrgUnitPlaces::Place* realm = places_.find(mostFrequent(counts));
    if (realm == nullptr) {
        return;
    }
    const std::string& id = realm->orgUnit->id;
    for (const Member& member : members_) {
        if (member.realms.empty()) {
            tell(member, Severity::kWarning, "no-post", "is in no org unit",
                 "give it a post under \"" + realm->path + "\"");
        } else if (member.realms != std::set<std::string>{id}) {
            tell(member, Severity::kWarning, "other-realm",
                 "has a post that is not under the realm \"" + realm->path + "\"",
                 "move it; provisioning expects all members under one org unit at the top");
        }
    }
}

void MemberCheck::checkManagers() {
    for (const auto& [orgUnit, heads] : managers_) {
        const OrgUnitPlaces::Place* place = places_.find(orgUnit);
        if (heads.size() > 1 && place != nullptr) {
            findings_.tell(aboutOrgUnit(*place, Severity::kWarning, "manager-not-unique",
                                        "has " + std::to_string(heads.size()) +
                                            " managers: " + listed(heads) + "; expected one",
                                        "say isManager of one post alone"));
        }
    }
}

void MemberCheck::tell(const Member& member, CheckFinding::Severity severity, std::string code,
                       const std::string& fact, std::string hint) {
    findings_.tell({.severity = severity,
                    .code = std::move(code),
                    .objectClass = std::string(object_class::kAccount),
                    .uid = member.id,
                    .name = member.email,
                    .message = "member \"" + member.email + "\" " + fact,
                    .hint = std::move(hint)});
}

void MemberCheck::tell(const User& user, CheckFinding::Severity severity, std::string code,
                       const std::string& fact, std::string hint) {
    tell(Member{.id = user.id, .email = user.email, .realms = {}}, severity, std::move(code), fact,
         std::move(hint));
}

}  // namespace muster::lineworks
