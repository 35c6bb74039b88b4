#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <muster/core/object.h>
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** One list of what belongs to an org unit or a group, as LINE WORKS lists it page by page. */
struct BelongingList {
    std::string_view key;        ///< operation key of the list
    std::string_view idMember;   ///< where a row holds the id: "userId", "id"
    std::string_view type = {};  ///< only rows whose member `type` is this; empty for all
    std::string_view what;       ///< "the members of"
};

/** The ids of all rows, by a walk. Any I/O error. */
Result<std::vector<std::string>> readIds(sdk::Call& call, const BelongingList& list,
                                         const std::string& ownerId);

/** The ids as references under an attribute's name. */
Attribute asReferences(std::string_view attribute, const std::vector<std::string>& ids);

}  // namespace muster::lineworks
