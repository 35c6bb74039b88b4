#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/named_json.h>

namespace muster::zoom {
namespace {

Error explainedGroup(Error error) { return explained(std::move(error), groupClass()); }
Error explainedRole(Error error) { return explained(std::move(error), roleClass()); }

/** The most that Zoom gives in a page of groups (Zoom Users API reference). */
constexpr std::int64_t kMaxPageSize = 300;

}  // namespace

const sdk::NamedClass& groups() {
    static const sdk::NamedClass kGroups{.info = groupClass(),
                                         .getKey = key::kGetGroup,
                                         .searchKey = key::kSearchGroups,
                                         .noun = "group",
                                         .place = "this Zoom account",
                                         .maxPageSize = kMaxPageSize,
                                         .parse = &sdk::parseNamed,
                                         .explained = &explainedGroup};
    return kGroups;
}

const sdk::NamedClass& roles() {
    static const sdk::NamedClass kRoles{.info = roleClass(),
                                        .getKey = key::kGetRole,
                                        .searchKey = key::kSearchRoles,
                                        .noun = "role",
                                        .place = "this Zoom account",
                                        .maxPageSize = kMaxPageSize,
                                        .parse = &sdk::parseNamed,
                                        .explained = &explainedRole};
    return kRoles;
}

}  // namespace muster::zoom
