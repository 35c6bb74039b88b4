#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/catalogue/connector_catalogue.h"
#include "host/home.h"
#include "host/target.h"
#include "host/target_runtime.h"
#include "xml/diagnostics.h"
#include <muster/core/result.h>

namespace muster::host {

/** What became of one file in the targets folder. */
struct TargetEntry {
    std::string name;  ///< the file's name without `.xml` when the file could not be read
    std::string connector;
    std::string file;
    /** Why the target cannot be used; empty when it can. */
    std::vector<xml::Diagnostic> problems;
    bool isUsable() const;
};

/** The targets of a home. Thread-safe. */
class Targets {
public:
    Targets(const Home& home, ConnectorCatalogue& catalogue, rest::TrafficLog& log);
    ~Targets();

    /** Reads every file of the targets folder and holds it against its connector, its lookups and
     * its templates. A bad target is listed with its problems and harms no other. */
    void load();
    /** In the order of their names. */
    std::vector<TargetEntry> list() const;
    /** The usable target of that name. kConfiguration with its problems, or with the list of known
     * ones. */
    Result<std::shared_ptr<TargetRuntime>> find(std::string_view name) const;

private:
    const Home& home_;
    ConnectorCatalogue& catalogue_;
    rest::TrafficLog& log_;
    std::vector<TargetEntry> entries_;
    std::vector<std::shared_ptr<TargetRuntime>> runtimes_;
};

}  // namespace muster::host
