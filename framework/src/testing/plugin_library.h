#pragma once

#include <memory>
#include <string>

#include <muster/abi/connector_abi.h>
#include <muster/core/result.h>

namespace muster::testing {

/** A plugin loaded for the suite, without the host's precautions. Unloads when it goes. */
class PluginLibrary {
public:
    /** kConfiguration when the file cannot be loaded or lacks a symbol of the contract. */
    static Result<std::unique_ptr<PluginLibrary>> open(const std::string& path);
    ~PluginLibrary();
    PluginLibrary(const PluginLibrary&) = delete;
    PluginLibrary& operator=(const PluginLibrary&) = delete;

    const muster_connector_info_v0& info() const { return *info_; }
    /** What the entry function returns now; null when the plugin cannot work. */
    const muster_connector* table() const { return entry_(); }

private:
    PluginLibrary(void* handle, const muster_connector_info_v0* info,
                  muster_connector_entry_fn entry)
        : handle_(handle), info_(info), entry_(entry) {}

    void* handle_;
    const muster_connector_info_v0* info_;
    muster_connector_entry_fn entry_;
};

}  // namespace muster::testing
