#include "testing/loopback.h"

#include <atomic>
#include <memory>

#include "testing/loopback_crossing.h"

namespace muster::testing {
namespace {

std::atomic<std::uint64_t> messages = 0;

/** What the one table of the process stands before. */
struct Behind {
    const muster_connector* real = nullptr;
    const muster_search_extension* search = nullptr;
    const muster_action_extension* action = nullptr;
    const muster_check_extension* check = nullptr;
    const muster_action_list* actions = nullptr;
    std::unique_ptr<Description> description;
    std::unique_ptr<abi::Marshal> marshal;
    const muster_description* described = nullptr;
};

Behind& behind() {
    static Behind instance;
    return instance;
}

struct LoopInstance {
    explicit LoopInstance(const muster_host& outer) : host(outer) {}
    CrossingHost host;
    muster_instance* real = nullptr;
};

LoopInstance& from(muster_instance* instance) { return *reinterpret_cast<LoopInstance*>(instance); }

muster_status refuse(const muster_sink& sink, const Error& error) {
    abi::Marshal marshal;
    sink.error(sink.context, marshal.error(error));
    return static_cast<muster_status>(error.code);
}

Result<CallMessage> copyCall(const muster_call& call) {
    CallMessage copy{.flags = call.flags};
    MUSTER_ASSIGN_OR_RETURN(copy.correlation, abi::copyText(call.correlation, "a correlation"));
    MUSTER_ASSIGN_OR_RETURN(copy.options, abi::copyAttributes(call.options));
    return copy;
}

/** Makes the call `work(real instance, decoded call, marshal, sink)`, which returns a
 * Result<muster_status>: an error of its own means that something could not be a message. What the
 * plugin throws passes, for the session to tell of (C-21). */
template <typename Work>
muster_status cross(muster_instance* instance, const muster_call& call, const muster_sink& sink,
                    const Work& work) {
    const Result<CallMessage> sent = crossed(copyCall(call));
    if (!sent) {
        return refuse(sink, sent.error());
    }
    abi::Marshal marshal;
    const muster_call decoded = {sizeof decoded, abi::view(sent->correlation), sent->flags, 0,
                                 marshal.attributes(sent->options)};
    CrossingSink crossing(sink);
    const Result<muster_status> status =
        work(from(instance).real, decoded, marshal, crossing.table());
    return status ? crossing.settle(*status) : refuse(sink, status.error());
}

const muster_description* describe() { return behind().described; }

muster_status createInstance(const muster_host* host, muster_attribute_list properties,
                             const muster_sink* sink, muster_instance** instance) {
    const auto sent = crossed(abi::copyAttributes(properties));
    if (!sent) {
        return refuse(*sink, sent.error());
    }
    auto made = std::make_unique<LoopInstance>(*host);
    abi::Marshal marshal;
    CrossingSink crossing(*sink);
    const muster_status status = behind().real->create_instance(
        &made->host.table(), marshal.attributes(*sent), &crossing.table(), &made->real);
    if (status == MUSTER_OK) {
        *instance = reinterpret_cast<muster_instance*>(made.release());
    }
    return crossing.settle(status);
}

void destroyInstance(muster_instance* instance) {
    const std::unique_ptr<LoopInstance> owned(&from(instance));
    behind().real->destroy_instance(owned->real);
}

muster_status test(muster_instance* instance, const muster_call* call, const muster_sink* sink) {
    return cross(instance, *call, *sink,
                 [](muster_instance* real, const muster_call& decoded, abi::Marshal&,
                    const muster_sink& to) -> Result<muster_status> {
                     return behind().real->test(real, &decoded, &to);
                 });
}

muster_status checkAlive(muster_instance* instance, const muster_call* call,
                         const muster_sink* sink) {
    return cross(instance, *call, *sink,
                 [](muster_instance* real, const muster_call& decoded, abi::Marshal&,
                    const muster_sink& to) -> Result<muster_status> {
                     return behind().real->check_alive(real, &decoded, &to);
                 });
}

muster_status get(muster_instance* instance, const muster_call* call,
                  muster_string_view objectClass, const muster_object_ref* ref,
                  muster_string_list attributes, const muster_sink* sink) {
    return cross(
        instance, *call, *sink,
        [&](muster_instance* real, const muster_call& decoded, abi::Marshal& marshal,
            const muster_sink& to) -> Result<muster_status> {
            MUSTER_ASSIGN_OR_RETURN(const std::string name,
                                    crossed(abi::copyText(objectClass, "an object class")));
            MUSTER_ASSIGN_OR_RETURN(const ObjectRef sent, crossed(abi::copyRef(*ref)));
            MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> wanted,
                                    crossed(abi::copyTexts(attributes, "a list of names")));
            return behind().real->get(real, &decoded, abi::view(name), marshal.ref(sent),
                                      marshal.texts(wanted), &to);
        });
}

muster_status create(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, muster_attribute_list attributes,
                     const muster_sink* sink) {
    return cross(instance, *call, *sink,
                 [&](muster_instance* real, const muster_call& decoded, abi::Marshal& marshal,
                     const muster_sink& to) -> Result<muster_status> {
                     MUSTER_ASSIGN_OR_RETURN(
                         const std::string name,
                         crossed(abi::copyText(objectClass, "an object class")));
                     MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> sent,
                                             crossed(abi::copyAttributes(attributes)));
                     return behind().real->create(real, &decoded, abi::view(name),
                                                  marshal.attributes(sent), &to);
                 });
}

muster_status update(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, const muster_object_ref* ref,
                     muster_delta_list deltas, const muster_sink* sink) {
    return cross(instance, *call, *sink,
                 [&](muster_instance* real, const muster_call& decoded, abi::Marshal& marshal,
                     const muster_sink& to) -> Result<muster_status> {
                     MUSTER_ASSIGN_OR_RETURN(
                         const std::string name,
                         crossed(abi::copyText(objectClass, "an object class")));
                     MUSTER_ASSIGN_OR_RETURN(const ObjectRef object, crossed(abi::copyRef(*ref)));
                     MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> sent,
                                             crossed(abi::copyDeltas(deltas)));
                     return behind().real->update(real, &decoded, abi::view(name),
                                                  marshal.ref(object), marshal.deltas(sent), &to);
                 });
}

using RemoveFunction = muster_status (*)(muster_instance*, const muster_call*, muster_string_view,
                                         const muster_object_ref*, const muster_sink*);

/** Delete and disassociate take the same. */
muster_status remove(RemoveFunction function, muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, const muster_object_ref* ref,
                     const muster_sink* sink) {
    return cross(instance, *call, *sink,
                 [&](muster_instance* real, const muster_call& decoded, abi::Marshal& marshal,
                     const muster_sink& to) -> Result<muster_status> {
                     MUSTER_ASSIGN_OR_RETURN(
                         const std::string name,
                         crossed(abi::copyText(objectClass, "an object class")));
                     MUSTER_ASSIGN_OR_RETURN(const ObjectRef object, crossed(abi::copyRef(*ref)));
                     return function(real, &decoded, abi::view(name), marshal.ref(object), &to);
                 });
}

muster_status deleteObject(muster_instance* instance, const muster_call* call,
                           muster_string_view objectClass, const muster_object_ref* ref,
                           const muster_sink* sink) {
    return remove(behind().real->delete_object, instance, call, objectClass, ref, sink);
}

muster_status disassociate(muster_instance* instance, const muster_call* call,
                           muster_string_view objectClass, const muster_object_ref* ref,
                           const muster_sink* sink) {
    return remove(behind().real->disassociate, instance, call, objectClass, ref, sink);
}

Result<SearchMessage> copySearch(const muster_search_options& options) {
    SearchMessage copy{.pageSize = options.page_size, .limit = options.limit};
    MUSTER_ASSIGN_OR_RETURN(copy.attributes, abi::copyTexts(options.attributes, "attributes"));
    MUSTER_ASSIGN_OR_RETURN(copy.pageToken, abi::copyText(options.page_token, "a page token"));
    return copy;
}

muster_status search(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, const muster_filter* filter,
                     const muster_search_options* options, const muster_sink* sink) {
    return cross(
        instance, *call, *sink,
        [&](muster_instance* real, const muster_call& decoded, abi::Marshal& marshal,
            const muster_sink& to) -> Result<muster_status> {
            MUSTER_ASSIGN_OR_RETURN(const std::string name,
                                    crossed(abi::copyText(objectClass, "an object class")));
            MUSTER_ASSIGN_OR_RETURN(const Filter wanted, crossed(abi::copyFilter(*filter)));
            MUSTER_ASSIGN_OR_RETURN(const SearchMessage sent, crossed(copySearch(*options)));
            const muster_search_options made = {sizeof made, marshal.texts(sent.attributes),
                                                abi::view(sent.pageToken), sent.pageSize,
                                                sent.limit};
            return behind().search->search(real, &decoded, abi::view(name), marshal.filter(wanted),
                                           &made, &to);
        });
}

const muster_action_list* describeActions() { return behind().actions; }

muster_status act(muster_instance* instance, const muster_call* call,
                  muster_string_view objectClass, const muster_object_ref* ref,
                  muster_string_view action, muster_attribute_list parameters,
                  const muster_sink* sink) {
    return cross(
        instance, *call, *sink,
        [&](muster_instance* real, const muster_call& decoded, abi::Marshal& marshal,
            const muster_sink& to) -> Result<muster_status> {
            MUSTER_ASSIGN_OR_RETURN(const std::string name,
                                    crossed(abi::copyText(objectClass, "an object class")));
            MUSTER_ASSIGN_OR_RETURN(const ObjectRef object, crossed(abi::copyRef(*ref)));
            MUSTER_ASSIGN_OR_RETURN(const std::string wanted,
                                    crossed(abi::copyText(action, "an action")));
            MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> sent,
                                    crossed(abi::copyAttributes(parameters)));
            return behind().action->run(real, &decoded, abi::view(name), marshal.ref(object),
                                        abi::view(wanted), marshal.attributes(sent), &to);
        });
}

muster_status check(muster_instance* instance, const muster_call* call, const muster_sink* sink) {
    return cross(instance, *call, *sink,
                 [](muster_instance* real, const muster_call& decoded, abi::Marshal&,
                    const muster_sink& to) -> Result<muster_status> {
                     return behind().check->check(real, &decoded, &to);
                 });
}

const void* extension(muster_string_view id) {
    static const muster_search_extension kSearch = {sizeof(muster_search_extension), &search};
    static const muster_action_extension kAction = {sizeof(muster_action_extension),
                                                    &describeActions, &act};
    static const muster_check_extension kCheck = {sizeof(muster_check_extension), &check};
    if (behind().search != nullptr && abi::text(id) == MUSTER_EXTENSION_SEARCH_1) {
        return &kSearch;
    }
    if (behind().check != nullptr && abi::text(id) == MUSTER_EXTENSION_CHECK_1) {
        return &kCheck;
    }
    const bool isAction = abi::text(id) == MUSTER_EXTENSION_ACTION_1;
    return isAction && behind().action != nullptr ? &kAction : nullptr;
}

/** Asks the real connector for an extension. */
template <typename Extension>
const Extension* extensionOf(const muster_connector& real, std::string_view id) {
    return real.get_extension == nullptr
               ? nullptr
               : static_cast<const Extension*>(real.get_extension(abi::view(id)));
}

/** The description with its actions, as it comes out of the codec. */
Result<Description> crossedDescription(const muster_connector& real,
                                       const muster_action_extension* action) {
    const muster_description* raw = real.describe();
    if (raw == nullptr) {
        return Error{.message = "describe returned null"};
    }
    MUSTER_ASSIGN_OR_RETURN(Description copy, abi::copyDescription(*raw));
    if (action != nullptr && action->describe() != nullptr) {
        MUSTER_ASSIGN_OR_RETURN(copy.actions, abi::copyActions(*action->describe()));
    }
    return crossed(copy);
}

}  // namespace

void countMessage() { ++messages; }

std::uint64_t loopbackMessages() { return messages; }

const muster_connector* loopbackOf(const muster_connector& real) {
    Behind& now = behind();
    now.real = &real;
    now.search = extensionOf<muster_search_extension>(real, MUSTER_EXTENSION_SEARCH_1);
    now.action = extensionOf<muster_action_extension>(real, MUSTER_EXTENSION_ACTION_1);
    now.check = extensionOf<muster_check_extension>(real, MUSTER_EXTENSION_CHECK_1);
    now.described = nullptr;
    now.actions = nullptr;
    if (const auto copy = crossedDescription(real, now.action)) {
        now.marshal = std::make_unique<abi::Marshal>();
        now.description = std::make_unique<Description>(*copy);
        now.described = now.marshal->description(*now.description);
        now.actions = now.marshal->actions(now.description->actions);
    }
    static muster_connector table;
    table = {sizeof table,
             real.abi_major,
             real.abi_minor,
             &describe,
             &createInstance,
             &destroyInstance,
             &test,
             &checkAlive,
             &get,
             &create,
             &update,
             &deleteObject,
             real.disassociate == nullptr ? nullptr : &disassociate,
             &extension};
    return &table;
}

}  // namespace muster::testing
