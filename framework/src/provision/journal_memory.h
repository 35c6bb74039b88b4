#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "host/object_memory.h"
#include "store/journal.h"

namespace muster::provision {

/** What connectors keep with the objects of a target, in the journal's account rows. One for each
 * operation; one thread at a time. */
class JournalMemory : public host::ObjectMemory {
public:
    JournalMemory(store::Journal& journal, std::string target)
        : journal_(journal), target_(std::move(target)) {}

    Result<void> remember(const std::string& objectClass, const std::string& uid,
                          const std::vector<Attribute>& values) override;
    Result<std::vector<Attribute>> recall(const std::string& objectClass,
                                          const std::string& uid) override;

private:
    store::Journal& journal_;
    const std::string target_;
    /** What this operation has kept, which the journal's readers need not see yet. */
    std::map<std::pair<std::string, std::string>, std::vector<Attribute>> kept_;
};

}  // namespace muster::provision
