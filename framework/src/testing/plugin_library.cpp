#include "testing/plugin_library.h"

#include <dlfcn.h>

namespace muster::testing {
namespace {

Error cannotLoad(const std::string& path, const std::string& found) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "cannot load the plugin \"" + path + "\": " + found,
                 .hint = "give the path of the built .so in MUSTER_CONTRACT_PLUGIN"};
}

}  // namespace

Result<std::unique_ptr<PluginLibrary>> PluginLibrary::open(const std::string& path) {
    // Without a slash the loader would search its own folders.
    const std::string file = path.find('/') == std::string::npos ? "./" + path : path;
    void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        return cannotLoad(path, dlerror());
    }
    const void* info = dlsym(handle, MUSTER_CONNECTOR_INFO_SYMBOL);
    void* entry = dlsym(handle, MUSTER_CONNECTOR_ENTRY_SYMBOL);
    if (info == nullptr || entry == nullptr) {
        dlclose(handle);
        return cannotLoad(path, std::string("it does not export ") +
                                    (info == nullptr ? MUSTER_CONNECTOR_INFO_SYMBOL
                                                     : MUSTER_CONNECTOR_ENTRY_SYMBOL));
    }
    return std::unique_ptr<PluginLibrary>(
        new PluginLibrary(handle, static_cast<const muster_connector_info_v0*>(info),
                          reinterpret_cast<muster_connector_entry_fn>(entry)));
}

PluginLibrary::~PluginLibrary() { dlclose(handle_); }

}  // namespace muster::testing
