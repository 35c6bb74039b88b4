// The calls under /orgunits.
#include "lineworks/endpoints.h"
#include "lineworks/external_keys.h"
#include "lineworks/org_units.h"

namespace sandbox::lineworks {

std::vector<Endpoint> orgUnitEndpoints() {
    const Scopes reads = {"orgunit", "orgunit.read", "directory", "directory.read"};
    const Scopes writes = {"orgunit", "directory"};
    const Scopes keyReads = {"directory", "directory.read"};
    using enum Body;
    using enum Paced;
    return {
        readCall("orgunits/external-keys", keyReads, &listOrgUnitKeys),
        writeCall("POST", "orgunits/external-keys", {"directory"}, &setOrgUnitKeys, kObject),
        readCall("orgunits", reads, &listOrgUnits),
        writeCall("POST", "orgunits", writes, &createOrgUnit, kObject, kOrgUnit),
        readCall("orgunits/{}", reads, &readOrgUnitCall),
        writeCall("PUT", "orgunits/{}", writes, &replaceOrgUnit, kObject, kOrgUnit),
        writeCall("PATCH", "orgunits/{}", writes, &patchOrgUnit, kObject, kOrgUnit),
        writeCall("DELETE", "orgunits/{}", writes, &deleteOrgUnit, kNone, kOrgUnit),
        writeCall("POST", "orgunits/{}/move", writes, &moveOrgUnit, kObject, kOrgUnit),
        readCall("orgunits/{}/members", reads, &listOrgUnitMembers),
    };
}

}  // namespace sandbox::lineworks
