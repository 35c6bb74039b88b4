// The hello connector with one fault, named by the environment variable MUSTER_FAULT: a fixture
// that the contract suite must find out.
#include <cstdlib>
#include <deque>
#include <thread>

#include <muster/sdk/define_connector.h>

#undef MUSTER_DEFINE_CONNECTOR
#define MUSTER_DEFINE_CONNECTOR(Class, connectorName, connectorVersion)
#include "../../samples/hello_connector/hello_connector.cpp"

namespace {

using namespace muster;

bool has(std::string_view fault) {
    const char* chosen = std::getenv("MUSTER_FAULT");
    return chosen != nullptr && fault == chosen;
}

const muster_connector& real() { return *sdk::boundary::Table<hello::HelloConnector>::table(); }

const muster_search_extension& realSearch() {
    return *static_cast<const muster_search_extension*>(
        real().get_extension(muster::abi::view(MUSTER_EXTENSION_SEARCH_1)));
}

muster_status (*realBeginStep)(void*, const muster_step*, muster_step_decision*) = nullptr;

muster_status beginStep(void* context, const muster_step* step, muster_step_decision* decision) {
    const muster_status status = realBeginStep(context, step, decision);
    const bool isIgnored =
        (has("acts-in-dry-run") && decision->verdict == MUSTER_STEP_DRY_RUN) ||
        (has("repeats-steps") && decision->verdict == MUSTER_STEP_ALREADY_APPLIED);
    if (isIgnored) {
        decision->verdict = MUSTER_STEP_PROCEED;
    }
    return has("ignores-deadline") ? MUSTER_OK : status;
}

muster_status createInstance(const muster_host* host, muster_attribute_list properties,
                             const muster_sink* sink, muster_instance** instance) {
    static std::mutex access;
    static std::deque<muster_host> hosts;
    const std::scoped_lock lock(access);
    muster_host& changed = hosts.emplace_back(*host);
    realBeginStep = host->begin_step;
    changed.begin_step = &beginStep;
    if (has("logs-too-early")) {
        host->log(host->context, MUSTER_LOG_INFO, muster::abi::view("hello"), {});
    }
    return real().create_instance(&changed, properties, sink, instance);
}

void reportTo(const muster_sink& sink, const char* text) {
    const muster_notice notice = {
        sizeof notice, muster::abi::view(text), muster::abi::view(text), {}};
    sink.notice(sink.context, &notice);
}

muster_status create(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, muster_attribute_list attributes,
                     const muster_sink* sink) {
    muster_sink changed = *sink;
    if (has("reports-no-uid")) {
        changed.write = [](void*, const muster_write_report*) {};
    }
    if (has("reports-an-empty-uid")) {
        const muster_write_report empty = {sizeof empty, {}, {}, {}, {}, 0};
        sink->write(sink->context, &empty);
    }
    if (has("reports-on-another-thread")) {
        std::thread([sink] { reportTo(*sink, "elsewhere"); }).join();
    }
    return real().create(instance, call, objectClass, attributes, &changed);
}

muster_status get(muster_instance* instance, const muster_call* call,
                  muster_string_view objectClass, const muster_object_ref* ref,
                  muster_string_list attributes, const muster_sink* sink) {
    static thread_local bool isShown;
    isShown = false;
    static thread_local const muster_sink* outer;
    outer = sink;
    muster_sink changed = *sink;
    changed.object = [](void* context, const muster_object* object) {
        isShown = true;
        return outer->object(context, object);
    };
    const muster_status status = real().get(instance, call, objectClass, ref, attributes, &changed);
    return has("says-absence-is-an-error") && !isShown ? MUSTER_E_UNKNOWN_UID : status;
}

muster_status update(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, const muster_object_ref* ref,
                     muster_delta_list deltas, const muster_sink* sink) {
    const muster_delta_list none = {};
    return real().update(instance, call, objectClass, ref, has("forgets-updates") ? none : deltas,
                         sink);
}

muster_status deleteObject(muster_instance* instance, const muster_call* call,
                           muster_string_view objectClass, const muster_object_ref* ref,
                           const muster_sink* sink) {
    if (has("forgets-deletes")) {
        return MUSTER_OK;
    }
    muster_sink changed = *sink;
    if (has("hides-absence")) {
        changed.error = [](void*, const muster_error*) {};
    }
    const muster_status status = real().delete_object(instance, call, objectClass, ref, &changed);
    if (status != MUSTER_OK && has("reports-two-errors")) {
        const muster_error again = {sizeof again, status, 0, 0, 0, -1, muster::abi::view("again"),
                                    {},           {},     {}};
        sink->error(sink->context, &again);
    }
    if (status != MUSTER_OK && has("returns-another-code")) {
        return MUSTER_E_INTERNAL;
    }
    return has("hides-absence") ? MUSTER_OK : status;
}

muster_status search(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, const muster_filter* filter,
                     const muster_search_options* options, const muster_sink* sink) {
    static thread_local const muster_sink* outer;
    outer = sink;
    muster_sink changed = *sink;
    if (has("ignores-the-stop")) {
        changed.object = [](void* context, const muster_object* object) {
            outer->object(context, object);
            return 1;
        };
    }
    muster_search_options wanted = *options;
    if (has("ignores-the-limit")) {
        wanted.limit = 0;
    }
    muster_filter all{};
    all.struct_size = sizeof all;
    return realSearch().search(instance, call, objectClass, has("ignores-filters") ? &all : filter,
                               &wanted, &changed);
}

const void* extension(muster_string_view id) {
    static const muster_search_extension kSearch = {sizeof kSearch, &search};
    return muster::abi::text(id) == MUSTER_EXTENSION_SEARCH_1 ? &kSearch : nullptr;
}

}  // namespace

extern "C" MUSTER_EXPORT_SYMBOL const muster_connector_info_v0 muster_connector_info;
extern "C" const muster_connector_info_v0 muster_connector_info = {MUSTER_CONNECTOR_MAGIC,
                                                                   sizeof muster_connector_info,
                                                                   MUSTER_ABI_MAJOR,
                                                                   MUSTER_ABI_MINOR,
                                                                   0,
                                                                   "careless",
                                                                   "1.0.0"};

extern "C" MUSTER_EXPORT_SYMBOL const muster_connector* muster_connector_entry(void);
extern "C" const muster_connector* muster_connector_entry(void) {
    static const muster_connector kTable = [] {
        muster_connector changed = real();
        changed.create_instance = &createInstance;
        changed.get = &get;
        changed.create = &create;
        changed.update = &update;
        changed.delete_object = &deleteObject;
        changed.get_extension = &extension;
        return changed;
    }();
    return &kTable;
}
