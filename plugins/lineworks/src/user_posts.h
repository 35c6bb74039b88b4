#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "user.h"
#include <muster/core/object.h>

namespace muster::lineworks {

/** What a member is in the domains of the tenant. LINE WORKS takes `organizations` as a whole, so
 * that one post is added or removed by reading, merging and sending all. Elements are those of the
 * schema: `organizations` without posts, and `orgUnits`, posts that name their domain. */
struct UserPosts {
    std::vector<Value> organizations = {};
    std::vector<Value> orgUnits = {};

    static UserPosts of(const User& user);
    friend bool operator==(const UserPosts&, const UserPosts&) = default;
};

/** The domain of an organization or a post; 0 when it names none. */
std::int64_t domainIn(const Value& element);
/** Whether a part of the element is there and true. */
bool isTrueIn(const Value& element, std::string_view part);

/** Elements that name no domain get the one given. */
std::vector<Value> withDomain(const std::vector<Value>& elements, std::int64_t domainId);

/** The elements of `organizations` or `orgUnits` as the deltas want them: found by domain (and org
 * unit), an element that is there keeps the parts that are not said, also in a replace. One of each
 * domain's posts, and one organization, is the main one: the one that the deltas say, else the one
 * that is, else the first (LINE WORKS' own rule, Developers, user-create). */
std::vector<Value> changedElements(const std::vector<Value>& current,
                                   const std::vector<AttributeDelta>& deltas,
                                   const AttributeInfo& info, std::int64_t domainId);

/** Sets the level of the organization of a domain, which is added when it is not there. An empty
 * text clears it. */
void setLevel(UserPosts& posts, std::int64_t domainId, const std::string& levelId);

/** The posts after the login id changes: an organization that had the old one as its address gets
 * the new one, else the old address would stay the member's there. */
UserPosts withLogin(UserPosts posts, const std::string& before, const std::string& after);

/** Takes out posts of domains that `organizations` no longer has, and adds organizations for
 * domains that have posts. */
void alignDomains(UserPosts& posts, const UserPosts& before);

/** The member `organizations` of a body. What was set before and is not wanted becomes null. The
 * member's External Key stands in each element again: LINE WORKS passes it over there, and an older
 * build refused elements without it (forum 101469). */
Attribute organizationsToWire(const UserPosts& wanted, const UserPosts& before,
                              const std::string& externalKey);

/** The org unit of a post, as it was given or read: an id or `externalKey:KEY`. */
std::string orgUnitOf(const Value& post);
/** The post with another org unit. */
Value withOrgUnit(const Value& post, const std::string& orgUnitId);
/** Whether the posts read name the org unit, by id or by its External Key; its id then. */
std::optional<std::string> idAmong(const std::vector<Value>& posts, const std::string& orgUnit);

/** Org units of `posts`, as LINE WORKS shows them, that none of `asked` names by id or key. */
std::vector<std::string> furtherOrgUnits(const std::vector<Value>& asked,
                                         const std::vector<Value>& posts);

/** Org units of `asked` that are not among `posts`. */
std::vector<std::string> missingOrgUnits(const std::vector<Value>& asked,
                                         const std::vector<Value>& posts);

}  // namespace muster::lineworks
