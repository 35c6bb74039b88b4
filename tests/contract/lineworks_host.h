#pragma once

#include <string>
#include <vector>

#include "lineworks_sandbox.h"
#include <muster/testing/connector_quirks.h>

namespace muster::testing {

/** The simulated tenant behind the suite; one for the whole run. It has a realm `hq` with the org
 * units `sales` and `hr`, the members `m0` to `m2`, and lets members be without External Key. */
support::LineworksSandbox& lineWorksSandbox();

/** Puts the host's own services before that tenant, without limits. `properties` go on top. */
void useLineWorks(ConnectorQuirks& quirks, std::map<std::string, std::string> properties = {});

/** The id of the org unit with that External Key. */
std::string orgUnitId(const std::string& key);
/** The id of the member with that External Key. */
std::string memberId(const std::string& key);

/** What a new member needs under single sign-on. */
std::vector<Attribute> newMember(int number);

/** A name in another language, with the parts that the class has. */
Value nameIn(const std::string& language, std::vector<Attribute> parts);

}  // namespace muster::testing
