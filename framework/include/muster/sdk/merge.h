#pragma once

#include <vector>

#include <muster/core/object.h>
#include <muster/core/schema.h>
#include <muster/sdk/view.h>

namespace muster::sdk {

/** Does to a list of attributes what a delta says: for targets that keep whole objects, and for
 * those where one attribute can only be written whole.
 *
 *  Replace puts the delta's values in place of all others; add appends those that are not there;
 * remove takes out those that are. Saying what is already so changes nothing. An attribute that has
 * lost its last value stays, with no values. `info` is the attribute's schema, or null: when it
 * marks sub-attributes as key, object values with equal keys are the same element, so that an add
 * replaces that element and a remove needs to give the keys only. Any thread. */
void mergeDelta(std::vector<Attribute>& attributes, const AttributeDelta& delta,
                const AttributeInfo* info = nullptr);

/** The list after a change by elements, for targets that take a list only whole: those of `removed`
 * are out, those of `added` are in. Object values are found by the sub-attributes that `info` marks
 * as key: each key that is given must be equal, and at least one must be given. An element of
 * `added` that is there already takes over the sub-attributes given and keeps the others. Any
 * thread. */
std::vector<Value> mergeByKey(const std::vector<Value>& current, const std::vector<Value>& added,
                              const std::vector<Value>& removed, const AttributeInfo& info);

/** `mergeDelta` for each delta, with the schema of `info` when it is given. Fails with kProtocol
 * when a delta cannot be read; the attributes are then as before. */
Result<void> mergeDeltas(std::vector<Attribute>& attributes, const DeltasView& deltas,
                         const ObjectClassInfo* info = nullptr);

}  // namespace muster::sdk
