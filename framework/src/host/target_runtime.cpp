#include "host/target_runtime.h"

#include "host/host_services.h"
#include "host/templated_caller.h"
#include "host/used_classes.h"

namespace muster::host {

TargetRuntime::TargetRuntime(Parts parts)
    : parts_(std::move(parts)),
      description_(restrictedTo(parts_.connector->description(), parts_.target.objectClasses)),
      schema_(description_, *parts_.lookups),
      pool_(static_cast<std::size_t>(parts_.target.workers), [this] { return makeInstance(); }) {}

std::optional<std::vector<std::string>> TargetRuntime::grantedScopes() const {
    return parts_.caller == nullptr ? std::nullopt : parts_.caller->grantedScopes();
}

Result<std::unique_ptr<Instance>> TargetRuntime::makeInstance() const {
    return Instance::create(parts_.connector, makeServices(), connectorSettings());
}

std::shared_ptr<HostServices> TargetRuntime::makeServices() const {
    return std::make_shared<HostServices>(parts_.caller, parts_.secrets, parts_.log, parts_.limits);
}

std::vector<Attribute> TargetRuntime::connectorSettings() const {
    std::vector<Attribute> settings;
    for (const Target::Setting& setting : parts_.target.settings) {
        if (!setting.info.hostOwned && !setting.info.confidential && !setting.value.isNull()) {
            settings.emplace_back(setting.info.name, setting.value);
        }
    }
    return settings;
}

std::optional<std::chrono::microseconds> TargetRuntime::clockAhead() const {
    return parts_.caller == nullptr ? std::nullopt : parts_.caller->clock().ahead();
}

Result<void> TargetRuntime::checkSettings() const {
    MUSTER_RETURN_IF_ERROR(makeInstance());
    return {};
}

}  // namespace muster::host
