#pragma once

#include <muster/sdk/json.h>
#include <muster/sdk/named_objects.h>

namespace muster::sdk {

/** Reads one object of a named class from JSON. kProtocol for a text that is no JSON object, or one
 * without id or name. For connectors that link Boost.JSON. Any thread. */
inline Result<ConnectorObject> parseNamed(const NamedClass& named, std::string_view text) {
    const std::optional<boost::json::object> json = parseJsonObject(text);
    ConnectorObject object{.objectClass = named.info.name};
    if (json) {
        object.uid = jsonText(*json, named.uidMember);
        object.name = jsonText(*json, named.nameMember);
        object.attributes = attributesOf(*json, named.info.attributes);
    }
    if (object.uid.empty() || object.name.empty()) {
        return Error{.code = ErrorCode::kProtocol,
                     .message = "the target's answer holds a " + std::string(named.noun) +
                                " without id or name; each has both by its documentation",
                     .hint = "compare the template's response rules with the answer in a trace"};
    }
    return object;
}

}  // namespace muster::sdk
