#pragma once

#include <string>
#include <vector>

#include "connector_fixture.h"

namespace muster::lineworks::test {

using namespace muster::support;

inline constexpr int kDomain = 1001;

/** The connector with a target in domain 1001. */
class LineWorksFixture : public ConnectorFixture {
public:
    LineWorksFixture();

    /** The host answers one read with this member. `more` is further JSON members. */
    void userIs(const std::string& id, const std::string& more = "");
    void nobodyIsThere();
    void orgUnitIs(const std::string& id, const std::string& more = "");
    void noOrgUnit();
    /** A setting takes the place of the one there. */
    void set(const std::string& name, Value value);
};

/** JSON of a member in use with the login id `<id>@example.com` and the External Key `key-<id>`. */
std::string userJson(const std::string& id, const std::string& more = "");
/** One post as `organizations` has it, for `"organizations":[...]` of `more`. */
std::string organizations(const std::string& posts, const std::string& more = "");
std::string post(const std::string& orgUnit, const std::string& more = "");
std::string orgUnitJson(const std::string& id, const std::string& more = "");

/** A post as the schema has it, without its domain. */
Value postValue(const std::string& orgUnit, std::vector<Attribute> more = {});

/** What a new member needs. */
std::vector<Attribute> newMember(std::vector<Attribute> more = {});

}  // namespace muster::lineworks::test
