#pragma once

#include <forward_list>
#include <span>
#include <vector>

#include "host/schema_index.h"
#include "provision/attribute_values.h"

namespace muster::provision {

/** Values that were made since none stood anywhere. They stay where they are until the end. */
class MadeValues {
public:
    std::span<const Value> keep(std::vector<Value> values) {
        return kept_.emplace_front(std::move(values));
    }

private:
    std::forward_list<std::vector<Value>> kept_;
};

/** The values of one attribute as the schema wants them, each found by `resolvedValue`, but where
 * they stand whenever that is possible: among those given when they are so already, or in the
 * lookup that knows them. Only others are made, and kept in `made`. */
Result<std::span<const Value>> checkedValues(const host::IndexedAttribute& attribute,
                                             std::span<const Value> given, const Words& words,
                                             Resolved& resolved, MadeValues& made);

}  // namespace muster::provision
