#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/ids.h>
#include <muster/core/object.h>
#include <muster/core/schema.h>
#include <muster/sdk/call.h>

/** What most connectors with templated calls need between the host and a target's JSON. Any thread.
 */
namespace muster::sdk {

/** The attribute as the target calls and writes it: under its native name, a multi-valued one as a
 * list (`[]` when it has no values), another as its value, or null when it has none. An attribute
 * that the schema does not have stays as it is. */
Attribute toNative(const Attribute& attribute, const ObjectClassInfo& info);

/** Reads one object; nothing when it is not there, and in a dry run, which reads nothing. */
using ReadObject = std::function<Result<std::optional<ConnectorObject>>()>;

/** The Uid that a reference means; a name is looked up by `findByName`. In a dry run the object is
 * taken to be there, the name stands for its Uid, and a notice `dry-run-assumption` says so.
 *  @return kUnknownUid when nothing has the name. */
Result<std::string> uidOf(Call& call, const ObjectRef& ref, const ReadObject& findByName);

/** The values of an attribute after the deltas, for a target that takes the list only whole. It is
 * read, by `read`, when a delta adds or removes; in a dry run it is taken to be empty, and a notice
 * `dry-run-assumption` says so. The host lets no other write of the object in between.
 *  @return the attribute as a list; kUnknownUid when the object is not there. */
Result<Attribute> wholeListAfter(Call& call, std::string_view attribute,
                                 const std::vector<AttributeDelta>& deltas, const ReadObject& read);

}  // namespace muster::sdk
