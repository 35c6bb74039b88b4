#pragma once

#include <set>
#include <string>
#include <vector>

#include "provision/attribute_values.h"
#include "provision/operation.h"
#include <muster/core/schema.h>

namespace muster::provision {

/** The call that an operation comes down to. */
enum class CallKind { kCreate, kUpdate, kDelete, kDisassociate, kAction };

/** A request that fulfils everything that connectors may rely on: names and kinds of the schema,
 * code keys, options that exist. */
struct CheckedRequest {
    CallKind call = CallKind::kCreate;
    std::string objectClass = {};
    std::vector<Attribute> attributes = {};
    std::vector<AttributeDelta> deltas = {};
    std::vector<Attribute> options = {};
    std::set<std::string> lookupsUsed = {};
    std::vector<Notice> notices = {};
};

/** The class of a request; `__ACCOUNT__` when it names none. kNotSupported with the known ones. */
Result<const ObjectClassInfo*> requireClass(const Description& description,
                                            std::string_view objectClass);

/** The attribute of that name or native name. kInvalidAttributeValue with the near miss. */
Result<const AttributeInfo*> requireAttribute(const ObjectClassInfo& info, std::string_view name);

/** The action of that class and name. kNotSupported with the actions that there are. */
Result<const ActionInfo*> requireAction(const Description& description, const ObjectClassInfo& info,
                                        std::string_view name);

/** Holds a request against the schema. Refuses with kNotSupported, kInvalidAttributeValue or
 * kConfiguration, and names the attribute. */
Result<CheckedRequest> checkRequest(const OperationRequest& request, const Description& description,
                                    const Words& words);

}  // namespace muster::provision
