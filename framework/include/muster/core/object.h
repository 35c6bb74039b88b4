#pragma once

#include <string>
#include <vector>

#include <muster/core/value.h>

namespace muster {

/** How a delta changes its attribute. */
enum class DeltaMode { kReplace = 1, kAdd, kRemove };

/** "replace", "add" or "remove". */
std::string_view toString(DeltaMode mode);

/** One change of one attribute. Replacing with no values clears it. An update holds per attribute
 * either one replace, or an add and a remove at most. */
struct AttributeDelta {
    DeltaMode mode = DeltaMode::kReplace;
    Attribute attribute;
    const std::string& name() const { return attribute.name(); }
    friend bool operator==(const AttributeDelta&, const AttributeDelta&) = default;
};

/** An object as it was read from a target. */
struct ConnectorObject {
    std::string objectClass = {};
    std::string uid = {};
    std::string name = {};
    std::string revision = {};
    std::vector<Attribute> attributes = {};
    const Attribute* find(std::string_view attributeName) const {
        return findAttribute(attributes, attributeName);
    }
    friend bool operator==(const ConnectorObject&, const ConnectorObject&) = default;
};

/** Something that the caller should be told although nothing failed. `code` is a stable word for
 * programs
 *  ("create-type-ignored"), `message` a sentence for people, `attribute` the one concerned or
 * empty. */
struct Notice {
    std::string code = {};
    std::string message = {};
    std::string attribute = {};
    friend bool operator==(const Notice&, const Notice&) = default;
};

/** What a write reports of the object that it made or changed. */
struct WriteReport {
    std::string uid = {};
    std::string name = {};
    std::string revision = {};
    /** The target's word for the object's state ("pending", "active"); empty when not known. */
    std::string state = {};
    /** The target finishes the work later (an invitation not yet accepted, HTTP 202). */
    bool accepted = false;
    /** Changes that were asked for and that the target takes only once it has finished something
     * else. The host remembers them, and sends them as an update when it is told to go on. */
    std::vector<AttributeDelta> deferred = {};
    /** The Uid before, when the call has given the object another one and did not name it by Uid.
     */
    std::string formerUid = {};
    friend bool operator==(const WriteReport&, const WriteReport&) = default;
};

}  // namespace muster
