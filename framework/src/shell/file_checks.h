#pragma once

#include "shell/services.h"

namespace muster::shell {

/** Checks files where they lie, with nothing of a home. */
class FolderChecks : public FileChecks {
public:
    host::CatalogueEntry verifyConnector(const std::string& file) override;
    std::size_t checkLookups(const std::string& folder, xml::Diagnostics& findings) override;
    bool hasTemplates(const std::string& folder) override;
    std::size_t checkTemplates(const std::string& folder, xml::Diagnostics& findings) override;
};

}  // namespace muster::shell
