#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "host/object_memory.h"

namespace muster::testing {

/** What the connector keeps with objects, for all instances of the run: there is one target. Any
 * thread. */
class KeptValues : public host::ObjectMemory {
public:
    Result<void> remember(const std::string& objectClass, const std::string& uid,
                          const std::vector<Attribute>& values) override;
    Result<std::vector<Attribute>> recall(const std::string& objectClass,
                                          const std::string& uid) override;

private:
    std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, std::vector<Attribute>> kept_;
};

}  // namespace muster::testing
