#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <muster/core/ids.h>
#include <muster/core/object.h>
#include <muster/core/schema.h>
#include <muster/sdk/connector.h>

/** Objects that have an id and a name and that the target lists as a whole: groups, roles, org
 * units. They are read by templated calls. */
namespace muster::sdk {

/** One class of such objects. Constant; lives as long as the library is loaded. */
struct NamedClass {
    const ObjectClassInfo& info;
    std::string_view getKey;     ///< operation key of reading one; needs `__UID__`
    std::string_view searchKey;  ///< operation key of the list; may need `PAGE_SIZE`, `PAGE_TOKEN`
    std::string_view noun;       ///< "group", as sentences call one
    std::string_view place;      ///< "this Zoom account", as sentences call the target
    std::int64_t maxPageSize = 100;  ///< the most that the target gives in a page
    std::string_view uidMember = "id";
    std::string_view nameMember = "name";
    /** Reads one object from JSON, a row of a list as well as a single answer; usually `parseNamed`
     * of `<muster/sdk/named_json.h>`. */
    Result<ConnectorObject> (*parse)(const NamedClass& named, std::string_view json) = nullptr;
    /** The error of a call as people are to see it. */
    Error (*explained)(Error error) = nullptr;
    /** Another way to address an object in a path: the value of `keyAttribute` behind `keyPrefix`
     * ("externalKey:"). Both empty for none. */
    std::string_view keyAttribute = {};
    std::string_view keyPrefix = {};
    /** Words that the target's paths understand in the place of an id. */
    bool (*isWordOfThePath)(std::string_view text) = nullptr;
};

/** Reads single objects. What is found by an id costs one request, a name a walk through the list.
 * Valid during the call. */
class NamedReader {
public:
    NamedReader(Call& call, const NamedClass& named) : call_(call), named_(named) {}

    /** The object; nothing when the target has none, and nothing in a dry run. A name that several
     * objects have is refused with kInvalidAttributeValue and their ids. Any I/O error. */
    Result<std::optional<ConnectorObject>> find(const ObjectRef& ref);
    /** The object that a write is about. kUnknownUid when there is none. In a dry run it is assumed
     * to be there, and a notice `dry-run-assumption` says so. */
    Result<ConnectorObject> require(const ObjectRef& ref);

private:
    Result<std::optional<ConnectorObject>> findByAddress(const std::string& address);
    Result<std::optional<ConnectorObject>> findByName(const std::string& name);

    Call& call_;
    const NamedClass& named_;
};

/** Adds to an object what rows of the list lack; for attributes that are asked for by name. */
using CompleteObject = std::function<Result<void>(ConnectorObject&)>;

/** Shows the objects that the filter asks for, by one walk through the target's list. An `=` on
 * `__UID__` or on the key attribute becomes one read. `complete` may be empty; otherwise it is
 * asked for each object before the filter is checked. Errors: kInvalidAttributeValue for a token
 * that no search gave; kProtocol for a page that comes again; whatever the requests meet. */
Result<SearchReport> searchNamed(Call& call, const NamedClass& named, const Filter& filter,
                                 const SearchOptions& options, const ObjectHandler& handler,
                                 const CompleteObject& complete);

}  // namespace muster::sdk
