#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <muster/sdk/call.h>

namespace muster::zoom {

/** The writing requests about users, each one step of the operation under a stable name. Errors
 * come out `explained`. Valid during the call. */
class UserWriter {
public:
    explicit UserWriter(sdk::Call& call) : call_(call) {}

    /** POST /users. `userInfo` goes under `user_info`. */
    Result<sdk::Response> create(const std::string& action, std::vector<Attribute> userInfo,
                                 std::string step = "create");
    /** Step `profile`: PATCH with the members given; the others stay. */
    Result<sdk::Response> profile(const std::string& uid, std::vector<Attribute> members);
    /** Step `licence`: PATCH with the type alone. */
    Result<void> licence(const std::string& uid, Attribute type);
    /** Step `email`. */
    Result<void> email(const std::string& uid, const std::string& newEmail);
    /** Step `password`; that the user has it already is no error. */
    Result<void> password(const std::string& uid, const Secret& newPassword);
    /** PUT status with "activate" or "deactivate", under the step name given. */
    Result<void> status(const std::string& uid, const std::string& action, std::string step);
    /** Step `logout`: ends the sessions of single sign-on. */
    Result<void> logout(const std::string& uid);
    /** Step `group:<id>:add`; the answer names the users that Zoom added. */
    Result<sdk::Response> joinGroup(const std::string& uid, const std::string& groupId);
    /** The same for a pending user, whom only a PATCH puts in a group. */
    Result<void> joinGroupPending(const std::string& uid, const std::string& groupId);
    /** Step `group:<id>:remove`. Done when the user was no member. */
    Result<void> leaveGroup(const std::string& uid, const std::string& groupId);
    /** "move" to the target group, or "set_primary", of a user who is in the group. */
    Result<void> changeMembership(const std::string& uid, const std::string& groupId,
                                  const std::string& action, const std::string& targetGroupId,
                                  std::string step);
    /** Step `role:<id>:assign`. */
    Result<void> assignRole(const std::string& uid, const std::string& roleId);
    /** Step `role:<id>:remove`: the user is a member again. Done when the user had not that role.
     */
    Result<void> removeRole(const std::string& uid, const std::string& roleId);
    /** DELETE with the template's query parameters as changed by `query`. */
    Result<void> remove(const std::string& uid, std::vector<sdk::QueryOverride> query,
                        std::string step);

private:
    Result<sdk::Response> send(std::string_view key, std::string step, const std::string& uid,
                               std::vector<Attribute> body);
    Result<sdk::Response> send(const sdk::TemplatedCall& request);

    sdk::Call& call_;
};

}  // namespace muster::zoom
