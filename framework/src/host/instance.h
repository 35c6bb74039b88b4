#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "host/call_sink.h"
#include "host/catalogue/loaded_connector.h"
#include "host/host_services.h"
#include <muster/core/check_finding.h>
#include <muster/core/filter.h>
#include <muster/core/ids.h>
#include <muster/core/object.h>

namespace muster::host {

/** What a write came to: what was reported, and the error if it failed. */
struct WriteAnswer {
    std::optional<WriteReport> report = {};
    std::vector<Notice> notices = {};
    std::optional<Error> error = {};
};

struct SearchArguments {
    Filter filter = {};
    std::vector<std::string> attributes = {};
    std::string pageToken = {};
    std::int64_t pageSize = 0;
    std::int64_t limit = 0;
};

struct SearchAnswer {
    std::vector<Notice> notices = {};
    bool filterEvaluated = false;
    std::string nextPageToken = {};
    std::optional<Error> error = {};
};

struct GetAnswer {
    std::optional<ConnectorObject> object = {};
    std::vector<Notice> notices = {};
    std::optional<Error> error = {};
};

struct CheckAnswer {
    std::vector<Notice> notices = {};
    std::optional<Error> error = {};
};

/** One working copy of a connector, seen from C++. Whatever the plugin does wrong at the border
 * comes back as a kProtocol or kInternal error with a sentence. One thread at a time. */
class Instance {
public:
    /** kConfiguration when the connector refuses the properties. */
    static Result<std::unique_ptr<Instance>> create(
        std::shared_ptr<const LoadedConnector> connector, std::shared_ptr<HostServices> services,
        const std::vector<Attribute>& properties);
    ~Instance();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    WriteAnswer test(const std::shared_ptr<CallContext>& context);
    bool isAlive(const std::shared_ptr<CallContext>& context);
    GetAnswer get(const std::shared_ptr<CallContext>& context, std::string_view objectClass,
                  const ObjectRef& ref, const std::vector<std::string>& attributes);
    WriteAnswer create(const std::shared_ptr<CallContext>& context, std::string_view objectClass,
                       std::span<const AttributeParts> attributes,
                       const std::vector<Attribute>& options);
    WriteAnswer update(const std::shared_ptr<CallContext>& context, std::string_view objectClass,
                       const ObjectRef& ref, const std::vector<AttributeDelta>& deltas,
                       const std::vector<Attribute>& options);
    WriteAnswer remove(const std::shared_ptr<CallContext>& context, std::string_view objectClass,
                       const ObjectRef& ref, const std::vector<Attribute>& options);
    WriteAnswer disassociate(const std::shared_ptr<CallContext>& context,
                             std::string_view objectClass, const ObjectRef& ref,
                             const std::vector<Attribute>& options);
    WriteAnswer act(const std::shared_ptr<CallContext>& context, std::string_view objectClass,
                    const ObjectRef& ref, std::string_view action,
                    std::span<const AttributeParts> parameters);
    SearchAnswer search(const std::shared_ptr<CallContext>& context, std::string_view objectClass,
                        const SearchArguments& arguments, const ObjectHandler& handler);
    /** As `search`, showing each object where the connector has it. */
    SearchAnswer searchViews(const std::shared_ptr<CallContext>& context,
                             std::string_view objectClass, const SearchArguments& arguments,
                             const ViewHandler& handler);

    /** `handler` takes each finding, and answers false to end the check. */
    CheckAnswer check(const std::shared_ptr<CallContext>& context,
                      const std::function<bool(const CheckFinding&)>& handler);

private:
    Instance(std::shared_ptr<const LoadedConnector> connector,
             std::shared_ptr<HostServices> services);
    template <typename Invoke>
    CallReport invoke(const char* function, const std::shared_ptr<CallContext>& context,
                      const std::vector<Attribute>& options, const ViewHandler* onObject,
                      const Invoke& invoke);
    template <typename Invoke>
    WriteAnswer write(const char* function, const std::shared_ptr<CallContext>& context,
                      const std::vector<Attribute>& options, bool mustReport, const Invoke& invoke);

    std::shared_ptr<const LoadedConnector> connector_;
    std::shared_ptr<HostServices> services_;
    std::unique_ptr<CallSink> sink_;
    muster_instance* handle_ = nullptr;
};

}  // namespace muster::host
