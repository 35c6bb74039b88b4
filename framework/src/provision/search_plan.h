#pragma once

#include <string>
#include <vector>

#include "host/instance.h"
#include "host/target_runtime.h"
#include "provision/operation.h"
#include "provision/reference_names.h"

namespace muster::provision {

/** A search that fulfils everything that connectors may rely on: names and kinds of the schema,
 * code keys. */
struct SearchPlan {
    const ObjectClassInfo* info = nullptr;  ///< of the target's description
    host::SearchArguments arguments = {};
    std::vector<Notice> notices = {};

    /** Whether objects have to be held against the filter once they are shown. */
    bool isFiltered() const { return arguments.filter.op != FilterOp::kAll; }
};

/** Holds a search against the schema. kNotSupported, kInvalidAttributeValue or kConfiguration. */
Result<SearchPlan> planSearch(const SearchRequest& request, const host::TargetRuntime& runtime,
                              const ReferenceNames* references);

/** Names of attributes as the schema has them; `__UID__` is left out, since it is always there.
 * kInvalidAttributeValue for one that the class has not. */
Result<std::vector<std::string>> resolvedNames(const std::vector<std::string>& names,
                                               const ObjectClassInfo& info);

/** kNotSupported: the class cannot be read in that way ("get", "search"). */
Error unsupportedRead(const ObjectClassInfo& info, const std::string& operation);

}  // namespace muster::provision
