// The calls under /directory: levels, positions, user types, custom properties.
#include <iterator>

#include "lineworks/custom_properties.h"
#include "lineworks/definitions.h"
#include "lineworks/endpoints.h"
#include "lineworks/external_keys.h"

namespace sandbox::lineworks {

namespace {

const Scopes& reads() {
    static const Scopes kReads = {"directory", "directory.read"};
    return kReads;
}

const Scopes& writes() {
    static const Scopes kWrites = {"directory"};
    return kWrites;
}

/// Paths of one kind; endpoints keep views of them.
struct Paths {
    std::string_view all;
    std::string_view one;
    std::string_view enable;
    std::string_view disable;
    std::string_view keys;
};

constexpr Paths kLevelPaths = {"directory/levels", "directory/levels/{}", "directory/levels/enable",
                               "directory/levels/disable", "directory/levels/external-keys"};
constexpr Paths kPositionPaths = {"directory/positions", "directory/positions/{}",
                                  "directory/positions/enable", "directory/positions/disable",
                                  "directory/positions/external-keys"};
constexpr Paths kUserTypePaths = {"directory/user-types", "directory/user-types/{}",
                                  "directory/user-types/enable", "directory/user-types/disable",
                                  "directory/user-types/external-keys"};
constexpr Paths kEmploymentTypePaths = {
    "directory/employment-types", "directory/employment-types/{}",
    "directory/employment-types/enable", "directory/employment-types/disable",
    "directory/employment-types/external-keys"};

template <const DefinitionKind& kKind>
std::vector<Endpoint> definitionEndpoints(const Paths& paths, ReadEndpoint listKeys,
                                          WriteEndpoint setKeys) {
    using Order = const Call&;
    using enum Body;
    const auto& [all, one, enable, disable, keys] = paths;
    return {
        readCall(keys, reads(), listKeys),
        writeCall("POST", keys, writes(), setKeys, kObject),
        writeCall(
            "POST", enable, writes(),
            [](Tenant& tenant, Order call) { return enableDefinitions(tenant, call, kKind); }),
        writeCall(
            "POST", disable, writes(),
            [](Tenant& tenant, Order call) { return disableDefinitions(tenant, call, kKind); }),
        readCall(
            all, reads(),
            [](const Tenant& tenant, Order call) { return listDefinitions(tenant, call, kKind); }),
        writeCall(
            "POST", all, writes(),
            [](Tenant& tenant, Order call) { return createDefinition(tenant, call, kKind); },
            kObject),
        readCall(one, reads(),
                 [](const Tenant& tenant, Order call) {
                     return readDefinitionCall(tenant, call, kKind);
                 }),
        writeCall(
            "PUT", one, writes(),
            [](Tenant& tenant, Order call) {
                return updateDefinition(tenant, call, kKind, Mode::kReplace);
            },
            kObject),
        writeCall(
            "PATCH", one, writes(),
            [](Tenant& tenant, Order call) {
                return updateDefinition(tenant, call, kKind, Mode::kPatch);
            },
            kObject),
        writeCall("DELETE", one, writes(),
                  [](Tenant& tenant, Order call) { return deleteDefinition(tenant, call, kKind); }),
    };
}

std::vector<Endpoint> propertyEndpoints() {
    constexpr std::string_view kAll = "directory/users/custom-properties";
    constexpr std::string_view kOne = "directory/users/custom-properties/{}";
    using enum Body;
    return {
        readCall(kAll, reads(), &listCustomProperties),
        writeCall("POST", kAll, writes(), &createCustomProperty, kObject),
        readCall(kOne, reads(), &readCustomProperty),
        writeCall("PATCH", kOne, writes(), &updateCustomProperty, kObject),
        writeCall("DELETE", kOne, writes(), &deleteCustomProperty),
    };
}

}  // namespace

std::vector<Endpoint> directoryEndpoints() {
    std::vector<Endpoint> all = propertyEndpoints();
    for (auto part :
         {definitionEndpoints<kLevelKind>(kLevelPaths, &listLevelKeys, &setLevelKeys),
          definitionEndpoints<kPositionKind>(kPositionPaths, &listPositionKeys, &setPositionKeys),
          definitionEndpoints<kUserTypeKind>(kUserTypePaths, &listUserTypeKeys, &setUserTypeKeys),
          definitionEndpoints<kEmploymentTypeKind>(kEmploymentTypePaths, &listUserTypeKeys,
                                                   &setUserTypeKeys)}) {
        std::move(part.begin(), part.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace sandbox::lineworks
