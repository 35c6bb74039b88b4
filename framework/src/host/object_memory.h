#pragma once

#include <string>
#include <vector>

#include <muster/core/result.h>
#include <muster/core/value.h>

namespace muster::host {

/** What connectors keep with the objects of one target. One thread at a time. */
class ObjectMemory {
public:
    virtual ~ObjectMemory() = default;
    /** Values take the place of those of the same names; an attribute without values ends one.
     * Durable with the next step's start. */
    virtual Result<void> remember(const std::string& objectClass, const std::string& uid,
                                  const std::vector<Attribute>& values) = 0;
    virtual Result<std::vector<Attribute>> recall(const std::string& objectClass,
                                                  const std::string& uid) = 0;
};

}  // namespace muster::host
