#include "zoom_connector.h"

#include "actions.h"
#include "create_group.h"
#include "create_user.h"
#include "privileges.h"
#include "read_groups.h"
#include "remove_group.h"
#include "remove_user.h"
#include "schema.h"
#include "search_users.h"
#include "target_errors.h"
#include "update_group.h"
#include "update_user.h"
#include "user.h"
#include "user_reader.h"
#include <muster/sdk/define_connector.h>
#include <muster/sdk/wanted.h>

namespace muster::zoom {
namespace {

bool isClass(std::string_view objectClass, const ObjectClassInfo& info) {
    return equalNames(objectClass, info.name);
}

Error notSupported(std::string_view objectClass, const std::string& operation) {
    return refusal(ErrorCode::kNotSupported,
                   "class " + std::string(objectClass) + " does not support " + operation,
                   "Zoom's portal can do it");
}

}  // namespace

Description ZoomConnector::describe() { return describeConnector(); }

Result<std::unique_ptr<ZoomConnector>> ZoomConnector::make(const sdk::Properties& properties) {
    MUSTER_ASSIGN_OR_RETURN(Settings settings, Settings::from(properties));
    return std::make_unique<ZoomConnector>(std::move(settings));
}

Result<void> ZoomConnector::test(sdk::Call& call) {
    Result<sdk::Response> response = call.host().call({.key = std::string(key::kTest)});
    if (!response) {
        return explained(std::move(response).error());
    }
    if (response->isDryRun) {
        return {};
    }
    const std::optional<std::int64_t> count = parseCount(response->body, "total_records");
    if (!count) {
        return Error{.code = ErrorCode::kProtocol,
                     .message = "Zoom answered the test with status " +
                                std::to_string(response->httpStatus) +
                                ", but without total_records, which every list of users has",
                     .hint = "check the target's baseUrl: another service may have answered"};
    }
    call.notice("reachable", "Zoom accepts the credentials; the account has " +
                                 std::to_string(*count) +
                                 (*count == 1 ? " active user" : " active users"));
    MUSTER_RETURN_IF_ERROR(explainPrivileges(call));
    return domains_.explain(call);
}

Result<std::optional<ConnectorObject>> ZoomConnector::get(
    sdk::Call& call, std::string_view objectClass, const ObjectRef& ref,
    const std::vector<std::string>& attributes) {
    if (isClass(objectClass, groupClass())) {
        return readGroup(call, ref, attributes);
    }
    if (isClass(objectClass, roleClass())) {
        MUSTER_ASSIGN_OR_RETURN(const std::optional<ConnectorObject> role,
                                sdk::NamedReader(call, roles()).find(ref));
        return role ? std::optional(sdk::withWanted(*role, roleClass(), attributes)) : std::nullopt;
    }
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, UserReader(call).find(ref.text()));
    return user ? std::optional(toObject(*user, attributes)) : std::nullopt;
}

Result<WriteReport> ZoomConnector::create(sdk::Call& call, std::string_view objectClass,
                                          const sdk::AttributesView& attributes) {
    if (isClass(objectClass, roleClass())) {
        return notSupported(objectClass, "create");
    }
    return isClass(objectClass, groupClass()) ? createGroup(call, attributes)
                                              : createUser(call, settings_, attributes);
}

Result<WriteReport> ZoomConnector::update(sdk::Call& call, std::string_view objectClass,
                                          const ObjectRef& ref, const sdk::DeltasView& deltas) {
    if (isClass(objectClass, roleClass())) {
        return notSupported(objectClass, "update");
    }
    return isClass(objectClass, groupClass()) ? updateGroup(call, ref, deltas)
                                              : updateUser(call, settings_, domains_, ref, deltas);
}

Result<void> ZoomConnector::remove(sdk::Call& call, std::string_view objectClass,
                                   const ObjectRef& ref) {
    if (isClass(objectClass, roleClass())) {
        return notSupported(objectClass, "delete");
    }
    return isClass(objectClass, groupClass()) ? deleteGroup(call, ref)
                                              : deleteUser(call, settings_, ref);
}

Result<void> ZoomConnector::disassociate(sdk::Call& call, std::string_view objectClass,
                                         const ObjectRef& ref) {
    if (!isClass(objectClass, accountClass())) {
        return notSupported(objectClass, "disassociate");
    }
    return disassociateUser(call, settings_, ref);
}

Result<sdk::SearchReport> ZoomConnector::search(sdk::Call& call, std::string_view objectClass,
                                                const Filter& filter,
                                                const sdk::SearchOptions& options,
                                                const sdk::ObjectHandler& handler) {
    if (isClass(objectClass, groupClass())) {
        return searchGroups(call, filter, options, handler);
    }
    if (isClass(objectClass, roleClass())) {
        return sdk::searchNamed(call, roles(), filter, options, handler, {});
    }
    return searchUsers(call, filter, options, handler);
}

Result<void> ZoomConnector::act(sdk::Call& call, std::string_view objectClass, const ObjectRef& ref,
                                std::string_view action, const sdk::AttributesView& parameters) {
    return runAction(call, objectClass, ref, action, parameters);
}

}  // namespace muster::zoom

MUSTER_DEFINE_CONNECTOR(muster::zoom::ZoomConnector, "zoom", "0.4.0")
