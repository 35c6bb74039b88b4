#pragma once

#include <string>

#include "connector_fixture.h"

namespace muster::zoom::test {

using namespace muster::support;

/** The Zoom connector, driven through its C table as the host does. */
class ZoomFixture : public ConnectorFixture {
public:
    /** The host answers one read with this user. `more` is further JSON members. */
    void userIs(const std::string& id, const std::string& status,
                const std::string& more = R"("type":2,"role_id":"2","login_types":[100])");
    /** The host answers one read with "nobody there". */
    void nobodyIsThere();
};

/** JSON of a user with the mail `<id>@example.com`; an empty id is left out. */
std::string userJson(const std::string& id, const std::string& status,
                     const std::string& more = R"("type":2)");

}  // namespace muster::zoom::test
