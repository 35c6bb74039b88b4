#pragma once

#include <filesystem>
#include <memory>

#include "common/must.h"
#include "host/catalogue/connector_catalogue.h"
#include "host/home.h"
#include "host/journal_counters.h"
#include "host/log.h"
#include "host/targets.h"
#include "provision/provisioner.h"
#include "store/journal.h"

namespace bench {

/** One owner of a home: all of muster but its shell. */
class House {
public:
    /** Ends the program when the home cannot be used. */
    explicit House(const std::filesystem::path& folder);

    muster::store::Journal& journal() { return *journal_; }
    muster::provision::Provisioner& provisioner() { return provisioner_; }
    /** Ends the program when there is no such target. */
    std::shared_ptr<muster::host::TargetRuntime> target(std::string_view name) {
        return must(targets_.find(name));
    }

private:
    muster::host::Home home_;
    std::unique_ptr<muster::store::Journal> journal_;
    muster::host::ConnectorCatalogue catalogue_;
    muster::host::Targets targets_;
    muster::provision::Provisioner provisioner_;
};

}  // namespace bench
