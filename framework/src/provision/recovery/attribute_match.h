#pragma once

#include <string>
#include <vector>

#include <muster/core/object.h>
#include <muster/core/schema.h>

namespace muster::provision {

/** Whether the object has what the delta asks for: exactly these values (replace), these too (add),
 * none of these (remove). Of object values only the parts that are given count; names are compared
 * without ASCII case. False for what cannot be read. Pure. */
bool isSo(const ObjectClassInfo& info, const AttributeDelta& delta, const ConnectorObject& object);

/** The deltas that are not so, and those that cannot be read: nobody can tell of them. */
std::vector<AttributeDelta> notSo(const ObjectClassInfo& info,
                                  const std::vector<AttributeDelta>& deltas,
                                  const ConnectorObject& object);

/** The attributes of a create as the replacing deltas that they come to. */
std::vector<AttributeDelta> asDeltas(const std::vector<Attribute>& attributes);

/** `dept, job_title`. */
std::string namesOf(const std::vector<AttributeDelta>& deltas);

}  // namespace muster::provision
