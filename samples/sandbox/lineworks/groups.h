#pragma once

#include <boost/json/object.hpp>

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"
#include "lineworks/user_fields.h"

/// The calls under /groups.
namespace sandbox::lineworks {

// groups.cpp
Response createGroup(Tenant& tenant, const Call& call);
Response replaceGroup(Tenant& tenant, const Call& call);
Response patchGroup(Tenant& tenant, const Call& call);
Response deleteGroup(Tenant& tenant, const Call& call);
Response listGroups(const Tenant& tenant, const Call& call);
Response readGroupCall(const Tenant& tenant, const Call& call);
boost::json::object toJson(const Group& group);

/// A group made from the body of POST /groups, in the directory and in no ledger; or the refusal.
struct NewGroup {
    const Group* group = nullptr;
    Refusal refusal = {};
};
NewGroup addGroup(Tenant& tenant, const Call& call);

/// A group as a body would make it of another, or the refusal; in group_fields.cpp.
struct GroupDraft {
    Group group;
    Refusal refusal;
};
GroupDraft readGroup(const Tenant& tenant, const Call& call, const Group& base, Mode mode);

// group_members.cpp
Response listGroupMembers(const Tenant& tenant, const Call& call);
Response addGroupMember(Tenant& tenant, const Call& call);
Response deleteGroupMember(Tenant& tenant, const Call& call);
Response listAdministrators(const Tenant& tenant, const Call& call);
Response addAdministrator(Tenant& tenant, const Call& call);
Response deleteAdministrator(Tenant& tenant, const Call& call);

/// The member that `{"id":..,"type":..}` names, or the refusal: 404 when there is none.
struct MemberRead {
    GroupMember member;
    Refusal refusal = {};
};
MemberRead readMember(const Tenant& tenant, const boost::json::object& sent);
/// Likewise the administrator of `{"userId":..}`, who must be a user that is not deleted.
struct AdministratorRead {
    std::string id;
    Refusal refusal = {};
};
AdministratorRead readAdministrator(const Tenant& tenant, const boost::json::object& sent);

}  // namespace sandbox::lineworks
