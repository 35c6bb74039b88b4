#include "host/instance.h"

#include "host/catalogue/escaped_exception.h"
#include "host/contract_breach.h"
#include <muster/abi/search.h>
#include <muster/core/abi_convert.h>

namespace muster::host {
namespace {

/** The error of a call, from its status and what it reported; nothing for success. */
std::optional<Error> errorOf(muster_status status, CallReport& report) {
    if (report.violation) {
        return std::move(report.violation);
    }
    if (status == MUSTER_OK) {
        if (report.error) {
            return contractBreach(
                "it returned OK and reported the error \"" + report.error->message + "\"", "C-17");
        }
        return std::nullopt;
    }
    if (!report.error) {
        const bool isKnown = status > MUSTER_OK && status <= MUSTER_E_INTERNAL;
        return Error{.code = isKnown ? static_cast<ErrorCode>(status) : ErrorCode::kInternal,
                     .message = "the connector returned status " + std::to_string(status) +
                                " without an error report"};
    }
    if (static_cast<muster_status>(report.error->code) != status && status <= MUSTER_E_INTERNAL) {
        report.error->message += " (the connector returned status " + std::to_string(status) + ")";
    }
    return std::move(report.error);
}

/** A connector that a service refused something knows only that; people need to know why, and an
 * operation that has to wait needs to know how long. */
void addRefusal(std::optional<Error>& error, const std::optional<Error>& refusal) {
    if (!error || !refusal || error->code != refusal->code) {
        return;
    }
    error->message += "; " + refusal->message;
    error->hint = error->hint.empty() ? refusal->hint : error->hint;
    error->retryAfter = error->retryAfter ? error->retryAfter : refusal->retryAfter;
}

}  // namespace

Instance::Instance(std::shared_ptr<const LoadedConnector> connector,
                   std::shared_ptr<HostServices> services)
    : connector_(std::move(connector)),
      services_(std::move(services)),
      sink_(std::make_unique<CallSink>()) {}

Instance::~Instance() {
    if (handle_ != nullptr) {
        try {
            connector_->table().destroy_instance(handle_);
        } catch (...) {
            services_->tell(contractBreach(escapedException("destroy_instance"), "C-21"));
        }
    }
}

Result<std::unique_ptr<Instance>> Instance::create(std::shared_ptr<const LoadedConnector> connector,
                                                   std::shared_ptr<HostServices> services,
                                                   const std::vector<Attribute>& properties) {
    std::unique_ptr<Instance> made(new Instance(std::move(connector), std::move(services)));
    abi::Marshal marshal;
    CallContext context;
    const muster_sink& sink = made->sink_->open(context, nullptr);
    muster_instance* handle = nullptr;
    muster_status status = MUSTER_E_INTERNAL;
    try {
        status = made->connector_->table().create_instance(
            &made->services_->table(), marshal.attributes(properties), &sink, &handle);
    } catch (...) {
        made->sink_->close();
        return contractBreach(escapedException("create_instance"), "C-21");
    }
    CallReport report = made->sink_->close();
    if (std::optional<Error> error = errorOf(status, report)) {
        if (handle != nullptr) {
            // Half made, perhaps: to have it destroyed might do more harm than to leave it.
            error->message +=
                "; it failed and has made an instance all the same, which is left "
                "alone (clause C-10)";
        }
        return *std::move(error);
    }
    if (handle == nullptr) {
        return contractBreach("create_instance returned OK and no instance", "C-10");
    }
    made->handle_ = handle;
    return made;
}

namespace {

/** A call whose time was over before it had shown what it found. */
Error cutShort(const CallContext& context, const std::string& what, const std::string& until) {
    const bool isCancelled = context.cancel.stop_requested();
    return {.code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
            .message = "the " + what + (isCancelled ? " was cancelled" : "'s time was over") +
                       " before " + until};
}

}  // namespace

template <typename Invoke>
CallReport Instance::invoke(const char* function, const std::shared_ptr<CallContext>& context,
                            const std::vector<Attribute>& options, const ViewHandler* onObject,
                            const Invoke& invoke) {
    abi::Marshal marshal;
    muster_call call = {sizeof(muster_call), abi::view(context->correlation), 0, 0,
                        marshal.attributes(options)};
    if (context->dryRun) {
        call.flags |= MUSTER_CALL_DRY_RUN;
    }
    if (context->isResumed) {
        call.flags |= MUSTER_CALL_RESUMED;
    }
    services_->enter(*context);
    const muster_sink& sink = sink_->open(*context, onObject);
    muster_status status = MUSTER_E_INTERNAL;
    try {
        status = invoke(call, sink, marshal);
    } catch (...) {  // the contract forbids it, and a plugin without the SDK can do it all the same
        sink_->fail(contractBreach(escapedException(function), "C-21"));
        status = MUSTER_E_PROTOCOL;
    }
    CallReport report = sink_->close();
    services_->leave();
    report.error = errorOf(status, report);
    addRefusal(report.error, services_->takeRefusal());
    return report;
}

template <typename Invoke>
WriteAnswer Instance::write(const char* function, const std::shared_ptr<CallContext>& context,
                            const std::vector<Attribute>& options, bool mustReport,
                            const Invoke& call) {
    CallReport report = invoke(function, context, options, nullptr, call);
    if (!report.error && mustReport && !report.write && !context->dryRun) {
        report.error = contractBreach("it returned OK and did not report the object", "C-27");
    }
    return {std::move(report.write), std::move(report.notices), std::move(report.error)};
}

WriteAnswer Instance::test(const std::shared_ptr<CallContext>& context) {
    return write("test", context, {}, false,
                 [&](const muster_call& call, const muster_sink& sink, abi::Marshal&) {
                     return connector_->table().test(handle_, &call, &sink);
                 });
}

bool Instance::isAlive(const std::shared_ptr<CallContext>& context) {
    const CallReport report =
        invoke("check_alive", context, {}, nullptr,
               [&](const muster_call& call, const muster_sink& sink, abi::Marshal&) {
                   return connector_->table().check_alive(handle_, &call, &sink);
               });
    if (report.error && report.error->code == ErrorCode::kProtocol) {
        services_->tell(
            *report.error);  // nobody else hears of it: another instance takes its place
    }
    return !report.error;
}

GetAnswer Instance::get(const std::shared_ptr<CallContext>& context, std::string_view objectClass,
                        const ObjectRef& ref, const std::vector<std::string>& attributes) {
    GetAnswer answer;
    const ViewHandler keep = [&](const ObjectView& object) {
        answer.object = object.copy();
        return true;
    };
    CallReport report = invoke(
        "get", context, {}, &keep,
        [&](const muster_call& call, const muster_sink& sink, abi::Marshal& marshal) {
            return connector_->table().get(handle_, &call, abi::view(objectClass), marshal.ref(ref),
                                           marshal.texts(attributes), &sink);
        });
    if (!report.error && report.isCutShort) {
        // Dropped, it would look as if nobody were there.
        report.error = cutShort(*context, "read", "the object was shown");
    }
    answer.notices = std::move(report.notices);
    answer.error = std::move(report.error);
    return answer;
}

WriteAnswer Instance::create(const std::shared_ptr<CallContext>& context,
                             std::string_view objectClass,
                             std::span<const AttributeParts> attributes,
                             const std::vector<Attribute>& options) {
    return write("create", context, options, true,
                 [&](const muster_call& call, const muster_sink& sink, abi::Marshal& marshal) {
                     return connector_->table().create(handle_, &call, abi::view(objectClass),
                                                       marshal.parts(attributes), &sink);
                 });
}

WriteAnswer Instance::update(const std::shared_ptr<CallContext>& context,
                             std::string_view objectClass, const ObjectRef& ref,
                             const std::vector<AttributeDelta>& deltas,
                             const std::vector<Attribute>& options) {
    return write("update", context, options, true,
                 [&](const muster_call& call, const muster_sink& sink, abi::Marshal& marshal) {
                     return connector_->table().update(handle_, &call, abi::view(objectClass),
                                                       marshal.ref(ref), marshal.deltas(deltas),
                                                       &sink);
                 });
}

WriteAnswer Instance::remove(const std::shared_ptr<CallContext>& context,
                             std::string_view objectClass, const ObjectRef& ref,
                             const std::vector<Attribute>& options) {
    return write("delete_object", context, options, false,
                 [&](const muster_call& call, const muster_sink& sink, abi::Marshal& marshal) {
                     return connector_->table().delete_object(
                         handle_, &call, abi::view(objectClass), marshal.ref(ref), &sink);
                 });
}

WriteAnswer Instance::disassociate(const std::shared_ptr<CallContext>& context,
                                   std::string_view objectClass, const ObjectRef& ref,
                                   const std::vector<Attribute>& options) {
    if (connector_->table().disassociate == nullptr) {
        return {.error = Error{
                    .code = ErrorCode::kNotSupported,
                    .message = "connector \"" + connector_->name() + "\" cannot disassociate"}};
    }
    return write("disassociate", context, options, false,
                 [&](const muster_call& call, const muster_sink& sink, abi::Marshal& marshal) {
                     return connector_->table().disassociate(handle_, &call, abi::view(objectClass),
                                                             marshal.ref(ref), &sink);
                 });
}

WriteAnswer Instance::act(const std::shared_ptr<CallContext>& context, std::string_view objectClass,
                          const ObjectRef& ref, std::string_view action,
                          std::span<const AttributeParts> parameters) {
    const muster_action_extension* extension = connector_->action();
    if (extension == nullptr) {
        return {.error =
                    Error{.code = ErrorCode::kNotSupported,
                          .message = "connector \"" + connector_->name() + "\" has no actions"}};
    }
    return write("muster.action/1 run", context, {}, false,
                 [&](const muster_call& call, const muster_sink& sink, abi::Marshal& marshal) {
                     return extension->run(handle_, &call, abi::view(objectClass), marshal.ref(ref),
                                           abi::view(action), marshal.parts(parameters), &sink);
                 });
}

CheckAnswer Instance::check(const std::shared_ptr<CallContext>& context,
                            const std::function<bool(const CheckFinding&)>& handler) {
    const muster_check_extension* extension = connector_->check();
    if (extension == nullptr) {
        return {.error = Error{.code = ErrorCode::kNotSupported,
                               .message = "connector \"" + connector_->name() +
                                          "\" has no check of what is at its target",
                               .hint = "\"target test\" tries the connection and credentials"}};
    }
    std::optional<Error> rubbish;
    const ViewHandler take = [&](const ObjectView& object) {
        const Result<CheckFinding> finding = findingOf(object.copy());
        if (!finding) {
            rubbish = finding.error();
            return false;
        }
        return handler(*finding);
    };
    CallReport report =
        invoke("muster.check/1 check", context, {}, &take,
               [&](const muster_call& call, const muster_sink& sink, abi::Marshal&) {
                   return extension->check(handle_, &call, &sink);
               });
    if (!report.error && rubbish) {
        report.error = std::move(rubbish);
    }
    if (!report.error && report.isCutShort) {
        const bool isCancelled = context->cancel.stop_requested();
        report.error = Error{.code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                             .message = std::string(isCancelled ? "the check was cancelled"
                                                                : "the check's time was over") +
                                        " before everything was looked at",
                             .hint = isCancelled ? "" : "give it more time with --timeout"};
    }
    return {std::move(report.notices), std::move(report.error)};
}

SearchAnswer Instance::search(const std::shared_ptr<CallContext>& context,
                              std::string_view objectClass, const SearchArguments& arguments,
                              const ObjectHandler& handler) {
    return searchViews(context, objectClass, arguments,
                       [&](const ObjectView& object) { return handler(object.copy()); });
}

SearchAnswer Instance::searchViews(const std::shared_ptr<CallContext>& context,
                                   std::string_view objectClass, const SearchArguments& arguments,
                                   const ViewHandler& handler) {
    const muster_search_extension* extension = connector_->search();
    if (extension == nullptr) {
        return {.error =
                    Error{.code = ErrorCode::kNotSupported,
                          .message = "connector \"" + connector_->name() + "\" cannot search"}};
    }
    CallReport report =
        invoke("search", context, {}, &handler,
               [&](const muster_call& call, const muster_sink& sink, abi::Marshal& marshal) {
                   const muster_search_options options = {
                       sizeof(muster_search_options), marshal.texts(arguments.attributes),
                       abi::view(arguments.pageToken), arguments.pageSize, arguments.limit};
                   return extension->search(handle_, &call, abi::view(objectClass),
                                            marshal.filter(arguments.filter), &options, &sink);
               });
    if (!report.error && report.isCutShort) {
        report.error = cutShort(*context, "search", "all objects were shown");
        report.error->hint = report.error->code == ErrorCode::kCancelled
                                 ? ""
                                 : "give it more time with --timeout, or a --limit";
    } else if (!report.error && !report.searchEnded) {
        report.error = contractBreach("its search returned OK and did not report its end", "C-51");
    }
    return {std::move(report.notices), report.filterEvaluated, std::move(report.nextPageToken),
            std::move(report.error)};
}

}  // namespace muster::host
