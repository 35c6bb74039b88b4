#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "checks.h"
#include "host/log.h"
#include "provision/provisioner.h"
#include "store/sqlite/database.h"
#include "temporary_folder.h"

/** A home with the connector that loses answers (tests/support/broken_plugins/lossy_connector.cpp)
 * and one target `t`; each has accounts of its own. */
struct LossyHouse {
    using OperationKind = muster::store::OperationKind;

    muster::testing::TemporaryFolder folder;
    muster::host::Home home{folder.path()};
    std::string connector;
    std::unique_ptr<muster::host::ConnectorCatalogue> catalogue;
    std::shared_ptr<muster::host::Log> log;
    std::unique_ptr<muster::store::Journal> journal;
    std::unique_ptr<muster::host::Targets> targets;
    std::unique_ptr<muster::provision::Provisioner> facade;

    /** `attributes` are further ones of `<target>`. */
    explicit LossyHouse(const std::string& kind = "lossy",
                        const std::string& attributes = "settle-seconds=\"0\"")
        : connector("broken-" + kind) {
        using namespace muster;
        std::filesystem::create_directories(home.plugins());
        std::filesystem::permissions(home.plugins(), std::filesystem::perms::owner_all);
        std::string file = kind;
        std::replace(file.begin(), file.end(), '-', '_');
        std::filesystem::copy_file(std::string(MUSTER_BROKEN_PLUGINS) + "/broken_" + file + ".so",
                                   home.plugins() / "connector.so");
        writeTarget(attributes);
        catalogue = std::make_unique<host::ConnectorCatalogue>(
            host::CatalogueOptions{.pluginsFolder = home.plugins(),
                                   .loadedFolder = home.loaded(),
                                   .probeProgram = MUSTER_PROBE_CHILD,
                                   .settleTime = std::chrono::milliseconds(0)});
        muster::testing::checkSuccess(catalogue->scan());
        log = muster::testing::valueOf(host::makeLog({.file = (folder / "muster.log").string()}));
        open();
        // Keeps the library loaded, and with it the accounts, while the house is built anew.
        keptLoaded_ = muster::testing::valueOf(targets->find("t"));
    }

    void writeTarget(const std::string& attributes) {
        static int count = 0;
        store_ = store_.empty() ? "lossy-" + std::to_string(++count) : store_;
        folder.write("targets/t.xml", "<target schema-version=\"1\" name=\"t\" connector=\"" +
                                          connector + "\" " + attributes +
                                          "><property name=\"store\">" + store_ +
                                          "</property></target>");
    }

    /** As the next start of muster. */
    void restart(muster::store::JournalOptions options = {}) {
        facade.reset();
        targets.reset();
        journal.reset();
        open(std::move(options));
        muster::testing::valueOf(journal->markInterrupted(100));
    }

    muster::provision::OperationResult create(const std::string& name,
                                              std::vector<muster::Attribute> more = {}) const {
        more.insert(more.begin(), muster::Attribute("__NAME__", muster::Value(name)));
        return facade->run({.kind = OperationKind::kCreate,
                            .target = "t",
                            .attributes = std::move(more),
                            .askedBy = "tester"});
    }
    muster::provision::OperationResult update(const std::string& uid,
                                              std::vector<muster::Attribute> changes) const {
        std::vector<muster::AttributeDelta> deltas;
        deltas.reserve(changes.size());
        for (muster::Attribute& change : changes) {
            deltas.push_back({muster::DeltaMode::kReplace, std::move(change)});
        }
        return facade->run({.kind = OperationKind::kUpdate,
                            .target = "t",
                            .object = muster::ObjectRef(*muster::Uid::parse(uid)),
                            .deltas = std::move(deltas)});
    }
    muster::provision::OperationResult act(const std::string& name,
                                           const std::string& action) const {
        return facade->run({.kind = OperationKind::kAction,
                            .target = "t",
                            .object = muster::ObjectRef(*muster::Name::parse(name)),
                            .action = action});
    }
    muster::provision::OperationResult resume(muster::provision::ResumeRequest request) const {
        request.askedBy = request.askedBy.empty() ? "tester" : request.askedBy;
        return facade->resume(request).result;
    }
    muster::store::OperationRecord record(std::int64_t number) const {
        return muster::testing::valueOf(muster::testing::valueOf(journal->operation({number})));
    }
    /** An attribute of an account as text; "none" for nobody. */
    std::string read(const std::string& name, const std::string& attribute) const {
        std::vector<muster::Notice> notices;
        const auto found = muster::testing::valueOf(
            facade->get("t", "", muster::ObjectRef(*muster::Name::parse(name)), {}, notices));
        const muster::Attribute* shown = found ? found->find(attribute) : nullptr;
        return !found                                           ? "none"
               : shown == nullptr || shown->single() == nullptr ? ""
                                                                : shown->single()->toDisplay();
    }

private:
    void open(muster::store::JournalOptions options = {}) {
        using namespace muster;
        options.folder = folder.path();
        journal = muster::testing::valueOf(store::Journal::open(options));
        targets = std::make_unique<host::Targets>(home, *catalogue, log);
        targets->load();
        facade = std::make_unique<provision::Provisioner>(*journal, *targets);
    }

    std::string store_;
    std::shared_ptr<muster::host::TargetRuntime> keptLoaded_;
};
