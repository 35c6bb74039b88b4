#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <muster/core/object.h>
#include <muster/testing/host_services.h>

namespace muster::testing {

/** A multi-valued attribute to try add and remove with. */
struct ListSample {
    std::string name = {};
    /** Three values or more that can stand together, all different. */
    std::vector<Value> values = {};
};

/** An action to try, with parameters that it takes. */
struct ActionSample {
    std::string name = {};
    std::vector<Attribute> parameters = {};
    /** Objects that can take it, as `ConnectorQuirks::newObject`; empty for those. */
    std::function<std::vector<Attribute>(int number)> newObject = {};
};

/** An object that waits for something at the target (a person who has yet to accept), so that
 * changes of it are deferred (C-67). */
struct WaitingSample {
    /** As `ConnectorQuirks::newObject`; a create leaves the object waiting. */
    std::function<std::vector<Attribute>(int number)> newObject = {};
    /** Deltas of mode replace, none of which the target takes while the object waits. */
    std::function<std::vector<AttributeDelta>(int number)> change = {};
    /** Ends the wait of the object with that Uid. */
    std::function<void(const std::string& uid)> finish = {};
};

/** What the contract suite must know of a connector and its target: where the plugin is, how to
 * make sample data, and what the target cannot do. Every flag is true for a target that can do it
 * all; a case that is skipped because of one says its name.
 *
 *  The functions are called on any thread of the suite, one at a time. */
struct ConnectorQuirks {
    /** Path of the plugin's `.so`. The environment variable MUSTER_CONTRACT_PLUGIN wins. */
    std::string plugin = {};
    /** The object class that is tried. */
    std::string objectClass = "__ACCOUNT__";
    /** The target's settings, as the host would give them: neither confidential nor host-owned
     * ones. Those left out get the default of the description. */
    std::vector<Attribute> properties = {};
    /** Confidential properties by name, each with a Secret. */
    std::vector<Attribute> secrets = {};
    /** Settings that `create_instance` must refuse; none when it accepts all. */
    std::optional<std::vector<Attribute>> refusedProperties = {};

    /** Attributes of an object that is not there yet: `__NAME__`, those required, and as many
     * others as possible. The number is another one each time, to make names that do not repeat;
     * equal numbers give equal attributes. */
    std::function<std::vector<Attribute>(int number)> newObject = {};
    /** Deltas of mode replace, without `__NAME__`, that change such an object: at least one. */
    std::function<std::vector<AttributeDelta>(int number)> change = {};
    /** Deltas of mode replace that take several steps at once (a profile and a new name). May be
     * empty when one request does every update. */
    std::function<std::vector<AttributeDelta>(int number)> changeInSteps = {};
    /** An attribute with a value that the target refuses in a create; none when it takes all that
     * the schema allows. */
    std::optional<Attribute> refusedValue = {};
    /** A multi-valued attribute; none when the class has no such attribute that can be updated. */
    std::optional<ListSample> list = {};
    /** A single-valued attribute that can be cleared, and that `newObject` or `change` sets; empty
     * for none. */
    std::string clearable = {};
    /** An action that a fresh object can take, twice; none when the class has none such. */
    std::optional<ActionSample> action = {};
    /** As `newObject`, of an object that the connector's check (`muster.check/1`) tells about;
     * empty when there is no check, or it finds fault with no object that can be made. */
    std::function<std::vector<Attribute>(int number)> questionable = {};
    /** An object that waits; none when the target has no such objects, or `deferred` is not used.
     */
    std::optional<WaitingSample> waiting = {};
    /** A Uid that could be one and never is. */
    std::string absentUid = "no-such-object";
    /** What is said with the calls of an operation ("create", "update", "delete", "disassociate",
     * "search"). */
    std::map<std::string, std::vector<Attribute>> options = {};

    /** Makes a fresh object fit for updates, when a create leaves it waiting for somebody (accepts
     * its invitation at a simulated target). May be empty. */
    std::function<void(const std::string& uid)> activate = {};
    /** Makes the target silent: what the connector asks of it is not answered before the returned
     * value has gone. May be empty when the connector has no I/O of its own that could wait. */
    std::function<std::shared_ptr<void>()> silence = {};
    /** The host services that an instance is made with; empty for the suite's own fake, which has
     * no templated calls. `useTarget` (target_host.h) sets it. */
    std::function<std::unique_ptr<HostServices>()> host = {};

    /** A create is only accepted by the target and finished later, so it says a state. */
    bool createIsAccepted = false;
    /** `change` works on an object as `create` left it (and `activate` made it fit). */
    bool updatesFreshObjects = true;
    /** `get` and update find objects by name too. */
    bool findsByName = true;
    /** A second object of the same name is refused. */
    bool refusesDuplicateNames = true;
    /** `__NAME__` can be changed. */
    bool supportsRename = true;
    bool supportsDelete = true;
    bool supportsDisassociate = true;
    /** A delete or disassociate can tell that the object is not there. */
    bool noticesAbsence = true;
    /** What was written is seen by the next read. */
    bool readsOwnWrites = true;
    /** A search can be gone on with, by its token. */
    bool resumesSearch = true;
    /** Calls on several threads at a time are possible at this target. */
    bool supportsThreads = true;
    /** Attributes that the target changes when it takes them (folds case, trims): not compared. */
    std::vector<std::string> changedByTarget = {};
};

}  // namespace muster::testing
