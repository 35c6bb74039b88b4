#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "host/catalogue/check_failure.h"
#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/schema.h>

namespace muster::host {

/** A connector library in memory. Held by shared_ptr by everything that was made from it, so that
 * it outlives it; the last one out unloads it. Immutable, thread-safe. */
class LoadedConnector {
public:
    /** Who the file said that it is, when it was checked. */
    struct Identity {
        std::string name = {};
        std::string version = {};
        std::string sha256 = {};
    };

    /** Loads a checked copy (RTLD_NOW, RTLD_LOCAL), checks its table and copies its description.
     * Runs the library's static constructors. `failure` tells why when null is returned. */
    static std::shared_ptr<const LoadedConnector> open(const std::string& file, Identity identity,
                                                       CheckFailure& failure);

    LoadedConnector(const LoadedConnector&) = delete;
    LoadedConnector& operator=(const LoadedConnector&) = delete;
    ~LoadedConnector();

    const std::string& name() const { return identity_.name; }
    const std::string& version() const { return identity_.version; }
    const std::string& sha256() const { return identity_.sha256; }
    /** Checked: every required function is there. */
    const muster_connector& table() const { return *table_; }
    /** The extension `muster.search/1`, or null when the connector has it not. */
    const muster_search_extension* search() const { return search_; }
    /** The extension `muster.action/1`, or null when the connector has it not. */
    const muster_action_extension* action() const { return action_; }
    /** The extension `muster.check/1`, or null when the connector has it not. */
    const muster_check_extension* check() const { return check_; }
    const Description& description() const { return description_; }

private:
    LoadedConnector() = default;

    void* library_ = nullptr;
    Identity identity_;
    const muster_connector* table_ = nullptr;
    const muster_search_extension* search_ = nullptr;
    const muster_action_extension* action_ = nullptr;
    const muster_check_extension* check_ = nullptr;
    Description description_;
};

}  // namespace muster::host
