#pragma once

#include <boost/json/object.hpp>

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"
#include "lineworks/user_fields.h"

namespace sandbox::lineworks {

/// What levels, positions and user types differ in.
struct DefinitionKind {
    Kind kind;
    std::string_view prefix;  ///< of properties: "level" of levelId and levelName
    std::string_view plural;  ///< in bodies
    ObjectStore<Definition> Directory::*store;
    bool Settings::*enabled;
};

inline constexpr DefinitionKind kLevelKind = {Kind::kLevel, "level", "levels", &Directory::levels,
                                              &Settings::levels};
inline constexpr DefinitionKind kPositionKind = {Kind::kPosition, "position", "positions",
                                                 &Directory::positions, &Settings::positions};
inline constexpr DefinitionKind kUserTypeKind = {Kind::kUserType, "userType", "userTypes",
                                                 &Directory::userTypes, &Settings::userTypes};
/// The retiring name of user types: same data, other words.
inline constexpr DefinitionKind kEmploymentTypeKind = {Kind::kUserType, "employmentType",
                                                       "employmentTypes", &Directory::userTypes,
                                                       &Settings::userTypes};

/// The calls under /directory/levels, positions, user-types and employment-types. 403 FORBIDDEN
/// while the kind is not enabled (ours), but for reads and enable.
Response createDefinition(Tenant& tenant, const Call& call, const DefinitionKind& kind);
Response updateDefinition(Tenant& tenant, const Call& call, const DefinitionKind& kind, Mode mode);
/// 400 while a user has it.
Response deleteDefinition(Tenant& tenant, const Call& call, const DefinitionKind& kind);
Response listDefinitions(const Tenant& tenant, const Call& call, const DefinitionKind& kind);
Response readDefinitionCall(const Tenant& tenant, const Call& call, const DefinitionKind& kind);
Response enableDefinitions(Tenant& tenant, const Call& call, const DefinitionKind& kind);
/// Erases all of the kind, and takes them from the users.
Response disableDefinitions(Tenant& tenant, const Call& call, const DefinitionKind& kind);

/// One made from the body of a POST, in the directory and in no ledger; or the refusal.
struct NewDefinition {
    const Definition* definition = nullptr;
    Refusal refusal = {};
};
NewDefinition addDefinition(Tenant& tenant, const Call& call, const DefinitionKind& kind);

boost::json::object toJson(const Definition& definition, const DefinitionKind& kind);

}  // namespace sandbox::lineworks
