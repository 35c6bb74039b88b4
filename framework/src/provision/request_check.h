#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/schema_index.h"
#include "provision/attribute_values.h"
#include "provision/checked_values.h"
#include "provision/operation.h"
#include "provision/schema_names.h"
#include <muster/core/schema.h>

namespace muster::provision {

/** The call that an operation comes down to. */
enum class CallKind { kCreate, kUpdate, kDelete, kDisassociate, kAction };

/** A request that fulfils everything that connectors may rely on: names and kinds of the schema,
 * code keys, options that exist. Borrows from the request, the description and the lookups, which
 * must outlive it. */
// NOLINTNEXTLINE(bugprone-exception-escape): moving a small_vector of pointers throws nothing
struct CheckedRequest {
    CallKind call = CallKind::kCreate;
    std::string_view objectClass = {};
    /** Of a create or an action: names of the schema, values where they stand. */
    std::vector<AttributeParts> attributes = {};
    std::vector<AttributeDelta> deltas = {};
    std::vector<Attribute> options = {};
    /** Lookups that were asked, each once. */
    LookupsUsed lookupsUsed = {};
    std::vector<Notice> notices = {};
    MadeValues made = {};  ///< what `attributes` could not borrow

    /** Their names, in order. */
    std::vector<std::string> lookupNames() const;
};

/** Holds a request against the schema. Refuses with kNotSupported, kInvalidAttributeValue or
 * kConfiguration, and names the attribute. */
Result<CheckedRequest> checkRequest(const OperationRequest& request,
                                    const host::SchemaIndex& schema, const Words& words);

}  // namespace muster::provision
