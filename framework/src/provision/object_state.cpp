#include "provision/object_state.h"

#include <muster/core/ids.h>

namespace muster::provision {

std::string stateOf(const ConnectorObject& object) {
    if (const Attribute* status = object.find("status");
        status != nullptr && status->text() != nullptr) {
        return *status->text();
    }
    const Attribute* enable = object.find(attr::kEnable);
    const Value* value = enable == nullptr ? nullptr : enable->single();
    const bool* enabled = value == nullptr ? nullptr : value->as<bool>();
    return enabled == nullptr ? "" : *enabled ? "active" : "inactive";
}

}  // namespace muster::provision
