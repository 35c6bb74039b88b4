// The body of a group: docs pages group-create, group-update-put.
#include <algorithm>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/body_reader.h"
#include "lineworks/domains.h"
#include "lineworks/groups.h"
#include "lineworks/text_rules.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

using Text = std::string_view;

constexpr std::int64_t kMostInt32 = 2'147'483'647;
constexpr std::size_t kMostMembers = 10'000;

struct Flag {
    Text name;
    bool usual;
};

constexpr Flag kFlags[] = {{"visible", true},           {"useServiceNotification", false},
                           {"serviceManageable", true}, {"useMessage", false},
                           {"useNote", false},          {"useCalendar", false},
                           {"useTask", false},          {"useFolder", false},
                           {"useMailingList", false},   {"canReceiveExternalMail", false}};
constexpr Text kRoomFeatures[] = {"useNote", "useCalendar", "useTask", "useFolder"};

constexpr Text kProperties[] = {"domainId",
                                "groupId",
                                "groupExternalKey",
                                "groupName",
                                "description",
                                "visible",
                                "useServiceNotification",
                                "serviceManageable",
                                "useMessage",
                                "useNote",
                                "useCalendar",
                                "useTask",
                                "useFolder",
                                "useMailingList",
                                "canReceiveExternalMail",
                                "email",
                                "administrators",
                                "members"};

void readDomain(BodyReader& in, const Settings& settings, Mode mode, Group& group) {
    if (mode != Mode::kPatch && !in.has("domainId")) {
        return in.refuse(apiError(400, settings.missingDomain, "domainId is required."));
    }
    const auto id = in.number("domainId", group.domainId, 1, kMostInt32);
    if (!in.good()) return;
    if (!isOurDomain(settings, id)) return in.refuse(foreignDomain(settings, std::to_string(id)));
    if (mode == Mode::kCreate) {
        group.domainId = id;
    } else if (id != group.domainId) {
        in.complain("domainId", "the group's domain");
    }
}

void readTexts(BodyReader& in, const Settings& settings, Mode mode, Group& group) {
    if (mode != Mode::kPatch || in.sent("groupName")) in.require("groupName");
    if (in.has("groupName")) {
        group.name =
            in.text("groupName", [](Text text) { return !text.empty() && isShort(text, 100); });
    }
    const bool keepsKey = mode == Mode::kPatch || (mode == Mode::kReplace && !settings.putWipesKey);
    if (!keepsKey || in.sent("groupExternalKey")) {
        group.externalKey = in.text("groupExternalKey", isExternalKey);
    }
    const auto nullable = [&](Text name, auto isRight) {
        if (mode == Mode::kPatch && !in.sent(name)) return;
        group.more[name] = nullptr;
        if (in.has(name)) group.more[name] = in.text(name, isRight);
    };
    nullable("description", [](Text text) { return isShort(text, 300); });
    nullable("email", [&](Text text) { return isUnitMail(text, settings); });
}

/// Left out on PUT they go back to their defaults.
void readFlags(BodyReader& in, Mode mode, json::object& more) {
    for (const auto& flag : kFlags) {
        if (mode == Mode::kPatch && !in.sent(flag.name)) continue;
        more[flag.name] = in.flag(flag.name, flag.usual);
    }
    if (flagOf(more, "useMessage")) return;
    for (const auto name : kRoomFeatures) {
        if (in.has(name) && flagOf(more, name)) in.complain(name, "false without useMessage");
        more[name] = false;
    }
}

void readAdministrators(BodyReader& in, const Tenant& tenant, Mode mode, Group& group) {
    if (mode == Mode::kPatch && !in.sent("administrators")) return;
    in.require("administrators");
    std::vector<std::string> ids;
    for (const auto* sent : in.objects("administrators", kMostMembers)) {
        auto read = readAdministrator(tenant, *sent);
        in.refuse(std::move(read.refusal));
        if (std::find(ids.begin(), ids.end(), read.id) == ids.end()) ids.push_back(read.id);
    }
    if (in.good() && ids.empty()) in.complain("administrators", "a list with one at least");
    const bool merges = mode == Mode::kPatch && tenant.settings.patchArrays == "merged";
    group.administrators = merges ? mergeTexts(group.administrators, ids) : std::move(ids);
}

void readMembers(BodyReader& in, const Tenant& tenant, Mode mode, Group& group) {
    if (mode == Mode::kPatch && !in.sent("members")) return;
    in.require("members");
    std::vector<GroupMember> members;
    if (mode == Mode::kPatch && tenant.settings.patchArrays == "merged") members = group.members;
    for (const auto* sent : in.objects("members", kMostMembers)) {
        auto read = readMember(tenant, *sent);
        in.refuse(std::move(read.refusal));
        const bool again = std::any_of(members.begin(), members.end(),
                                       [&](auto& each) { return each.id == read.member.id; });
        if (!again) members.push_back(std::move(read.member));
    }
    group.members = std::move(members);
}

}  // namespace

GroupDraft readGroup(const Tenant& tenant, const Call& call, const Group& base, Mode mode) {
    GroupDraft draft{base, {}};
    BodyReader in(call.body);
    in.onlyKnows(tenant.settings, kProperties);
    readDomain(in, tenant.settings, mode, draft.group);
    readTexts(in, tenant.settings, mode, draft.group);
    readFlags(in, mode, draft.group.more);
    readAdministrators(in, tenant, mode, draft.group);
    readMembers(in, tenant, mode, draft.group);
    draft.refusal = in.refusal();
    return draft;
}

}  // namespace sandbox::lineworks
