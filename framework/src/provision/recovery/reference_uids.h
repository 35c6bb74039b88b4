#pragma once

#include <functional>
#include <string>
#include <vector>

#include <muster/core/object.h>
#include <muster/core/result.h>
#include <muster/core/schema.h>

namespace muster::provision {

/** The Uid of the object of that class that a reference means; nothing when nobody is there, or the
 * class cannot be read. Any error of the read. */
using ReadUid = std::function<Result<std::optional<std::string>>(const std::string& objectClass,
                                                                 const std::string& reference)>;

/** The most references that are read for one look; what comes after them stays as it was given. */
inline constexpr int kMostReferencesRead = 50;

/** Some targets take an object under more names than its Uid (LINE WORKS' `externalKey:k1`), and
 * show it under its Uid alone. Gives references, also those within object values, as the target
 * shows them, so that what was asked for can be compared with `shown`. What `shown` holds, and what
 * is not found, stays. The first error of `read`. */
Result<std::vector<Attribute>> withShownUids(const ObjectClassInfo& info,
                                             const std::vector<Attribute>& asked,
                                             const ConnectorObject& shown, const ReadUid& read);

}  // namespace muster::provision
