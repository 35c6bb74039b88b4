#ifndef MUSTER_ABI_ACTION_H
#define MUSTER_ABI_ACTION_H

/** The extension `muster.action/1`: named actions on one object, beside create, update, delete and
 * disassociate: resend an invitation, end all sessions. What can be said as a change of attributes
 * is an update and no action. */

#include <muster/abi/connector_abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MUSTER_EXTENSION_ACTION_1 "muster.action/1"

enum muster_action_flags {
    /** May be run again under the same correlation after an attempt that was cut off anywhere: it
     * finds out by itself what is done, and does the rest (C-73). Without it an operation of whose
     * steps one is unknown waits for a person. */
    MUSTER_ACTION_RESUMABLE = 1u << 0
};

/** One action that objects of a class offer. */
typedef struct muster_action_info {
    size_t struct_size;
    muster_string_view name; /**< lower-case words joined by `-`: "resend-invitation" */
    muster_string_view object_class;
    muster_string_view description;
    /** What a caller says with it, shaped as in a create: REQUIRED, MULTI_VALUED, kind, lookup. */
    const muster_attribute_info* parameters;
    size_t parameter_count;
    size_t parameter_stride;
    uint32_t flags; /**< enum muster_action_flags */
    uint32_t reserved;
} muster_action_info;

/** A list of actions, walked by `stride`. */
typedef struct muster_action_list {
    const muster_action_info* first;
    size_t count;
    size_t stride;
} muster_action_list;

typedef struct muster_action_extension {
    size_t struct_size;
    /** The actions of all classes. Never null, constant, valid while the library is loaded.
     * [thread-safe]  Since 0.3. */
    const muster_action_list* (*describe)(void);

    /** Does one action on one object. `parameters` has been checked against the description, as the
     * attributes of a create. What it changes it does in steps, as every write; `sink->write` may
     * tell the object as it is afterwards (its Uid may change).
     *  @return MUSTER_OK, MUSTER_E_NOT_SUPPORTED for an action that the class does not have,
     * MUSTER_E_UNKNOWN_UID, MUSTER_E_INVALID_STATE, MUSTER_E_INVALID_ATTRIBUTE_VALUE, or any I/O
     * status. [instance]  Since 0.3. */
    muster_status (*run)(muster_instance* instance, const muster_call* call,
                         muster_string_view object_class, const muster_object_ref* ref,
                         muster_string_view action, muster_attribute_list parameters,
                         const muster_sink* sink);
} muster_action_extension;

#ifdef __cplusplus
}
#endif

#endif
