#include "group_members.h"

#include <algorithm>

#include "schema.h"
#include "target_errors.h"
#include "user_reader.h"
#include <muster/core/ids.h>
#include <muster/sdk/json.h>
#include <muster/sdk/page_walk.h>

namespace muster::zoom {
namespace {

/** The most that Zoom takes in one request (Zoom Users API reference, add group members). */
constexpr std::size_t kMaxMembersPerCall = 30;
/** The most that Zoom gives in one page (Zoom Users API reference, list group members). */
constexpr std::int64_t kPageSize = 2000;

std::vector<Value> memberValues(const std::vector<std::string>& users) {
    std::vector<Value> members;
    for (const std::string& user : users) {
        const bool isEmail = user.find('@') != std::string::npos;  // in a dry run
        members.emplace_back(ObjectValue({Attribute(isEmail ? "email" : "id", Value(user))}));
    }
    return members;
}

/** Those of `asked` that are not among the ids of the answer, `{"ids":"a,b"}`. */
std::vector<std::string> leftOut(const std::vector<std::string>& asked, std::string_view answer) {
    const auto json = sdk::parseJsonObject(answer);
    const std::string ids = json ? "," + sdk::jsonText(*json, "ids") + "," : std::string();
    std::vector<std::string> missing;
    std::copy_if(
        asked.begin(), asked.end(), std::back_inserter(missing),
        [&](const std::string& id) { return ids.find("," + id + ",") == std::string::npos; });
    return missing;
}

std::string joined(const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& item : list) {
        text += (text.empty() ? "" : ", ") + item;
    }
    return text;
}

}  // namespace

Result<std::vector<std::string>> GroupMembers::read() {
    std::vector<std::string> ids;
    sdk::PageWalk walk(call_.host(),
                       {.key = std::string(key::kMembers),
                        .placeholders = {Attribute(std::string(attr::kUid), Value(groupId_))}},
                       kPageSize, "the members of group " + groupId_);
    sdk::PagePosition position;
    const Result<bool> ended = walk.run(position, [&](const std::string& row) -> Result<bool> {
        const auto json = sdk::parseJsonObject(row);
        std::string id = json ? sdk::jsonText(*json, "id") : std::string();
        if (!id.empty()) {
            ids.push_back(std::move(id));
        }
        return true;
    });
    if (!ended) {
        return explained(ended.error());
    }
    return ids;
}

Result<Attribute> GroupMembers::readAttribute() {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> ids, read());
    std::vector<Value> values;
    values.reserve(ids.size());
    for (const std::string& id : ids) {
        values.emplace_back(Reference{id});
    }
    return Attribute::list(std::string(name::kMembers), std::move(values));
}

Result<std::vector<std::string>> GroupMembers::toIds(const std::vector<std::string>& users) {
    std::vector<std::string> ids;
    UserReader reader(call_);
    for (const std::string& user : users) {
        MUSTER_RETURN_IF_ERROR(checkAddress(user, std::string(name::kMembers)));
        if (call_.isDryRun() || user.find('@') == std::string::npos) {
            ids.push_back(user);
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<User> found, reader.find(user));
        if (found && !found->isPending()) {
            ids.push_back(found->uid());
            continue;
        }
        call_.notice("member-skipped",
                     "user \"" + user + "\" " +
                         (found ? "is pending, and Zoom leaves pending users out of groups"
                                : "is not in this Zoom account") +
                         "; nothing was sent for it",
                     name::kMembers);
    }
    return ids;
}

Result<void> GroupMembers::apply(const sdk::MembershipChange& change, bool& isStarted) {
    for (const std::vector<std::string>& chunk : sdk::chunks(change.added, kMaxMembersPerCall)) {
        MUSTER_RETURN_IF_ERROR(add(chunk));
        isStarted = true;
    }
    for (const std::string& id : change.removed) {
        MUSTER_RETURN_IF_ERROR(remove(id));
        isStarted = true;
    }
    return {};
}

Result<void> GroupMembers::add(const std::vector<std::string>& ids) {
    Result<sdk::Response> response =
        call_.host().call({.key = std::string(key::kAddMembers),
                           .step = "members:add:" + sdk::digestOf(ids),
                           .placeholders = {Attribute(std::string(attr::kUid), Value(groupId_))},
                           .body = ObjectValue({Attribute::list("members", memberValues(ids))})});
    if (!response) {
        return explained(std::move(response).error(), groupClass());
    }
    if (response->isDryRun || response->isReplayed) {
        return {};
    }
    if (const std::vector<std::string> missing = leftOut(ids, response->body); !missing.empty()) {
        call_.notice("member-skipped",
                     "Zoom left " + std::to_string(missing.size()) + " of " +
                         std::to_string(ids.size()) +
                         " users out, which are pending, unknown, or in the group already: " +
                         joined(missing),
                     name::kMembers);
    }
    return {};
}

Result<void> GroupMembers::remove(const std::string& id) {
    Result<sdk::Response> response =
        call_.host().call({.key = std::string(key::kRemoveMember),
                           .step = "member:" + id + ":remove",
                           .placeholders = {Attribute(std::string(attr::kUid), Value(groupId_)),
                                            Attribute(std::string(name::kMembers), Value(id))}});
    if (!response && !isAlreadySo(response.error())) {
        return explained(std::move(response).error(), groupClass());
    }
    return {};
}

}  // namespace muster::zoom
