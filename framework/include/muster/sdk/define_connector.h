#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/abi_convert.h>
#include <muster/sdk/connector.h>

/** The glue between a connector class and the C table: converts, guards, delegates. Nothing here is
 * for authors but the macro at the end. No exception leaves a function of this file. */
namespace muster::sdk::boundary {

/** Tells the sink of the error and returns its code. */
muster_status fail(const muster_sink& sink, const Error& error) noexcept;
/** Called in a catch block: tells the sink of the exception in flight. */
muster_status failFromException(const muster_sink& sink) noexcept;
/** Called in a catch block of a function that has no sink: prints the exception in flight to the
 * standard error output, where the host's probe and the contract suite's reader find it. */
void printException(const char* function) noexcept;
Error notSupported(std::string_view operation);
std::vector<std::string> textsOf(const muster_string_list& list);

/** Runs `work` (which returns Result<void>) and turns whatever comes out into a status. */
template <typename Work>
muster_status guard(const muster_sink& sink, const Work& work) noexcept {
    try {
        Result<void> result = work();
        return result ? MUSTER_OK : fail(sink, result.error());
    } catch (...) {
        return failFromException(sink);
    }
}

Result<void> finishWrite(Call& call, Result<WriteReport> result);
Result<void> finishGet(Call& call, Result<std::optional<ConnectorObject>> result);
Result<void> runSearch(SearchOp& connector, Call& call, std::string_view objectClass,
                       const muster_filter& filter, const muster_search_options& options);
Result<void> runCheck(CheckOp& connector, Call& call);

/** The table of one connector class. */
template <typename T>
class Table {
    static_assert(std::is_base_of_v<Connector, T>,
                  "a connector derives from muster::sdk::Connector");
    static_assert(std::is_base_of_v<TestOp, T>,
                  "a connector derives from muster::sdk::TestOp: operators need `target test`");
    static_assert(std::is_same_v<decltype(T::describe()), Description>,
                  "a connector has `static muster::Description describe()`");
    static_assert(std::is_same_v<decltype(T::make(std::declval<const Properties&>())),
                                 Result<std::unique_ptr<T>>>,
                  "a connector has `static muster::Result<std::unique_ptr<T>> make(const "
                  "muster::sdk::Properties&)`");

public:
    static const muster_connector* table() noexcept {
        static const muster_connector kTable = {
            sizeof(muster_connector),
            MUSTER_ABI_MAJOR,
            MUSTER_ABI_MINOR,
            &describe,
            &createInstance,
            &destroyInstance,
            &test,
            &checkAlive,
            &get,
            &create,
            &update,
            &deleteObject,
            std::is_base_of_v<DisassociateOp, T> ? &disassociate : nullptr,
            &extension};
        return &kTable;
    }

private:
    struct Instance {
        Host host;
        std::unique_ptr<T> connector;
    };

    static Instance& from(muster_instance* instance) {
        return *reinterpret_cast<Instance*>(instance);
    }

    /** Runs `work(T&, Call&)` when the connector implements `Op`, and says "not supported"
     * otherwise. */
    template <typename Op, typename Work>
    static muster_status run(muster_instance* instance, const muster_call* call,
                             const muster_sink* sink, const char* operation,
                             const Work& work) noexcept {
        return guard(*sink, [&]() -> Result<void> {
            if constexpr (std::is_base_of_v<Op, T>) {
                Instance& self = from(instance);
                Call context(*call, *sink, self.host);
                return work(static_cast<Op&>(*self.connector), context);
            } else {
                return notSupported(operation);
            }
        });
    }

    static const muster_description* describe() noexcept {
        try {
            static const Description kDescription = T::describe();
            static abi::Marshal marshal;
            static const muster_description* const kMade = marshal.description(kDescription);
            return kMade;
        } catch (...) {
            printException("describe");
            return nullptr;
        }
    }

    static muster_status createInstance(const muster_host* host, muster_attribute_list properties,
                                        const muster_sink* sink,
                                        muster_instance** instance) noexcept {
        return guard(*sink, [&]() -> Result<void> {
            MUSTER_ASSIGN_OR_RETURN(std::vector<Attribute> values, abi::copyAttributes(properties));
            MUSTER_ASSIGN_OR_RETURN(std::unique_ptr<T> connector,
                                    T::make(Properties(std::move(values))));
            auto made = std::make_unique<Instance>(Instance{Host(*host), std::move(connector)});
            *instance = reinterpret_cast<muster_instance*>(made.release());
            return {};
        });
    }

    static void destroyInstance(muster_instance* instance) noexcept {
        delete reinterpret_cast<Instance*>(instance);
    }

    static muster_status test(muster_instance* instance, const muster_call* call,
                              const muster_sink* sink) noexcept {
        return run<TestOp>(instance, call, sink, "test",
                           [](TestOp& op, Call& context) { return op.test(context); });
    }

    static muster_status checkAlive(muster_instance* instance, const muster_call* call,
                                    const muster_sink* sink) noexcept {
        return run<Connector>(instance, call, sink, "check_alive",
                              [](Connector& op, Call& context) { return op.checkAlive(context); });
    }

    static muster_status get(muster_instance* instance, const muster_call* call,
                             muster_string_view objectClass, const muster_object_ref* ref,
                             muster_string_list attributes, const muster_sink* sink) noexcept {
        return run<GetOp>(
            instance, call, sink, "get", [&](GetOp& op, Call& context) -> Result<void> {
                MUSTER_ASSIGN_OR_RETURN(const ObjectRef object, abi::copyRef(*ref));
                return finishGet(
                    context, op.get(context, abi::text(objectClass), object, textsOf(attributes)));
            });
    }

    static muster_status create(muster_instance* instance, const muster_call* call,
                                muster_string_view objectClass, muster_attribute_list attributes,
                                const muster_sink* sink) noexcept {
        return run<CreateOp>(instance, call, sink, "create", [&](CreateOp& op, Call& context) {
            return finishWrite(
                context, op.create(context, abi::text(objectClass), AttributesView(attributes)));
        });
    }

    static muster_status update(muster_instance* instance, const muster_call* call,
                                muster_string_view objectClass, const muster_object_ref* ref,
                                muster_delta_list deltas, const muster_sink* sink) noexcept {
        return run<UpdateOp>(
            instance, call, sink, "update", [&](UpdateOp& op, Call& context) -> Result<void> {
                MUSTER_ASSIGN_OR_RETURN(const ObjectRef object, abi::copyRef(*ref));
                return finishWrite(context, op.update(context, abi::text(objectClass), object,
                                                      DeltasView(deltas)));
            });
    }

    static muster_status deleteObject(muster_instance* instance, const muster_call* call,
                                      muster_string_view objectClass, const muster_object_ref* ref,
                                      const muster_sink* sink) noexcept {
        return run<DeleteOp>(
            instance, call, sink, "delete", [&](DeleteOp& op, Call& context) -> Result<void> {
                MUSTER_ASSIGN_OR_RETURN(const ObjectRef object, abi::copyRef(*ref));
                return op.remove(context, abi::text(objectClass), object);
            });
    }

    static muster_status disassociate(muster_instance* instance, const muster_call* call,
                                      muster_string_view objectClass, const muster_object_ref* ref,
                                      const muster_sink* sink) noexcept {
        return run<DisassociateOp>(
            instance, call, sink, "disassociate",
            [&](DisassociateOp& op, Call& context) -> Result<void> {
                MUSTER_ASSIGN_OR_RETURN(const ObjectRef object, abi::copyRef(*ref));
                return op.disassociate(context, abi::text(objectClass), object);
            });
    }

    static muster_status search(muster_instance* instance, const muster_call* call,
                                muster_string_view objectClass, const muster_filter* filter,
                                const muster_search_options* options,
                                const muster_sink* sink) noexcept {
        return run<SearchOp>(instance, call, sink, "search", [&](SearchOp& op, Call& context) {
            return runSearch(op, context, abi::text(objectClass), *filter, *options);
        });
    }

    static const muster_action_list* describeActions() noexcept {
        try {
            static const std::vector<ActionInfo> kActions = T::describe().actions;
            static abi::Marshal marshal;
            static const muster_action_list* const kMade = marshal.actions(kActions);
            return kMade;
        } catch (...) {
            return nullptr;
        }
    }

    static muster_status act(muster_instance* instance, const muster_call* call,
                             muster_string_view objectClass, const muster_object_ref* ref,
                             muster_string_view action, muster_attribute_list parameters,
                             const muster_sink* sink) noexcept {
        return run<ActionOp>(
            instance, call, sink, "actions", [&](ActionOp& op, Call& context) -> Result<void> {
                MUSTER_ASSIGN_OR_RETURN(const ObjectRef object, abi::copyRef(*ref));
                return op.act(context, abi::text(objectClass), object, abi::text(action),
                              AttributesView(parameters));
            });
    }

    static muster_status check(muster_instance* instance, const muster_call* call,
                               const muster_sink* sink) noexcept {
        return run<CheckOp>(instance, call, sink, "check",
                            [](CheckOp& op, Call& context) { return runCheck(op, context); });
    }

    static const void* extension(muster_string_view id) noexcept {
        static const muster_search_extension kSearch = {sizeof(muster_search_extension), &search};
        static const muster_action_extension kAction = {sizeof(muster_action_extension),
                                                        &describeActions, &act};
        static const muster_check_extension kCheck = {sizeof(muster_check_extension), &check};
        if (std::is_base_of_v<SearchOp, T> && abi::text(id) == MUSTER_EXTENSION_SEARCH_1) {
            return &kSearch;
        }
        if (std::is_base_of_v<CheckOp, T> && abi::text(id) == MUSTER_EXTENSION_CHECK_1) {
            return &kCheck;
        }
        const bool isAction = abi::text(id) == MUSTER_EXTENSION_ACTION_1;
        return isAction && std::is_base_of_v<ActionOp, T> ? &kAction : nullptr;
    }
};

}  // namespace muster::sdk::boundary

#define MUSTER_EXPORT_SYMBOL __attribute__((visibility("default")))

/** Makes the plugin's two exported symbols from a connector class. `name` is what targets call it,
 * `version` its own version; both are string literals of at most 47 and 15 characters. Once per
 * plugin. */
#define MUSTER_DEFINE_CONNECTOR(Class, connectorName, connectorVersion)                   \
    extern "C" MUSTER_EXPORT_SYMBOL const muster_connector_info_v0 muster_connector_info; \
    extern "C" const muster_connector_info_v0 muster_connector_info = {                   \
        MUSTER_CONNECTOR_MAGIC,                                                           \
        sizeof(muster_connector_info_v0),                                                 \
        MUSTER_ABI_MAJOR,                                                                 \
        MUSTER_ABI_MINOR,                                                                 \
        0,                                                                                \
        connectorName,                                                                    \
        connectorVersion};                                                                \
    extern "C" MUSTER_EXPORT_SYMBOL const muster_connector* muster_connector_entry(void); \
    extern "C" const muster_connector* muster_connector_entry(void) {                     \
        return ::muster::sdk::boundary::Table<Class>::table();                            \
    }
