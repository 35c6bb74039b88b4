#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "xml/diagnostics.h"
#include <muster/core/schema.h>
#include <muster/core/secret.h>
#include <muster/core/value.h>

namespace muster::host {

/** A reference to a secret that is kept elsewhere: `env:NAME` or `file:PATH` (relative to the
 * home). */
struct SecretReference {
    std::string text = {};
};

/** One property of a target as its file says it. */
struct TargetProperty {
    std::string name = {};
    std::string text = {};        ///< as written; for a confidential property the reference
    xml::Position position = {};  ///< of its value
};

/** A target file as read, not yet held against its connector. */
struct TargetFile {
    std::string name = {};
    std::string connector = {};
    std::string connectorVersion = {};  ///< empty for the newest
    std::string description = {};
    std::int64_t workers = 4;
    std::chrono::milliseconds timeout{60'000};
    std::optional<std::chrono::milliseconds> settleWindow = {};
    bool trustsCreated = true;
    std::chrono::milliseconds longestWait{30'000};
    std::vector<std::string> objectClasses = {};  ///< as written; empty for all
    std::vector<TargetProperty> properties = {};
    xml::Position position = {};
};

/** A target whose properties have been checked against what its connector declares: one instance of
 * a connector, with its settings. Oracle calls it an IT resource. Immutable. */
struct Target {
    std::string name = {};
    std::string description = {};
    std::string connector = {};
    std::string connectorVersion = {};
    std::int64_t workers = 4;
    std::chrono::milliseconds timeout{60'000};
    /** How long an object may stay invisible after a lost answer: the file's word, else the
     * connector's. */
    std::chrono::milliseconds settleWindow{0};
    /** Whether the time of creation of an object may prove that we made it. */
    bool trustsCreated = true;
    /** How long a worker sits out a wait that a limit or the target asks for; who would have to
     * wait for longer is deferred. */
    std::chrono::milliseconds longestWait{30'000};
    /** The object classes in use, by their names in the description; empty for all. */
    std::vector<std::string> objectClasses = {};
    /** Every declared property with its value, in the order of the description: defaults filled in;
     * confidential ones hold the reference as text; those without value are absent. */
    struct Setting {
        PropertyInfo info;
        Value value;
        bool isDefault = false;
    };
    std::vector<Setting> settings = {};
    std::string file = {};

    const Setting* find(std::string_view property) const;
    /** The value as text; empty when it has none. */
    std::string text(std::string_view property) const;
};

}  // namespace muster::host
