// A connector in C++ without the SDK, with nothing between its functions and the border: what they
// throw crosses it. THROWN is what it throws. By default every function throws that takes an
// instance; one of THROW_IN_ENTRY, _DESCRIBE, _GET_EXTENSION and _CREATE_INSTANCE names one that is
// called before there is one.
#include <stdexcept>
#include <string_view>

#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>

#define EXPORTED __attribute__((visibility("default")))

struct muster_instance {};

namespace {

template <std::size_t size>
constexpr muster_string_view text(const char (&literal)[size]) {
    return {literal, size - 1};
}

muster_attribute_info nameAttribute() {
    muster_attribute_info info{};
    info.struct_size = sizeof info;
    info.name = text("__NAME__");
    info.kind = MUSTER_VALUE_STRING;
    info.flags = MUSTER_INFO_REQUIRED;
    return info;
}

muster_class_info accountClass() {
    static const muster_attribute_info kName = nameAttribute();
    muster_class_info info{};
    info.struct_size = sizeof info;
    info.name = text("__ACCOUNT__");
    info.create = info.update = info.delete_object = MUSTER_SUPPORT_YES;
    info.disassociate = info.get = info.search = MUSTER_SUPPORT_YES;
    info.attributes = &kName;
    info.attribute_count = 1;
    info.attribute_stride = sizeof kName;
    return info;
}

const muster_description* describe() {
#ifdef THROW_IN_DESCRIBE
    throw THROWN;
#endif
    static const muster_class_info kAccount = accountClass();
    static const muster_description kMade = [] {
        muster_description made{};
        made.struct_size = sizeof made;
        made.display_name = text("Throws across the border");
        made.classes = &kAccount;
        made.class_count = 1;
        made.class_stride = sizeof kAccount;
        return made;
    }();
    return &kMade;
}

muster_status createInstance(const muster_host* /*host*/, muster_attribute_list /*properties*/,
                             const muster_sink* /*sink*/, muster_instance** instance) {
#ifdef THROW_IN_CREATE_INSTANCE
    throw THROWN;
#endif
    *instance = new muster_instance();
    return MUSTER_OK;
}

void destroyInstance(muster_instance* instance) {
    delete instance;
    throw THROWN;
}

muster_status test(muster_instance*, const muster_call*, const muster_sink*) { throw THROWN; }
muster_status checkAlive(muster_instance*, const muster_call*, const muster_sink*) { throw THROWN; }
muster_status get(muster_instance*, const muster_call*, muster_string_view,
                  const muster_object_ref*, muster_string_list, const muster_sink*) {
    throw THROWN;
}
muster_status create(muster_instance*, const muster_call*, muster_string_view,
                     muster_attribute_list, const muster_sink* sink) {
    // A write that was reported before is the partial result all the same.
    const muster_write_report report = {
        sizeof report, text("u1"), text("ann"), {}, {}, 0, 0, {}, {}};
    sink->write(sink->context, &report);
    throw THROWN;
}
muster_status update(muster_instance*, const muster_call*, muster_string_view,
                     const muster_object_ref*, muster_delta_list, const muster_sink*) {
    throw THROWN;
}
muster_status remove(muster_instance*, const muster_call*, muster_string_view,
                     const muster_object_ref*, const muster_sink*) {
    throw THROWN;
}
muster_status search(muster_instance*, const muster_call*, muster_string_view, const muster_filter*,
                     const muster_search_options*, const muster_sink*) {
    throw THROWN;
}

const void* extension(muster_string_view id) {
    static const muster_search_extension kSearch = {sizeof kSearch, &search};
#ifdef THROW_IN_GET_EXTENSION
    throw THROWN;
#endif
    return std::string_view(id.data, id.size) == MUSTER_EXTENSION_SEARCH_1 ? &kSearch : nullptr;
}

}  // namespace

// NOLINTBEGIN(readability-identifier-naming): the names that the contract asks for
extern "C" EXPORTED const muster_connector_info_v0 muster_connector_info;
extern "C" const muster_connector_info_v0 muster_connector_info = {MUSTER_CONNECTOR_MAGIC,
                                                                   sizeof muster_connector_info,
                                                                   MUSTER_ABI_MAJOR,
                                                                   MUSTER_ABI_MINOR,
                                                                   0,
                                                                   PLUGIN_NAME,
                                                                   "1.0.0"};

extern "C" EXPORTED const muster_connector* muster_connector_entry(void);
extern "C" const muster_connector* muster_connector_entry(void) {
#ifdef THROW_IN_ENTRY
    throw THROWN;
#endif
    static const muster_connector kTable = {sizeof(muster_connector),
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
                                            &remove,
                                            &remove,
                                            &extension};
    return &kTable;
}
// NOLINTEND(readability-identifier-naming)
