// POST /users/{userId}/move: item 22.
#include <algorithm>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/find.h"
#include "lineworks/text_rules.h"
#include "lineworks/user_fields.h"
#include "lineworks/user_json.h"
#include "lineworks/users.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::string_view kMoveParts[] = {"organizations", "userExternalKey", "preserveGroup"};

/// The key of the root, else of the primary organization, else of the first (docs, user-move).
std::string keyOf(const json::object& body) {
    const auto root = textOf(body, "userExternalKey");
    if (!root.empty()) return std::string(root);
    const auto& organizations = body.at("organizations").get_array();
    for (const auto& item : organizations) {
        const auto key = textOf(item.get_object(), "userExternalKey");
        if (flagOf(item.get_object(), "primary") && !key.empty()) return std::string(key);
    }
    return std::string(textOf(organizations.front().get_object(), "userExternalKey"));
}

void dropGroups(Directory& directory, const User& user) {
    const auto numbers = directory.groups.linkedTo(user.id);  // a copy: changes move the original
    for (const auto number : numbers) {
        directory.groups.change(directory.groups.at(number), [&](Group& held) {
            std::erase_if(held.members, [&](auto& each) { return each.id == user.id; });
        });
    }
}

/// The user as the body moves him.
UserDraft readMove(const Tenant& tenant, const Call& call, const User& user) {
    UserDraft draft{user, {}};
    BodyReader in(call.body);
    in.onlyKnows(tenant.settings, kMoveParts);
    in.require("organizations");
    // The new posts replace the old ones whatever `patch-arrays` says of PATCH.
    readOrganizations(in, tenant, Mode::kReplace, draft.user);
    if (in.good() && in.objects("organizations", SIZE_MAX).empty()) {
        in.complain("organizations", "a list with one at least");
    }
    in.text("userExternalKey", isExternalKey);
    in.flag("preserveGroup", false);
    draft.refusal = in.refusal();
    if (draft.refusal) return draft;
    auto& organizations = draft.user.organizations;
    const auto primary = std::find_if(organizations.begin(), organizations.end(),
                                      [](const Organization& each) { return each.primary; });
    draft.user.domainId = primary->domainId;
    if (!primary->email.empty()) draft.user.email = primary->email;
    if (const auto key = keyOf(call.body); !key.empty()) {
        if (!isExternalKey(key)) in.complain("userExternalKey", "a value that its rules allow");
        draft.user.externalKey = key;
    }
    if (draft.user.domainId != user.domainId) {  // they are of the domain that he leaves
        draft.user.profile["customFields"] = json::array();
        draft.user.profile["customProperties"] = json::object();
    }
    draft.refusal = in.refusal();
    return draft;
}

}  // namespace

Response moveUser(Tenant& tenant, const Call& call) {
    const auto [user, gone] = liveUserOfPath(tenant, call);
    if (gone) return *gone;
    if (user->role == Role::kSuperAdmin) return badRequest("The super admin cannot be moved.");
    const auto draft = readMove(tenant, call, *user);
    if (draft.refusal) return *draft.refusal;
    if (auto no = checkUserNames(tenant, call, draft.user, user)) return *no;
    storeUser(tenant, *user, draft.user);
    if (!flagOf(call.body, "preserveGroup")) dropGroups(tenant.directory, *user);
    tenant.ledger.add(call.origin, "user", user->id, user->email, tenant.clock.nowMs());
    return jsonResponse(tenant.settings.userMoveAnswer == "201" ? 201 : 200,
                        json::serialize(toJson(tenant, *user)));
}

}  // namespace sandbox::lineworks
