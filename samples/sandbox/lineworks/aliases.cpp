// POST and DELETE /users/{userId}/alias-emails/{email}.
#include <algorithm>

#include <boost/json.hpp>

#include "common/text.h"
#include "lineworks/find.h"
#include "lineworks/names_in_use.h"
#include "lineworks/text_rules.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::size_t kMostAliases = 10;

std::string aliasList(const User& user) {
    return json::serialize(json::object{{"aliasEmails", json::value_from(user.aliasEmails)}});
}

/// The page of this call lists 400 and 404 only, so a clash is a 400 too.
Refusal checkAlias(const Tenant& tenant, const User& user, std::string_view alias) {
    if (tenant.settings.plan != "advanced") {
        return forbidden("Aliases are of the Advanced plan.");
    }
    if (!isMemberMail(alias, tenant.settings)) return invalidParameter("Invalid alias email.");
    if (user.aliasEmails.size() >= kMostAliases) {
        return apiError(400, "LIMIT_EXCEEDED", "A user has 10 aliases at most.");
    }
    if (mailInUse(tenant, alias, {})) return badRequest("The alias email is in use.");
    return {};
}

}  // namespace

Response addAlias(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    if (auto no = checkAlias(tenant, *user, call.item())) return *no;
    tenant.directory.users.change(*user,
                                  [&](User& held) { held.aliasEmails.emplace_back(call.item()); });
    tenant.ledger.add(call.origin, "user_alias", user->id, call.item(), tenant.clock.nowMs());
    return jsonResponse(201, aliasList(*user));
}

Response deleteAlias(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    const auto isAlias = [&](const std::string& each) {
        return equalsIgnoringCase(each, call.item());
    };
    if (std::none_of(user->aliasEmails.begin(), user->aliasEmails.end(), isAlias)) {
        return apiError(404, "NOT_FOUND", "The user has no such alias.");
    }
    tenant.directory.users.change(*user,
                                  [&](User& held) { std::erase_if(held.aliasEmails, isAlias); });
    tenant.ledger.add(call.origin, "user_alias", user->id, call.item(), tenant.clock.nowMs());
    if (tenant.settings.aliasDeleteAnswer == "204") return emptyResponse(204);
    return jsonResponse(200, aliasList(*user));
}

}  // namespace sandbox::lineworks
