#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <muster/core/check_finding.h>
#include <muster/core/filter.h>
#include <muster/core/ids.h>
#include <muster/core/object.h>
#include <muster/core/result.h>
#include <muster/core/schema.h>
#include <muster/sdk/call.h>
#include <muster/sdk/view.h>

/** What a connector author derives from. A connector is a class that derives from `Connector` and
 * from one interface per operation that it can do, plus two static functions and one macro:
 *
 *      class HelloConnector : public sdk::Connector, public sdk::CreateOp, public sdk::TestOp {
 *      public:
 *          static Description describe();
 *          static Result<std::unique_ptr<HelloConnector>> make(const sdk::Properties& properties);
 *          ...
 *      };
 *      MUSTER_DEFINE_CONNECTOR(HelloConnector, "hello", "1.0.0")      // from
 * <muster/sdk/define_connector.h>
 *
 *  The host has checked before every call: the object class exists and supports the operation, no
 * attribute stands twice, no Uid in a create, required attributes are there, values have the
 * schema's kind and length, lookup decodes have become code keys. An instance serves one thread at
 * a time. Exceptions that leave an operation become kInternal. */
namespace muster::sdk {

/** The target's settings that the connector declared, with defaults filled in; neither confidential
 * nor host-owned ones. */
class Properties {
public:
    explicit Properties(std::vector<Attribute> values) : values_(std::move(values)) {}
    /** Text of a declared string property; empty when it has no value. */
    std::string text(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    bool boolean(std::string_view name) const;

private:
    std::vector<Attribute> values_;
};

/** Every connector. */
class Connector {
public:
    Connector() = default;
    Connector(const Connector&) = delete;
    Connector& operator=(const Connector&) = delete;
    virtual ~Connector() = default;
    /** Whether an instance that lay idle can still be used; cheap. */
    virtual Result<void> checkAlive(Call& /*call*/) { return {}; }
};

/** Tries the target: reachable, credentials accepted, rights sufficient. */
class TestOp {
public:
    virtual ~TestOp() = default;
    virtual Result<void> test(Call& call) = 0;
};

/** Reads one object; nothing when it is not there. `attributes` names those wanted, empty for the
 * default ones. */
class GetOp {
public:
    virtual ~GetOp() = default;
    virtual Result<std::optional<ConnectorObject>> get(
        Call& call, std::string_view objectClass, const ObjectRef& ref,
        const std::vector<std::string>& attributes) = 0;
};

/** Creates one object. When it fails after the object was made, `Call::reportEarly` tells the Uid.
 */
class CreateOp {
public:
    virtual ~CreateOp() = default;
    virtual Result<WriteReport> create(Call& call, std::string_view objectClass,
                                       const AttributesView& attributes) = 0;
};

/** Changes one object by deltas: also its name (`__NAME__`), password and state (`__ENABLE__`). */
class UpdateOp {
public:
    virtual ~UpdateOp() = default;
    virtual Result<WriteReport> update(Call& call, std::string_view objectClass,
                                       const ObjectRef& ref, const DeltasView& deltas) = 0;
};

/** Destroys one object. kUnknownUid when it is not there: the host counts that as done. */
class DeleteOp {
public:
    virtual ~DeleteOp() = default;
    virtual Result<void> remove(Call& call, std::string_view objectClass, const ObjectRef& ref) = 0;
};

/** Ends the target's hold on an account without destroying the person's own account. Repeating it
 * is done. */
class DisassociateOp {
public:
    virtual ~DisassociateOp() = default;
    virtual Result<void> disassociate(Call& call, std::string_view objectClass,
                                      const ObjectRef& ref) = 0;
};

/** Does one of the named actions that `Description::actions` lists, on one object. Its changes are
 * steps, as those of every write; `Call::reportEarly` may tell the object as it is afterwards. The
 * host has checked the parameters as it does the attributes of a create. kNotSupported for a name
 * that the class does not have. */
class ActionOp {
public:
    virtual ~ActionOp() = default;
    virtual Result<void> act(Call& call, std::string_view objectClass, const ObjectRef& ref,
                             std::string_view action, const AttributesView& parameters) = 0;
};

struct SearchOptions {
    std::vector<std::string> attributes = {};  ///< those wanted; empty for the default ones
    std::string pageToken = {};                ///< where to go on; empty for the start
    std::int64_t pageSize = 0;                 ///< 0 for the connector's own choice
    std::int64_t limit = 0;                    ///< 0 for all
};

struct SearchReport {
    std::string nextPageToken = {};
    std::int64_t remaining = -1;  ///< -1 when not known
    /** False lets the host check each object against the filter once more. */
    bool filterEvaluated = false;
};

/** Takes one object; false says to stop. */
using ObjectHandler = std::function<bool(const ConnectorObject&)>;

/** Shows the objects of a class. Showing more than the filter asks for is allowed and said in the
 * report. */
class SearchOp {
public:
    virtual ~SearchOp() = default;
    virtual Result<SearchReport> search(Call& call, std::string_view objectClass,
                                        const Filter& filter, const SearchOptions& options,
                                        const ObjectHandler& handler) = 0;
};

/** Takes one finding; false ends the check. */
using FindingHandler = std::function<bool(const CheckFinding&)>;

/** Looks over what is at the target for what would make provisioning fail or go wrong, and shows
 * each finding with the object that it is about. Reads only. */
class CheckOp {
public:
    virtual ~CheckOp() = default;
    virtual Result<void> check(Call& call, const FindingHandler& handler) = 0;
};

/** An object class that supports what `T` implements: each interface that `T` derives from is one
 * supported operation. For connectors whose classes do not differ in that; others say it field by
 * field. Call it where `T` is complete, as in the body of `T::describe`. */
template <typename T>
ObjectClassInfo classOf(std::string_view name) {
    const auto supportIf = [](bool isThere) {
        return isThere ? Support::kSupported : Support::kNone;
    };
    return {.name = std::string(name),
            .create = supportIf(std::is_base_of_v<CreateOp, T>),
            .update = supportIf(std::is_base_of_v<UpdateOp, T>),
            .remove = supportIf(std::is_base_of_v<DeleteOp, T>),
            .disassociate = supportIf(std::is_base_of_v<DisassociateOp, T>),
            .get = supportIf(std::is_base_of_v<GetOp, T>),
            .search = supportIf(std::is_base_of_v<SearchOp, T>)};
}

}  // namespace muster::sdk
