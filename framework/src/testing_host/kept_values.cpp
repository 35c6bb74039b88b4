#include "testing_host/kept_values.h"

namespace muster::testing {

Result<void> KeptValues::remember(const std::string& objectClass, const std::string& uid,
                                  const std::vector<Attribute>& values) {
    const std::lock_guard lock(mutex_);
    std::vector<Attribute>& known = kept_[{objectClass, uid}];
    for (const Attribute& value : values) {
        std::erase_if(known,
                      [&](const Attribute& one) { return equalNames(one.name(), value.name()); });
        if (!value.values().empty()) {
            known.push_back(value);
        }
    }
    return {};
}

Result<std::vector<Attribute>> KeptValues::recall(const std::string& objectClass,
                                                  const std::string& uid) {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find({objectClass, uid});
    return found == kept_.end() ? std::vector<Attribute>() : found->second;
}

}  // namespace muster::testing
