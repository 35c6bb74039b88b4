#include "user_posts.h"

#include <algorithm>

#include "schema.h"
#include "wire.h"
#include <muster/sdk/merge.h>

namespace muster::lineworks {
namespace {

const AttributeInfo& organizationsInfo() { return *accountClass().find(name::kOrganizations); }
const AttributeInfo& postsInfo() { return *accountClass().find(name::kOrgUnits); }

/** The part of an element; null when it is none or has no value. */
const Value* partOf(const Value& element, std::string_view part) {
    const auto* object = element.as<ObjectValue>();
    const Attribute* found = object == nullptr ? nullptr : object->find(part);
    return found == nullptr ? nullptr : found->single();
}

bool isPrimary(const Value& element) { return isTrueIn(element, name::kPrimary); }

/** The element with a part set; parts stay in the order of the schema. */
Value withPart(const Value& element, const AttributeInfo& info, Attribute part) {
    const auto* object = element.as<ObjectValue>();
    std::vector<Attribute> parts;
    for (const AttributeInfo& inside : info.attributes) {
        const Attribute* found = object == nullptr ? nullptr : object->find(inside.name);
        if (equalNames(inside.name, part.name())) {
            parts.push_back(part);
        } else if (found != nullptr) {
            parts.push_back(*found);
        }
    }
    return Value(ObjectValue(std::move(parts)));
}

/** Whether two elements are of the group in which one is the main one. */
bool isSameGroup(const Value& a, const Value& b, const AttributeInfo& info) {
    return info.name == name::kOrganizations || domainIn(a) == domainIn(b);
}

bool isSameElement(const Value& a, const Value& b) {
    return domainIn(a) == domainIn(b) && orgUnitOf(a) == orgUnitOf(b);
}

/** Leaves `primary` true on one element of each group. `said` are elements that the caller gave:
 * one of them that is the main one takes the place of any other. */
void settlePrimaries(std::vector<Value>& elements, const std::vector<Value>& said,
                     const AttributeInfo& info) {
    const auto isSaid = [&](const Value& element) {
        return isPrimary(element) && std::any_of(said.begin(), said.end(), [&](const Value& one) {
                   return isSameElement(one, element) && isPrimary(one);
               });
    };
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const auto inGroup = [&](const Value& other) {
            return isSameGroup(other, elements[i], info);
        };
        const bool isFirst = std::none_of(
            elements.begin(), elements.begin() + static_cast<std::ptrdiff_t>(i), inGroup);
        if (!isFirst) {
            continue;
        }
        std::size_t main = i;
        const auto choose = [&](const auto& isMain) {
            for (std::size_t j = i; j < elements.size(); ++j) {
                if (inGroup(elements[j]) && isMain(elements[j])) {
                    main = j;
                    return true;
                }
            }
            return false;
        };
        if (!choose(isSaid)) {
            choose(isPrimary);
        }
        for (std::size_t j = i; j < elements.size(); ++j) {
            const bool isMain = j == main;
            if (inGroup(elements[j]) && isPrimary(elements[j]) != isMain) {
                elements[j] = withPart(elements[j], info,
                                       Attribute(std::string(name::kPrimary), Value(isMain)));
            }
        }
    }
}

Value organization(std::int64_t domainId, bool primary) {
    return Value(ObjectValue({Attribute(std::string(name::kDomainId), Value(domainId)),
                              Attribute(std::string(name::kPrimary), Value(primary))}));
}

const Value* ofDomain(const std::vector<Value>& organizations, std::int64_t domainId) {
    const auto found = std::find_if(organizations.begin(), organizations.end(),
                                    [&](const Value& each) { return domainIn(each) == domainId; });
    return found == organizations.end() ? nullptr : &*found;
}

/** `part` as null when it was there before and is not wanted now: what is left out of an element
 * may be kept. */
void clearIfGone(std::vector<Attribute>& body, const Value& wanted, const Value* before,
                 std::string_view part) {
    if (before != nullptr && partOf(*before, part) != nullptr && partOf(wanted, part) == nullptr &&
        findAttribute(body, part) == nullptr) {
        body.push_back(nothing(part));
    }
}

const Value* samePost(const std::vector<Value>& posts, const Value& post) {
    const auto found = std::find_if(posts.begin(), posts.end(),
                                    [&](const Value& each) { return isSameElement(each, post); });
    return found == posts.end() ? nullptr : &*found;
}

/** One post of a body. Its domain stands around it. */
Value postToWire(const Value& post, const UserPosts& before) {
    std::vector<Attribute> body = elementToWire(*post.as<ObjectValue>(), postsInfo()).attributes();
    std::erase_if(body, [](const Attribute& part) { return part.name() == name::kDomainId; });
    clearIfGone(body, post, samePost(before.orgUnits, post), "positionId");
    return Value(ObjectValue(std::move(body)));
}

}  // namespace

std::int64_t domainIn(const Value& element) {
    const Value* domain = partOf(element, name::kDomainId);
    const auto* number = domain == nullptr ? nullptr : domain->as<std::int64_t>();
    return number == nullptr ? 0 : *number;
}

bool isTrueIn(const Value& element, std::string_view part) {
    const Value* found = partOf(element, part);
    const bool* flag = found == nullptr ? nullptr : found->as<bool>();
    return flag != nullptr && *flag;
}

UserPosts UserPosts::of(const User& user) {
    return {.organizations = user.valuesOf(name::kOrganizations),
            .orgUnits = user.valuesOf(name::kOrgUnits)};
}

std::vector<Value> withDomain(const std::vector<Value>& elements, std::int64_t domainId) {
    std::vector<Value> all;
    for (const Value& element : elements) {
        const auto* object = element.as<ObjectValue>();
        if (object == nullptr || partOf(element, name::kDomainId) != nullptr) {
            all.push_back(element);
            continue;
        }
        std::vector<Attribute> parts = {Attribute(std::string(name::kDomainId), Value(domainId))};
        for (const Attribute& part : object->attributes()) {
            if (!equalNames(part.name(), name::kDomainId)) {
                parts.push_back(part);
            }
        }
        all.emplace_back(ObjectValue(std::move(parts)));
    }
    return all;
}

std::vector<Value> changedElements(const std::vector<Value>& current,
                                   const std::vector<AttributeDelta>& deltas,
                                   const AttributeInfo& info, std::int64_t domainId) {
    std::vector<Value> elements = current;
    std::vector<Value> said;
    for (const AttributeDelta& delta : deltas) {
        const std::vector<Value> given = withDomain(delta.attribute.values(), domainId);
        if (delta.mode == DeltaMode::kRemove) {
            elements = sdk::mergeByKey(elements, {}, given, info);
            continue;
        }
        if (delta.mode == DeltaMode::kReplace) {
            std::erase_if(elements, [&](const Value& element) {
                return std::none_of(given.begin(), given.end(),
                                    [&](const Value& one) { return isSameElement(one, element); });
            });
        }
        elements = sdk::mergeByKey(elements, given, {}, info);
        said.insert(said.end(), given.begin(), given.end());
    }
    settlePrimaries(elements, said, info);
    return elements;
}

void setLevel(UserPosts& posts, std::int64_t domainId, const std::string& levelId) {
    Attribute level = levelId.empty()
                          ? Attribute::list(std::string(name::kLevelId), {})
                          : Attribute(std::string(name::kLevelId), Value(Reference{levelId}));
    if (ofDomain(posts.organizations, domainId) == nullptr) {
        posts.organizations.push_back(organization(domainId, posts.organizations.empty()));
    }
    for (Value& each : posts.organizations) {
        if (domainIn(each) == domainId) {
            each = withPart(each, organizationsInfo(), level);
        }
    }
}

UserPosts withLogin(UserPosts posts, const std::string& before, const std::string& after) {
    for (Value& each : posts.organizations) {
        const Value* email = partOf(each, "email");
        if (email != nullptr && email->toDisplay() == before) {
            each = withPart(each, organizationsInfo(), Attribute("email", Value(after)));
        }
    }
    return posts;
}

void alignDomains(UserPosts& posts, const UserPosts& before) {
    std::erase_if(posts.orgUnits, [&](const Value& post) {
        const bool wasThere = ofDomain(before.organizations, domainIn(post)) != nullptr;
        return wasThere && ofDomain(posts.organizations, domainIn(post)) == nullptr;
    });
    for (const Value& post : posts.orgUnits) {
        if (ofDomain(posts.organizations, domainIn(post)) == nullptr) {
            posts.organizations.push_back(
                organization(domainIn(post), posts.organizations.empty()));
        }
    }
    settlePrimaries(posts.organizations, {}, organizationsInfo());
}

Attribute organizationsToWire(const UserPosts& wanted, const UserPosts& before,
                              const std::string& externalKey) {
    std::vector<Value> all;
    for (const Value& each : wanted.organizations) {
        std::vector<Attribute> body =
            elementToWire(*each.as<ObjectValue>(), organizationsInfo()).attributes();
        const Value* old = ofDomain(before.organizations, domainIn(each));
        clearIfGone(body, each, old, name::kLevelId);
        clearIfGone(body, each, old, "email");
        if (!externalKey.empty()) {
            body.emplace_back("userExternalKey", Value(externalKey));
        }
        std::vector<Value> posts;
        for (const Value& post : wanted.orgUnits) {
            if (domainIn(post) == domainIn(each)) {
                posts.push_back(postToWire(post, before));
            }
        }
        body.push_back(Attribute::list("orgUnits", std::move(posts)));
        all.emplace_back(ObjectValue(std::move(body)));
    }
    return Attribute::list(std::string(name::kOrganizations), std::move(all));
}

std::string orgUnitOf(const Value& post) {
    const Value* orgUnit = partOf(post, name::kOrgUnitId);
    const auto* reference = orgUnit == nullptr ? nullptr : orgUnit->as<Reference>();
    return reference == nullptr ? std::string() : reference->uid;
}

Value withOrgUnit(const Value& post, const std::string& orgUnitId) {
    return withPart(post, postsInfo(),
                    Attribute(std::string(name::kOrgUnitId), Value(Reference{orgUnitId})));
}

std::optional<std::string> idAmong(const std::vector<Value>& posts, const std::string& orgUnit) {
    for (const Value& post : posts) {
        const Value* key = partOf(post, "orgUnitExternalKey");
        const bool hasKey = key != nullptr && std::string(kKeyPrefix) + key->toDisplay() == orgUnit;
        if (hasKey || orgUnitOf(post) == orgUnit) {
            return orgUnitOf(post);
        }
    }
    return std::nullopt;
}

std::vector<std::string> furtherOrgUnits(const std::vector<Value>& asked,
                                         const std::vector<Value>& posts) {
    std::vector<std::string> further;
    for (const Value& post : posts) {
        const bool isAsked = std::any_of(asked.begin(), asked.end(), [&](const Value& one) {
            return idAmong({post}, orgUnitOf(one)).has_value();
        });
        if (!isAsked) {
            further.push_back(orgUnitOf(post));
        }
    }
    return further;
}

std::vector<std::string> missingOrgUnits(const std::vector<Value>& asked,
                                         const std::vector<Value>& posts) {
    std::vector<std::string> missing;
    for (const Value& post : asked) {
        if (!idAmong(posts, orgUnitOf(post))) {
            missing.push_back(orgUnitOf(post));
        }
    }
    return missing;
}

}  // namespace muster::lineworks
