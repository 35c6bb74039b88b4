#pragma once

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"

/// GET and POST of `.../external-keys`: item 28. GET takes hasExternalKey=true|false.
namespace sandbox::lineworks {

Response listUserKeys(const Tenant& tenant, const Call& call);
Response setUserKeys(Tenant& tenant, const Call& call);
Response listOrgUnitKeys(const Tenant& tenant, const Call& call);
Response setOrgUnitKeys(Tenant& tenant, const Call& call);
Response listGroupKeys(const Tenant& tenant, const Call& call);
Response setGroupKeys(Tenant& tenant, const Call& call);
Response listLevelKeys(const Tenant& tenant, const Call& call);
Response setLevelKeys(Tenant& tenant, const Call& call);
Response listPositionKeys(const Tenant& tenant, const Call& call);
Response setPositionKeys(Tenant& tenant, const Call& call);
Response listUserTypeKeys(const Tenant& tenant, const Call& call);
Response setUserTypeKeys(Tenant& tenant, const Call& call);

}  // namespace sandbox::lineworks
