/* A whole connector in plain C, and one fault in it. Which fault is chosen by one definition
 * BROKEN_...; without any it is a good connector named PLUGIN_NAME of version PLUGIN_VERSION. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>

#define EXPORTED __attribute__((visibility("default")))
#define TEXT(literal) \
    { literal, sizeof(literal) - 1 }

#ifndef PLUGIN_NAME
#define PLUGIN_NAME "good"
#endif
#ifndef PLUGIN_VERSION
#define PLUGIN_VERSION "1.0.0"
#endif

#ifdef BROKEN_OTHER_MAJOR
#define PLUGIN_ABI_MAJOR (MUSTER_ABI_MAJOR + 1)
#else
#define PLUGIN_ABI_MAJOR MUSTER_ABI_MAJOR
#endif
#ifdef BROKEN_OTHER_MINOR
#define PLUGIN_ABI_MINOR (MUSTER_ABI_MINOR + 1)
#else
#define PLUGIN_ABI_MINOR MUSTER_ABI_MINOR
#endif

#ifndef BROKEN_NO_DESCRIPTOR
extern EXPORTED const muster_connector_info_v0 muster_connector_info;
const muster_connector_info_v0 muster_connector_info = {MUSTER_CONNECTOR_MAGIC,
                                                        sizeof(muster_connector_info_v0),
                                                        PLUGIN_ABI_MAJOR,
                                                        PLUGIN_ABI_MINOR,
                                                        0,
                                                        PLUGIN_NAME,
                                                        PLUGIN_VERSION};
#endif

#if defined(BROKEN_CRASH_IN_CONSTRUCTOR) || defined(BROKEN_EXIT_IN_CONSTRUCTOR) || \
    defined(BROKEN_HANG_IN_CONSTRUCTOR) || defined(BROKEN_ABORT_IN_CONSTRUCTOR)
__attribute__((constructor)) static void misbehave(void) {
#if defined(BROKEN_CRASH_IN_CONSTRUCTOR)
    signal(SIGSEGV, SIG_DFL); /* a sanitizer's handler would turn the crash into an exit */
    raise(SIGSEGV);
#elif defined(BROKEN_EXIT_IN_CONSTRUCTOR)
    exit(3);
#elif defined(BROKEN_ABORT_IN_CONSTRUCTOR)
    abort();
#else
    for (;;) {
        pause();
    }
#endif
}
#endif

static const muster_attribute_info kAttributes[] = {{sizeof(muster_attribute_info),
#ifdef BROKEN_NAMELESS
                                                     TEXT("nick"),
#else
                                                     TEXT("__NAME__"),
#endif
                                                     TEXT("name"),
                                                     {0, 0},
                                                     {0, 0},
                                                     MUSTER_VALUE_STRING,
                                                     MUSTER_INFO_REQUIRED,
                                                     0,
                                                     0,
                                                     0,
                                                     0,
                                                     {0, 0}}};

static const muster_class_info kClasses[] = {{sizeof(muster_class_info),
                                              TEXT("__ACCOUNT__"),
                                              {0, 0},
                                              MUSTER_SUPPORT_YES,
                                              MUSTER_SUPPORT_YES,
                                              MUSTER_SUPPORT_YES,
#ifdef BROKEN_PROMISE
                                              MUSTER_SUPPORT_YES,
#else
                                              MUSTER_SUPPORT_NONE,
#endif
                                              MUSTER_SUPPORT_YES,
                                              MUSTER_SUPPORT_YES,
                                              kAttributes,
                                              1,
                                              sizeof(muster_attribute_info),
                                              0,
                                              0,
                                              0,
                                              {0, 0},
                                              {0, 0},
                                              {0, 0, 0}}};

static const muster_description kDescription = {sizeof(muster_description),
                                                TEXT("A connector for tests"),
                                                0,
                                                0,
                                                0,
                                                {0, 0, 0},
                                                kClasses,
#ifdef BROKEN_DESCRIPTION_STRIDE_ZERO
                                                1,
                                                0,
#else
                                                1,
                                                sizeof(muster_class_info),
#endif
                                                0,
                                                0,
                                                0,
                                                0,
                                                0,
                                                0};

static const muster_description* describe(void) {
    const muster_description* told = &kDescription;
#if defined(BROKEN_NULL_DESCRIPTION)
    told = NULL;
#elif defined(BROKEN_CRASH_IN_DESCRIBE)
    abort();
#endif
    return told;
}

struct muster_instance {
    int unused;
};

#ifdef BROKEN_SINK_AFTER_RETURN
static const muster_sink* kept_sink;

/** Says something to the sink of a call that has returned. */
static void report_late(void) {
    const muster_notice notice = {
        sizeof(muster_notice), TEXT("too-late"), TEXT("said to an old sink"), {0, 0}};
    if (kept_sink != NULL) {
        kept_sink->notice(kept_sink->context, &notice);
    }
}
#endif

#ifndef BROKEN_SILENT_ERROR
static muster_status fail(const muster_sink* sink, muster_status status, int32_t told) {
    const muster_error error = {sizeof(muster_error),  told,   0,      0,        0, -1,
                                TEXT("it went wrong"), {0, 0}, {0, 0}, {0, 0, 0}};
    sink->error(sink->context, &error);
    return status;
}
#endif

static muster_status create_instance(const muster_host* host, muster_attribute_list properties,
                                     const muster_sink* sink, muster_instance** instance) {
    (void)host;
    (void)properties;
    (void)sink;
#ifdef BROKEN_NO_INSTANCE
    *instance = NULL;
#elif defined(BROKEN_INSTANCE_WITH_ERROR)
    static muster_instance made;
    *instance = &made;
    return fail(sink, MUSTER_E_CONFIGURATION, MUSTER_E_CONFIGURATION);
#else
    *instance = calloc(1, sizeof(muster_instance));
#endif
    return MUSTER_OK;
}

#ifdef BROKEN_LEAKS_INSTANCE
/* Of LeakSanitizer, when the program has it. */
extern void __lsan_ignore_object(const void* object) __attribute__((weak));
#endif

static void destroy_instance(muster_instance* instance) {
#ifdef BROKEN_SINK_AFTER_RETURN
    report_late();
    kept_sink = NULL;
#endif
#ifdef BROKEN_LEAKS_INSTANCE
    if (__lsan_ignore_object != NULL) {
        __lsan_ignore_object(instance); /* lost on purpose */
    }
#else
    free(instance);
#endif
}

static muster_status test(muster_instance* instance, const muster_call* call,
                          const muster_sink* sink) {
    (void)call;
    (void)sink;
    (void)instance;
#ifdef BROKEN_STUCK_CALL
    for (;;) {
        pause();
    }
#endif
#ifdef TELL_VERSION
    const muster_notice notice = {
        sizeof(muster_notice), TEXT("version"), TEXT("this is version " PLUGIN_VERSION), {0, 0}};
    sink->notice(sink->context, &notice);
#endif
    return MUSTER_OK;
}

static muster_status check_alive(muster_instance* instance, const muster_call* call,
                                 const muster_sink* sink) {
    (void)instance;
    (void)call;
    (void)sink;
    return MUSTER_OK;
}

/** The one object there is, with the fault of its kind. */
static void show(const muster_sink* sink) {
    static const muster_value kValue = {MUSTER_VALUE_STRING, 0, {TEXT("v")}};
    static const muster_attribute kAttribute = {sizeof(muster_attribute), TEXT("nick"), &kValue, 1,
                                                0};
    muster_object object = {sizeof(muster_object),
                            TEXT("__ACCOUNT__"),
                            TEXT("u1"),
                            TEXT("ann"),
                            {0, 0},
                            {&kAttribute, 1, sizeof(muster_attribute)}};
#if defined(BROKEN_COUNT_WITH_NULL)
    object.attributes.first = NULL;
    object.attributes.count = 3;
#elif defined(BROKEN_INVALID_UTF8)
    object.name.data = "\xff\xfe";
    object.name.size = 2;
#elif defined(BROKEN_STRIDE_ZERO)
    object.attributes.stride = 0;
#elif defined(BROKEN_OBJECT_WITHOUT_UID)
    object.uid.size = 0;
#endif
    sink->object(sink->context, &object);
}

static muster_status get(muster_instance* instance, const muster_call* call,
                         muster_string_view object_class, const muster_object_ref* ref,
                         muster_string_list attributes, const muster_sink* sink) {
    (void)instance;
    (void)call;
    (void)object_class;
    (void)ref;
    (void)attributes;
    show(sink);
    return MUSTER_OK;
}

#ifdef BROKEN_REUSED_MEMORY
/** Reports from memory that it overwrites at once: no fault, since the host copies (C-15). */
static void report_and_reuse(const muster_sink* sink) {
    char uid[] = "u1";
    char code[] = "told";
    char sentence[] = "said from a buffer";
    const muster_notice notice = {
        sizeof(muster_notice), {code, sizeof code - 1}, {sentence, sizeof sentence - 1}, {0, 0}};
    const muster_write_report report = {sizeof(muster_write_report),
                                        {uid, sizeof uid - 1},
                                        {0, 0},
                                        {0, 0},
                                        {0, 0},
                                        0,
                                        0,
                                        {0, 0, 0},
                                        {0, 0}};
    sink->write(sink->context, &report);
    sink->notice(sink->context, &notice);
    memset(uid, '#', sizeof uid);
    memset(code, '#', sizeof code);
    memset(sentence, '#', sizeof sentence);
}
#endif

/** Reports the write, and ends it, with the fault of its kind. */
static muster_status finish_write(muster_instance* instance, const muster_sink* sink) {
    const muster_write_report report = {sizeof(muster_write_report),
#ifdef BROKEN_EMPTY_UID
                                        {0, 0},
#else
                                        TEXT("u1"),
#endif
                                        TEXT("ann"),
                                        {0, 0},
                                        {0, 0},
                                        0,
                                        0,
                                        {0, 0, 0},
                                        {0, 0}};
    (void)report;
    (void)sink;
#if defined(BROKEN_REUSED_MEMORY)
    report_and_reuse(sink);
#elif !defined(BROKEN_NO_REPORT)
    sink->write(sink->context, &report);
#endif
#if defined(BROKEN_WRITE_TWICE)
    sink->write(sink->context, &report);
#elif defined(BROKEN_SINK_AFTER_RETURN)
    kept_sink = sink;
#endif
    (void)instance;
#if defined(BROKEN_UNKNOWN_STATUS)
    return fail(sink, 999, 999);
#elif defined(BROKEN_SILENT_ERROR)
    return MUSTER_E_CONFLICT;
#elif defined(BROKEN_ERROR_WITH_OK_CODE)
    return fail(sink, MUSTER_E_CONFLICT, MUSTER_OK);
#elif defined(BROKEN_ERROR_THEN_OK)
    return fail(sink, MUSTER_OK, MUSTER_E_CONFLICT);
#elif defined(BROKEN_ERROR_TWICE)
    fail(sink, MUSTER_E_CONFLICT, MUSTER_E_CONFLICT);
    return fail(sink, MUSTER_E_CONFLICT, MUSTER_E_INTERNAL);
#else
    (void)fail;
    return MUSTER_OK;
#endif
}

static muster_status create(muster_instance* instance, const muster_call* call,
                            muster_string_view object_class, muster_attribute_list attributes,
                            const muster_sink* sink) {
    (void)call;
    (void)object_class;
    (void)attributes;
#ifdef BROKEN_STUCK_CALL
    for (;;) {
        pause();
    }
#endif
    return finish_write(instance, sink);
}

static muster_status update(muster_instance* instance, const muster_call* call,
                            muster_string_view object_class, const muster_object_ref* ref,
                            muster_delta_list deltas, const muster_sink* sink) {
    (void)call;
    (void)object_class;
    (void)ref;
    (void)deltas;
    return finish_write(instance, sink);
}

static muster_status delete_object(muster_instance* instance, const muster_call* call,
                                   muster_string_view object_class, const muster_object_ref* ref,
                                   const muster_sink* sink) {
    (void)instance;
    (void)call;
    (void)object_class;
    (void)ref;
    (void)sink;
    return MUSTER_OK;
}

static muster_status search(muster_instance* instance, const muster_call* call,
                            muster_string_view object_class, const muster_filter* filter,
                            const muster_search_options* options, const muster_sink* sink) {
    (void)instance;
    (void)call;
    (void)object_class;
    (void)filter;
    (void)options;
    show(sink);
#ifndef BROKEN_NO_SEARCH_END
    const muster_search_report report = {sizeof(muster_search_report), {0, 0}, 0, 1};
    sink->search_end(sink->context, &report);
#endif
    return MUSTER_OK;
}

static const void* get_extension(muster_string_view id) {
    static const muster_search_extension kSearch = {sizeof(muster_search_extension), &search};
    const size_t length = sizeof(MUSTER_EXTENSION_SEARCH_1) - 1;
#ifdef BROKEN_SINK_AFTER_RETURN
    report_late(); /* no call on the instance is under way when a test asks for an extension */
#endif
    return id.size == length && memcmp(id.data, MUSTER_EXTENSION_SEARCH_1, length) == 0 ? &kSearch
                                                                                        : NULL;
}

#ifdef BROKEN_NO_ENTRY
#define muster_connector_entry muster_connector_other
#endif
EXPORTED const muster_connector* muster_connector_entry(void);

const muster_connector* muster_connector_entry(void) {
    static muster_connector table;
    table.struct_size = sizeof table;
    table.abi_major = PLUGIN_ABI_MAJOR;
    table.abi_minor = PLUGIN_ABI_MINOR;
    table.describe = &describe;
    table.create_instance = &create_instance;
    table.destroy_instance = &destroy_instance;
    table.test = &test;
    table.check_alive = &check_alive;
    table.get = &get;
    table.create = &create;
    table.update = &update;
    table.delete_object = &delete_object;
    table.get_extension = &get_extension;
#if defined(BROKEN_SHORT_TABLE)
    table.struct_size = offsetof(muster_connector, delete_object);
#elif defined(BROKEN_MISSING_FUNCTION)
    table.create = NULL;
    table.check_alive = NULL;
#elif defined(BROKEN_OTHER_TABLE_VERSION)
    table.abi_minor = MUSTER_ABI_MINOR + 1;
#elif defined(BROKEN_NULL_TABLE)
    return NULL;
#endif
    return &table;
}
