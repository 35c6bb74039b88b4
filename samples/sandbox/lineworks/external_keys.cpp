#include "lineworks/external_keys.h"

#include <algorithm>
#include <array>
#include <vector>

#include <boost/json.hpp>

#include "lineworks/body_reader.h"
#include "lineworks/find.h"
#include "lineworks/names_in_use.h"
#include "lineworks/paging.h"
#include "lineworks/text_rules.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::size_t kMostItems = 50;
/// All that a GET shows is known.
constexpr std::string_view kItemParts[] = {"id", "externalKey", "domainId", "name", "email"};

/// What the calls of one kind differ in.
template <typename Object>
struct Keyed {
    Kind kind;
    std::string_view plural;  ///< in bodies
    std::string_view ledger;  ///< in the ledger
    ObjectStore<Object> Directory::*store;
};

constexpr Keyed<User> kUsers = {Kind::kUser, "users", "user_key", &Directory::users};
constexpr Keyed<OrgUnit> kOrgUnits = {Kind::kOrgUnit, "orgUnits", "orgunit_key",
                                      &Directory::orgUnits};
constexpr Keyed<Group> kGroups = {Kind::kGroup, "groups", "group_key", &Directory::groups};
constexpr Keyed<Definition> kLevels = {Kind::kLevel, "levels", "level_key", &Directory::levels};
constexpr Keyed<Definition> kPositions = {Kind::kPosition, "positions", "position_key",
                                          &Directory::positions};
constexpr Keyed<Definition> kUserTypes = {Kind::kUserType, "userTypes", "user_type_key",
                                          &Directory::userTypes};

std::string nameOf(const User& user) { return user.name.lastName + " " + user.name.firstName; }
template <typename Object>
std::string nameOf(const Object& object) {
    return object.name;
}

template <typename Object>
json::object row(const Object& object) {
    const auto mails = mailsOf(object);
    return {{"domainId", object.domainId},
            {"name", nameOf(object)},
            {"email", mails.empty() ? json::value(nullptr) : json::value(mails.front())},
            {"id", object.id},
            {"externalKey",
             object.externalKey.empty() ? json::value(nullptr) : json::value(object.externalKey)}};
}

template <typename Object>
Response listKeys(const Tenant& tenant, const Call& call, const Keyed<Object>& what) {
    const auto has = call.query.find("hasExternalKey");
    if (has && *has != "true" && *has != "false") {
        return invalidParameter("hasExternalKey must be true or false.");
    }
    const auto page = readPage(tenant, call, {"hasExternalKey"});
    if (page.refusal) return *page.refusal;
    const auto shows = [&](const Object& object) {
        return object.domainId == page.domainId && !isGone(object) &&
               (!has || object.externalKey.empty() == (*has == "false"));
    };
    return listRow(tenant, page, what.plural, (tenant.directory.*what.store).all(), shows,
                   [](const Object& object) { return row(object); });
}

/// A key that an item gives to an object.
template <typename Object>
struct Change {
    const Object* object;
    std::string key;
};

template <typename Object>
const Object* lookUp(const Tenant& tenant, const Keyed<Object>& what, std::string_view asSent) {
    return findObject(tenant.directory.*what.store, asSent);
}

/// True when somebody has the key who does not give it up in the same call.
template <typename Object>
bool clashes(const Tenant& tenant, const Keyed<Object>& what, const Change<Object>& change,
             const std::vector<Change<Object>>& all) {
    if (change.key.empty()) return false;
    if (what.kind == Kind::kUser && tenant.directory.keys.holds(change.key, tenant.clock.nowMs())) {
        return true;
    }
    const auto* holder = (tenant.directory.*what.store).findByKey(change.key);
    const bool held =
        holder != nullptr && !isGone(*holder) && holder != change.object &&
        std::none_of(all.begin(), all.end(), [&](auto& each) { return each.object == holder; });
    const bool again = std::any_of(all.begin(), all.end(), [&](auto& each) {
        return each.object != change.object && each.key == change.key;
    });
    return held || again;
}

template <typename Object>
Refusal readItem(const Tenant& tenant, const Keyed<Object>& what, const json::object& sent,
                 Change<Object>& change) {
    BodyReader in(sent, std::string(what.plural) + "[].");
    in.onlyKnows(tenant.settings, kItemParts);
    in.require("id");
    if (!in.sent("externalKey")) in.require("externalKey");
    const auto id = in.text("id", [](auto text) { return !text.empty(); });
    change.key = in.text("externalKey", isExternalKey);
    if (!in.good()) return in.refusal();
    change.object = lookUp(tenant, what, id);
    if (change.object != nullptr && !isGone(*change.object)) return {};
    return notFound(tenant.settings, what.kind, id);
}

template <typename Object>
void apply(Tenant& tenant, const Call& call, const Keyed<Object>& what,
           const Change<Object>& change) {
    (tenant.directory.*what.store).change(*change.object, [&](Object& held) {
        held.externalKey = change.key;
    });
    tenant.ledger.add(call.origin, what.ledger, change.object->id, change.key,
                      tenant.clock.nowMs());
}

Response clash() { return apiError(409, "CONFLICT", "The external key is in use."); }

/// Each item for itself: what goes before a bad one is done.
template <typename Object>
Response setEach(Tenant& tenant, const Call& call, const Keyed<Object>& what,
                 const std::vector<const json::object*>& items) {
    for (const auto* item : items) {
        Change<Object> change{};
        if (auto no = readItem(tenant, what, *item, change)) return *no;
        if (clashes(tenant, what, change, {change})) return clash();
        apply(tenant, call, what, change);
    }
    return emptyResponse(204);
}

template <typename Object>
Response setAll(Tenant& tenant, const Call& call, const Keyed<Object>& what,
                const std::vector<const json::object*>& items) {
    std::vector<Change<Object>> changes(items.size());
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (auto no = readItem(tenant, what, *items[at], changes[at])) return *no;
    }
    for (const auto& change : changes) {
        if (clashes(tenant, what, change, changes)) return clash();
    }
    for (const auto& change : changes) apply(tenant, call, what, change);
    return emptyResponse(204);
}

template <typename Object>
Response setKeys(Tenant& tenant, const Call& call, const Keyed<Object>& what) {
    BodyReader in(call.body);
    in.onlyKnows(tenant.settings, std::array{what.plural});
    in.require(what.plural);
    const auto items = in.objects(what.plural, kMostItems);
    if (in.good() && items.empty()) in.complain(what.plural, "a list of 1 to 50");
    if (auto no = in.refusal()) return *no;
    return tenant.settings.bulkKeysAtomic ? setAll(tenant, call, what, items)
                                          : setEach(tenant, call, what, items);
}

}  // namespace

Response listUserKeys(const Tenant& tenant, const Call& call) {
    return listKeys(tenant, call, kUsers);
}
Response setUserKeys(Tenant& tenant, const Call& call) { return setKeys(tenant, call, kUsers); }
Response listOrgUnitKeys(const Tenant& tenant, const Call& call) {
    return listKeys(tenant, call, kOrgUnits);
}
Response setOrgUnitKeys(Tenant& tenant, const Call& call) {
    return setKeys(tenant, call, kOrgUnits);
}
Response listGroupKeys(const Tenant& tenant, const Call& call) {
    return listKeys(tenant, call, kGroups);
}
Response setGroupKeys(Tenant& tenant, const Call& call) { return setKeys(tenant, call, kGroups); }
Response listLevelKeys(const Tenant& tenant, const Call& call) {
    return listKeys(tenant, call, kLevels);
}
Response setLevelKeys(Tenant& tenant, const Call& call) { return setKeys(tenant, call, kLevels); }
Response listPositionKeys(const Tenant& tenant, const Call& call) {
    return listKeys(tenant, call, kPositions);
}
Response setPositionKeys(Tenant& tenant, const Call& call) {
    return setKeys(tenant, call, kPositions);
}
Response listUserTypeKeys(const Tenant& tenant, const Call& call) {
    return listKeys(tenant, call, kUserTypes);
}
Response setUserTypeKeys(Tenant& tenant, const Call& call) {
    return setKeys(tenant, call, kUserTypes);
}

}  // namespace sandbox::lineworks
