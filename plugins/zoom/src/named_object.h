#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/ids.h>
#include <muster/core/object.h>
#include <muster/core/schema.h>
#include <muster/sdk/call.h>

namespace muster::zoom {

/** A class of objects that have an id and a name and are listed as a whole: groups and roles. */
struct NamedClass {
    const ObjectClassInfo& info;
    std::string_view getKey;
    std::string_view searchKey;
    std::string_view noun;  ///< "group", as sentences call one
};

const NamedClass& groups();
const NamedClass& roles();

/** Reads one object from JSON, a row of a list as well as a single answer. kProtocol for a text
 * that is no JSON object, or one without `id` and `name`. */
Result<ConnectorObject> parseNamed(const NamedClass& named, std::string_view json);

/** Reads single objects. Zoom finds them by id alone, so that a name costs a walk through the list.
 * Valid during the call. */
class NamedReader {
public:
    NamedReader(sdk::Call& call, const NamedClass& named) : call_(call), named_(named) {}

    /** The object; nothing when Zoom has none, and nothing in a dry run. A name that several
     * objects have is refused with kInvalidAttributeValue and their ids. Any I/O error. */
    Result<std::optional<ConnectorObject>> find(const ObjectRef& ref);
    /** The object that a write is about. kUnknownUid when there is none. In a dry run it is assumed
     * to be there, and a notice says so. */
    Result<ConnectorObject> require(const ObjectRef& ref);

private:
    Result<std::optional<ConnectorObject>> findByName(const std::string& name);

    sdk::Call& call_;
    const NamedClass& named_;
};

/** The object with the attributes wanted alone; empty for all. */
ConnectorObject withWanted(const ConnectorObject& object, const ObjectClassInfo& info,
                           const std::vector<std::string>& wanted);

/** Whether the attribute is among those wanted by name or native name. */
bool isAsked(const std::vector<std::string>& wanted, const ObjectClassInfo& info,
             std::string_view attribute);

}  // namespace muster::zoom
