#include "named_object.h"

#include <algorithm>

#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/json.h>
#include <muster/sdk/page_walk.h>

namespace muster::zoom {
namespace {

constexpr std::int64_t kPageSize = 300;  // the most that Zoom gives of groups

Error manyOfThatName(const NamedClass& named, const std::string& name,
                     const std::vector<ConnectorObject>& found) {
    std::string ids;
    for (const ConnectorObject& object : found) {
        ids += (ids.empty() ? "\"" : ", \"") + object.uid + "\"";
    }
    return refusal(ErrorCode::kInvalidAttributeValue,
                   "several " + std::string(named.noun) + "s are called \"" + name + "\": " + ids,
                   "say which by its id", std::string(attr::kName));
}

}  // namespace

const NamedClass& groups() {
    static const NamedClass kGroups{groupClass(), key::kGetGroup, key::kSearchGroups, "group"};
    return kGroups;
}

const NamedClass& roles() {
    static const NamedClass kRoles{roleClass(), key::kGetRole, key::kSearchRoles, "role"};
    return kRoles;
}

Result<ConnectorObject> parseNamed(const NamedClass& named, std::string_view text) {
    const std::optional<boost::json::object> json = sdk::parseJsonObject(text);
    ConnectorObject object{.objectClass = named.info.name};
    if (json) {
        object.uid = sdk::jsonText(*json, "id");
        object.name = sdk::jsonText(*json, "name");
        object.attributes = sdk::attributesOf(*json, named.info.attributes);
    }
    if (object.uid.empty() || object.name.empty()) {
        return Error{.code = ErrorCode::kProtocol,
                     .message = "Zoom's answer holds a " + std::string(named.noun) +
                                " without id or name; each has both by its documentation",
                     .hint = "compare the template's response rules with Zoom's answer in a trace"};
    }
    return object;
}

Result<std::optional<ConnectorObject>> NamedReader::find(const ObjectRef& ref) {
    if (ref.isName()) {
        return findByName(ref.text());
    }
    Result<sdk::Response> response = call_.host().call(
        {.key = std::string(named_.getKey),
         .placeholders = {Attribute(std::string(attr::kUid), Value(ref.text()))}});
    if (!response) {
        if (isNotThere(response.error())) {
            return std::optional<ConnectorObject>();
        }
        return explained(std::move(response).error());
    }
    if (response->isDryRun) {
        return std::optional<ConnectorObject>();
    }
    MUSTER_ASSIGN_OR_RETURN(ConnectorObject object, parseNamed(named_, response->body));
    return std::optional(std::move(object));
}

Result<std::optional<ConnectorObject>> NamedReader::findByName(const std::string& name) {
    std::vector<ConnectorObject> found;
    sdk::PageWalk walk(call_.host(), {.key = std::string(named_.searchKey)}, kPageSize,
                       std::string(named_.noun) + "s");
    sdk::PagePosition position;
    const Result<bool> ended = walk.run(position, [&](const std::string& row) -> Result<bool> {
        MUSTER_ASSIGN_OR_RETURN(ConnectorObject object, parseNamed(named_, row));
        if (equalNames(object.name, name)) {
            found.push_back(std::move(object));
        }
        return true;
    });
    if (!ended) {
        return explained(ended.error());
    }
    if (found.size() > 1) {
        return manyOfThatName(named_, name, found);
    }
    return found.empty() ? std::optional<ConnectorObject>() : std::optional(found.front());
}

Result<ConnectorObject> NamedReader::require(const ObjectRef& ref) {
    MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> object, find(ref));
    if (object) {
        return *std::move(object);
    }
    const std::string noun(named_.noun);
    if (call_.isDryRun()) {
        call_.notice("dry-run-assumption", "a dry run reads nothing, so " + noun + " \"" +
                                               ref.text() + "\" is taken to be there");
        return ConnectorObject{
            .objectClass = named_.info.name, .uid = ref.text(), .name = ref.text()};
    }
    return refusal(ErrorCode::kUnknownUid,
                   "there is no " + noun + " \"" + ref.text() + "\" in this Zoom account",
                   "search --class " + named_.info.name + " lists them with their ids");
}

ConnectorObject withWanted(const ConnectorObject& object, const ObjectClassInfo& info,
                           const std::vector<std::string>& wanted) {
    ConnectorObject shown = object;
    std::erase_if(shown.attributes, [&](const Attribute& attribute) {
        return !wanted.empty() && !isAsked(wanted, info, attribute.name());
    });
    return shown;
}

bool isAsked(const std::vector<std::string>& wanted, const ObjectClassInfo& info,
             std::string_view attribute) {
    const AttributeInfo* asked = info.find(attribute);
    return asked != nullptr &&
           std::any_of(wanted.begin(), wanted.end(),
                       [&](const std::string& one) { return info.find(one) == asked; });
}

}  // namespace muster::zoom
