#ifndef MUSTER_ABI_CONNECTOR_ABI_H
#define MUSTER_ABI_CONNECTOR_ABI_H

/** The contract between the host and a connector plugin, in plain C11.
 *
 *  A plugin is a shared library that exports two symbols: the constant `muster_connector_info`,
 * which the host reads from the file without running anything, and the function
 * `muster_connector_entry`, which returns the table below.
 *
 *  No exception and no signal crosses the border, either way. A plugin leaves no thread running
 * after destroy_instance and keeps no thread_local object with a destructor, so that it can be
 * unloaded. */

#include <muster/abi/describe.h>
#include <muster/abi/host.h>
#include <muster/abi/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the contract, which is also the version of muster. Draft while the major is 0:
 * host and plugin must then agree on the minor exactly. */
#define MUSTER_ABI_MAJOR 0
#define MUSTER_ABI_MINOR 4
#define MUSTER_PATCH 1

#define MUSTER_CONNECTOR_MAGIC "MUSTER\1" /* with its terminating NUL: 8 bytes */
#define MUSTER_CONNECTOR_NAME_SIZE 48
#define MUSTER_CONNECTOR_VERSION_SIZE 16

/** Who this plugin is. A constant without pointers. Names are lower-case letters, digits and `-`;
 * unused bytes are NUL; at least one NUL ends each text. */
typedef struct muster_connector_info_v0 {
    char magic[8];
    uint32_t struct_size;
    uint32_t abi_major;
    uint32_t abi_minor;
    uint32_t reserved;
    char name[MUSTER_CONNECTOR_NAME_SIZE];
    char version[MUSTER_CONNECTOR_VERSION_SIZE];
} muster_connector_info_v0;

/** One working copy of the connector, bound to one target. Serves one thread at a time. */
typedef struct muster_instance muster_instance;

enum muster_call_flags {
    /** Show what would be done: muster_host.call and begin_step do nothing and say so. */
    MUSTER_CALL_DRY_RUN = 1u << 0,
    /** The operation was begun before and goes on. Plan every step that it asks for, also where
     * what you read is so already: the host answers those that were applied. See C-75. */
    MUSTER_CALL_RESUMED = 1u << 1
};

/** The circumstances of one call. */
typedef struct muster_call {
    size_t struct_size;
    muster_string_view
        correlation; /**< the same for every request of one operation; goes into logs */
    uint32_t flags;  /**< enum muster_call_flags */
    uint32_t reserved;
    muster_attribute_list options; /**< what the caller said with this call; names and values as in
                                      muster_option_info */
} muster_call;

/** The table. Every function is required except where it says "may be null". */
typedef struct muster_connector {
    size_t struct_size;
    uint32_t abi_major; /**< as in muster_connector_info */
    uint32_t abi_minor;

    /** What the connector is and can do. Never null, constant, valid while the library is loaded.
     * Called before any instance exists. [thread-safe]  Since 0.1. */
    const muster_description* (*describe)(void);

    /** Makes an instance for one target. `properties` are those that the description declares and
     * that are neither host-owned nor confidential, each with one value of the declared kind,
     * defaults filled in. Does no I/O. On MUSTER_OK `*instance` is a handle that the host gives
     * back to destroy_instance once; otherwise it is left alone. `host` outlives the instance.
     *  @return MUSTER_OK, or MUSTER_E_CONFIGURATION.
     *  [thread-safe]  Since 0.1. */
    muster_status (*create_instance)(const muster_host* host, muster_attribute_list properties,
                                     const muster_sink* sink, muster_instance** instance);

    /** Ends an instance. Called once for each, never during another call on it. [instance]  Since
     * 0.1. */
    void (*destroy_instance)(muster_instance* instance);

    /** Tries the target: reachable, credentials accepted, rights sufficient. May be slow. Notices
     * tell what was found.
     *  @return MUSTER_OK, MUSTER_E_CONNECTION_FAILED, MUSTER_E_PERMISSION_DENIED, or any I/O
     * status. [instance]  Since 0.1. */
    muster_status (*test)(muster_instance* instance, const muster_call* call,
                          const muster_sink* sink);

    /** Whether an instance that lay idle can still be used; cheap. Any other status than MUSTER_OK
     * makes the host replace it. [instance]  Since 0.1. */
    muster_status (*check_alive)(muster_instance* instance, const muster_call* call,
                                 const muster_sink* sink);

    /** Reads one object and reports it through `sink->object`. `attributes` names those wanted;
     * empty for the default ones. An object that is not there is not reported, and MUSTER_OK is
     * returned.
     *  @return MUSTER_OK, MUSTER_E_NOT_SUPPORTED, or any I/O status.
     *  [instance]  Since 0.1. */
    muster_status (*get)(muster_instance* instance, const muster_call* call,
                         muster_string_view object_class, const muster_object_ref* ref,
                         muster_string_list attributes, const muster_sink* sink);

    /** Creates one object and reports it through `sink->write`.
     *  `attributes` never holds a Uid or a name twice, and holds every required attribute: the host
     * has checked against the schema, and has turned decodes into code keys. A Uid reported before
     * a failure is the partial result.
     *  @return MUSTER_OK, MUSTER_E_ALREADY_EXISTS, MUSTER_E_INVALID_ATTRIBUTE_VALUE, or any I/O
     * status. [instance]  Since 0.1. */
    muster_status (*create)(muster_instance* instance, const muster_call* call,
                            muster_string_view object_class, muster_attribute_list attributes,
                            const muster_sink* sink);

    /** Changes one object by deltas and reports it through `sink->write` (its Uid may change). A
     * delta that says what is already so is no error. Enabling and disabling are deltas of
     * __ENABLE__, a rename is one of __NAME__. Several requests are several steps; when one fails,
     * the ones applied before stay, and the status tells of the failure.
     *  @return MUSTER_OK, MUSTER_E_UNKNOWN_UID, MUSTER_E_ALREADY_EXISTS,
     * MUSTER_E_INVALID_ATTRIBUTE_VALUE, MUSTER_E_INVALID_STATE, MUSTER_E_PRECONDITION_FAILED, or
     * any I/O status. [instance]  Since 0.1. */
    muster_status (*update)(muster_instance* instance, const muster_call* call,
                            muster_string_view object_class, const muster_object_ref* ref,
                            muster_delta_list deltas, const muster_sink* sink);

    /** Destroys one object at the target.
     *  @return MUSTER_OK, MUSTER_E_UNKNOWN_UID when it is not there (the host counts that as done,
     * and says so), or any status. When a policy leaves something of the object, `sink->write`
     * tells its state ("released", "inactive"). [instance]  Since 0.1. */
    muster_status (*delete_object)(muster_instance* instance, const muster_call* call,
                                   muster_string_view object_class, const muster_object_ref* ref,
                                   const muster_sink* sink);

    /** Ends the target's hold on an account without destroying the person's own account: releases
     * the seat, unlinks from the tenant, or cancels the invitation. Repeating it is done. Null
     * unless a class supports it.
     *  @return as delete_object.
     *  [instance]  Since 0.1. */
    muster_status (*disassociate)(muster_instance* instance, const muster_call* call,
                                  muster_string_view object_class, const muster_object_ref* ref,
                                  const muster_sink* sink);

    /** A further ability by its id (`muster.search/1`), or null when the connector has it not. The
     * table returned is constant and lives as long as the library. May be null: no extensions.
     * [thread-safe]  Since 0.1. */
    const void* (*get_extension)(muster_string_view id);
} muster_connector;

/** The plugin's one exported function. Returns the same constant table each time, or null when the
 * plugin cannot work here. [load]  Since 0.1. */
typedef const muster_connector* (*muster_connector_entry_fn)(void);

#define MUSTER_CONNECTOR_ENTRY_SYMBOL "muster_connector_entry"
#define MUSTER_CONNECTOR_INFO_SYMBOL "muster_connector_info"

#ifdef __cplusplus
}
#endif

#endif
