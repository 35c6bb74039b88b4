#pragma once

#include <string>
#include <vector>

#include "scripted_host.h"
#include <muster/core/filter.h>

namespace muster::support {

/** A connector of templated calls, driven through its C table as the host does, with a scripted
 * host behind it. The connector's objects are linked into the test program. */
class ConnectorFixture {
public:
    ScriptedHost host;
    /** Settings that differ from the defaults, before the first operation. */
    std::vector<Attribute> settings;
    /** Class of the objects. */
    std::string objectClass = "__ACCOUNT__";
    /** Options of the next operation. */
    std::vector<Attribute> options;
    bool isDryRun = false;
    /** The next operations go on with one that was begun before (C-75). */
    bool isResumed = false;
    /** Of the next operations; a resumed one has that of the first attempt. */
    std::string correlation = "test";
    /** Objects after which the handler of a search stops; 0 for never. */
    std::size_t stopAfter = 0;

    Outcome makeInstance();
    Outcome test();
    Outcome create(const std::vector<Attribute>& attributes);
    /** A reference that holds `@`, or begins with "name:", is a name; any other one is a Uid. */
    Outcome update(const std::string& ref, const std::vector<AttributeDelta>& deltas);
    Outcome remove(const std::string& ref);
    Outcome disassociate(const std::string& ref);
    Outcome act(const std::string& ref, const std::string& action,
                const std::vector<Attribute>& parameters = {});
    Outcome get(const std::string& ref, const std::vector<std::string>& wanted = {});
    /** Findings are the objects of the outcome. */
    Outcome check();
    Outcome search(const std::string& filter = "", std::int64_t limit = 0,
                   const std::string& pageToken = "", const std::vector<std::string>& wanted = {});
};

AttributeDelta replace(const std::string& name, Value value);
/** A replace without values. */
AttributeDelta cleared(const std::string& name);
AttributeDelta added(const std::string& name, std::vector<Value> values);
AttributeDelta taken(const std::string& name, std::vector<Value> values);

}  // namespace muster::support
