#pragma once

#include <filesystem>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "host/log.h"
#include "provision/provisioner.h"
#include "temporary_folder.h"

namespace muster::testing {

/** A home with one connector and one target `t`, and the facade over it. */
struct House {
    TemporaryFolder folder;
    host::Home home{folder.path()};
    std::unique_ptr<host::ConnectorCatalogue> catalogue;
    std::unique_ptr<store::Journal> journal;
    std::unique_ptr<host::Targets> targets;
    std::unique_ptr<provision::Provisioner> facade;

    explicit House(const std::string& library, const std::string& connector,
                   provision::ProvisionerOptions options = {}) {
        std::filesystem::create_directories(home.plugins());
        std::filesystem::permissions(home.plugins(), std::filesystem::perms::owner_all);
        std::filesystem::copy_file(library, home.plugins() / "connector.so");
        folder.write("targets/t.xml", "<target schema-version=\"1\" name=\"t\" connector=\"" +
                                          connector + "\" workers=\"1\" timeout-seconds=\"60\"/>");
        catalogue = std::make_unique<host::ConnectorCatalogue>(
            host::CatalogueOptions{.pluginsFolder = home.plugins(),
                                   .loadedFolder = home.loaded(),
                                   .probeProgram = MUSTER_PROBE_CHILD,
                                   .settleTime = std::chrono::milliseconds(0)});
        checkSuccess(catalogue->scan());
        journal = valueOf(store::Journal::open({.folder = folder.path()}));
        targets = std::make_unique<host::Targets>(
            home, *catalogue, valueOf(host::makeLog({.file = (folder / "muster.log").string()})));
        targets->load();
        facade = std::make_unique<provision::Provisioner>(*journal, *targets, options);
    }

    provision::OperationResult create(const std::string& name) const {
        return facade->run({.kind = store::OperationKind::kCreate,
                            .target = "t",
                            .attributes = {Attribute("__NAME__", Value(name))},
                            .askedBy = "tester"});
    }
    provision::OperationResult run(store::OperationKind kind, ObjectRef object,
                                   std::vector<AttributeDelta> deltas = {}) const {
        return facade->run({.kind = kind,
                            .target = "t",
                            .object = std::move(object),
                            .deltas = std::move(deltas)});
    }
    store::OperationRecord recorded(const provision::OperationResult& result) const {
        return valueOf(valueOf(journal->operation(valueOf(result.id))));
    }
};

inline ObjectRef uid(const std::string& text) { return ObjectRef(*Uid::parse(text)); }

}  // namespace muster::testing
