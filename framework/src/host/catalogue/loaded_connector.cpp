#include "host/catalogue/loaded_connector.h"

#include <dlfcn.h>

#include "host/catalogue/connector_table.h"
#include "host/catalogue/library.h"

namespace muster::host {

std::shared_ptr<const LoadedConnector> LoadedConnector::open(const std::string& file,
                                                             Identity identity,
                                                             CheckFailure& failure) {
    // Made first: from here on its destructor closes the library, whatever goes wrong.
    std::shared_ptr<LoadedConnector> made(new LoadedConnector());
    made->library_ = openLibrary(file.c_str(), failure);
    if (made->library_ == nullptr) {
        return nullptr;
    }
    auto table = readConnectorTable(
        made->library_, [](const char*) {}, failure);
    if (!table) {
        return nullptr;
    }
    made->identity_ = std::move(identity);
    made->table_ = table->table;
    made->search_ = table->search;
    made->action_ = table->action;
    made->check_ = table->check;
    made->description_ = std::move(table->description);
    return made;
}

LoadedConnector::~LoadedConnector() {
    if (library_ != nullptr) {
        ::dlclose(library_);
    }
}

}  // namespace muster::host
