#include "lineworks_connector.h"

#include "actions.h"
#include "check_target.h"
#include "create_group.h"
#include "create_org_unit.h"
#include "create_user.h"
#include "read_groups.h"
#include "read_org_units.h"
#include "remove_group.h"
#include "remove_org_unit.h"
#include "remove_user.h"
#include "schema.h"
#include "search_users.h"
#include "target_errors.h"
#include "test_target.h"
#include "update_group.h"
#include "update_org_unit.h"
#include "update_user.h"
#include "user_reader.h"
#include <muster/sdk/answers.h>
#include <muster/sdk/define_connector.h>
#include <muster/sdk/wanted.h>

namespace muster::lineworks {
namespace {

bool isClass(std::string_view objectClass, const ObjectClassInfo& info) {
    return equalNames(objectClass, info.name);
}

Error notSupported(std::string_view objectClass, const std::string& operation) {
    return sdk::refusal(ErrorCode::kNotSupported,
                        "class " + std::string(objectClass) + " does not support " + operation,
                        "the admin page can do it");
}

/** Levels, positions, user types: read alone, and listed as a whole. */
const sdk::NamedClass* readOnlyClass(std::string_view objectClass) {
    for (const sdk::NamedClass* named : {&levels(), &positions(), &userTypes()}) {
        if (isClass(objectClass, named->info)) {
            return named;
        }
    }
    return nullptr;
}

}  // namespace

Description LineWorksConnector::describe() { return describeConnector(); }

Result<std::unique_ptr<LineWorksConnector>> LineWorksConnector::make(
    const sdk::Properties& properties) {
    MUSTER_ASSIGN_OR_RETURN(Settings settings, Settings::from(properties));
    return std::make_unique<LineWorksConnector>(std::move(settings));
}

Result<void> LineWorksConnector::test(sdk::Call& call) { return testTarget(call, settings_); }

Result<std::optional<ConnectorObject>> LineWorksConnector::get(
    sdk::Call& call, std::string_view objectClass, const ObjectRef& ref,
    const std::vector<std::string>& attributes) {
    if (isClass(objectClass, orgUnitClass())) {
        return readOrgUnit(call, ref, attributes);
    }
    if (isClass(objectClass, groupClass())) {
        return readGroup(call, ref, attributes);
    }
    if (const sdk::NamedClass* named = readOnlyClass(objectClass)) {
        MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> found,
                                sdk::NamedReader(call, *named).find(ref));
        return found ? std::optional(sdk::withWanted(*std::move(found), named->info, attributes))
                     : std::nullopt;
    }
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user,
                            UserReader(call, settings_).find(ref.text()));
    return user ? std::optional(toObject(*user, attributes)) : std::nullopt;
}

Result<WriteReport> LineWorksConnector::create(sdk::Call& call, std::string_view objectClass,
                                               const sdk::AttributesView& attributes) {
    if (isClass(objectClass, orgUnitClass())) {
        return createOrgUnit(call, settings_, finder_, attributes);
    }
    if (isClass(objectClass, groupClass())) {
        return createGroup(call, settings_, attributes);
    }
    if (readOnlyClass(objectClass) != nullptr) {
        return notSupported(objectClass, "create");
    }
    return createUser(call, settings_, finder_, attributes);
}

Result<WriteReport> LineWorksConnector::update(sdk::Call& call, std::string_view objectClass,
                                               const ObjectRef& ref,
                                               const sdk::DeltasView& deltas) {
    if (isClass(objectClass, orgUnitClass())) {
        return updateOrgUnit(call, settings_, finder_, ref, deltas);
    }
    if (isClass(objectClass, groupClass())) {
        return updateGroup(call, settings_, ref, deltas);
    }
    if (readOnlyClass(objectClass) != nullptr) {
        return notSupported(objectClass, "update");
    }
    return updateUser(call, settings_, finder_, ref, deltas);
}

Result<void> LineWorksConnector::remove(sdk::Call& call, std::string_view objectClass,
                                        const ObjectRef& ref) {
    if (isClass(objectClass, orgUnitClass())) {
        return deleteOrgUnit(call, settings_, finder_, ref);
    }
    if (isClass(objectClass, groupClass())) {
        return deleteGroup(call, settings_, ref);
    }
    if (readOnlyClass(objectClass) != nullptr) {
        return notSupported(objectClass, "delete");
    }
    return deleteUser(call, settings_, ref);
}

Result<void> LineWorksConnector::disassociate(sdk::Call& call, std::string_view objectClass,
                                              const ObjectRef& ref) {
    if (!isClass(objectClass, accountClass())) {
        return notSupported(objectClass, "disassociate");
    }
    return disassociateUser(call, settings_, ref);
}

Result<sdk::SearchReport> LineWorksConnector::search(sdk::Call& call, std::string_view objectClass,
                                                     const Filter& filter,
                                                     const sdk::SearchOptions& options,
                                                     const sdk::ObjectHandler& handler) {
    if (isClass(objectClass, orgUnitClass())) {
        return searchOrgUnits(call, filter, options, handler);
    }
    if (isClass(objectClass, groupClass())) {
        return searchGroups(call, filter, options, handler);
    }
    if (const sdk::NamedClass* named = readOnlyClass(objectClass)) {
        return sdk::searchNamed(call, *named, filter, options, handler, {});
    }
    return searchUsers(call, settings_, filter, options, handler);
}

Result<void> LineWorksConnector::act(sdk::Call& call, std::string_view objectClass,
                                     const ObjectRef& ref, std::string_view action,
                                     const sdk::AttributesView& parameters) {
    return runAction(call, settings_, objectClass, ref, action, parameters);
}

Result<void> LineWorksConnector::check(sdk::Call& call, const sdk::FindingHandler& handler) {
    return checkTarget(call, settings_, handler);
}

}  // namespace muster::lineworks

MUSTER_DEFINE_CONNECTOR(muster::lineworks::LineWorksConnector, "lineworks", "0.4.0")
