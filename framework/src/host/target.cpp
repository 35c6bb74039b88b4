#include "host/target.h"

namespace muster::host {

const Target::Setting* Target::find(std::string_view property) const {
    for (const Setting& setting : settings) {
        if (setting.info.name == property) {
            return &setting;
        }
    }
    return nullptr;
}

std::string Target::text(std::string_view property) const {
    const Setting* setting = find(property);
    return setting == nullptr ? std::string() : setting->value.toDisplay();
}

}  // namespace muster::host
