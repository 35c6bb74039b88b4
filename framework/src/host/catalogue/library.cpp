#include "host/catalogue/library.h"

#include <string_view>

#include <dlfcn.h>

namespace muster::host {

void* openLibrary(const char* file, CheckFailure& failure) {
    failure = {.step = "load", .expected = "a library that the loader takes"};
    void* library = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) {
        return library;
    }
    const char* told = ::dlerror();
    std::string_view reason = told == nullptr ? "no reason given" : told;
    // The loader begins with the file; here that is a copy whose name tells a reader nothing.
    const std::string prefix = std::string(file) + ": ";
    if (reason.starts_with(prefix)) {
        reason.remove_prefix(prefix.size());
    }
    failure.found = reason;
    failure.hint = "install what it needs, or build it again";
    return nullptr;
}

}  // namespace muster::host
