#include "zoom_connector.h"

#include "create_user.h"
#include "remove_user.h"
#include "schema.h"
#include "search_users.h"
#include "target_errors.h"
#include "update_user.h"
#include "user.h"
#include "user_reader.h"
#include <muster/sdk/define_connector.h>

namespace muster::zoom {

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
    return {};
}

Result<std::optional<ConnectorObject>> ZoomConnector::get(
    sdk::Call& call, std::string_view /*objectClass*/, const ObjectRef& ref,
    const std::vector<std::string>& attributes) {
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, UserReader(call).find(ref.text()));
    return user ? std::optional(toObject(*user, attributes)) : std::nullopt;
}

Result<WriteReport> ZoomConnector::create(sdk::Call& call, std::string_view /*objectClass*/,
                                          const sdk::AttributesView& attributes) {
    return createUser(call, settings_, attributes);
}

Result<WriteReport> ZoomConnector::update(sdk::Call& call, std::string_view /*objectClass*/,
                                          const ObjectRef& ref, const sdk::DeltasView& deltas) {
    return updateUser(call, settings_, ref, deltas);
}

Result<void> ZoomConnector::remove(sdk::Call& call, std::string_view /*objectClass*/,
                                   const ObjectRef& ref) {
    return deleteUser(call, settings_, ref);
}

Result<void> ZoomConnector::disassociate(sdk::Call& call, std::string_view /*objectClass*/,
                                         const ObjectRef& ref) {
    return disassociateUser(call, settings_, ref);
}

Result<sdk::SearchReport> ZoomConnector::search(sdk::Call& call, std::string_view /*objectClass*/,
                                                const Filter& filter,
                                                const sdk::SearchOptions& options,
                                                const sdk::ObjectHandler& handler) {
    return searchUsers(call, filter, options, handler);
}

}  // namespace muster::zoom

MUSTER_DEFINE_CONNECTOR(muster::zoom::ZoomConnector, "zoom", "0.2.0")
