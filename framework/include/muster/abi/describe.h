#ifndef MUSTER_ABI_DESCRIBE_H
#define MUSTER_ABI_DESCRIBE_H

/** What a connector says of itself: schema, settings, templated calls. The whole tree is constant
 * and lives as long as the library is loaded. */

#include <muster/abi/types.h>

#ifdef __cplusplus
extern "C" {
#endif

enum muster_support {
    MUSTER_SUPPORT_NONE = 0,
    MUSTER_SUPPORT_YES = 1,
    MUSTER_SUPPORT_SAME_AS_DISABLE =
        2, /**< the host sends an update that sets __ENABLE__ to false */
    MUSTER_SUPPORT_SAME_AS_DELETE = 3
};

enum muster_attribute_info_flags {
    MUSTER_INFO_REQUIRED = 1u << 0, /**< must be given in a create */
    MUSTER_INFO_MULTI_VALUED = 1u << 1,
    MUSTER_INFO_NOT_CREATABLE = 1u << 2,
    MUSTER_INFO_NOT_UPDATEABLE = 1u << 3,
    MUSTER_INFO_NOT_READABLE = 1u << 4,
    MUSTER_INFO_NOT_RETURNED_BY_DEFAULT = 1u << 5,
    MUSTER_INFO_KEY = 1u << 6 /**< of a sub-attribute: tells the elements of its attribute apart */
};

typedef struct muster_attribute_info {
    size_t struct_size;
    muster_string_view name;
    muster_string_view native_name; /**< the target's own name when it differs, or empty */
    muster_string_view lookup; /**< the lookup definition whose code keys are legal, or empty */
    muster_string_view description;
    uint32_t kind;                                  /**< enum muster_value_kind */
    uint32_t flags;                                 /**< enum muster_attribute_info_flags */
    int64_t max_length;                             /**< in code points; 0 for no limit */
    const struct muster_attribute_info* attributes; /**< those inside, when kind is OBJECT */
    size_t attribute_count;
    size_t attribute_stride;
    muster_string_view reference_class; /**< when kind is REFERENCE: the class whose Uids are the
                                           values, or empty */
} muster_attribute_info;

/** Something that a caller may say with one call. */
typedef struct muster_option_info {
    size_t struct_size;
    muster_string_view name;
    muster_string_view description;
    uint32_t kind; /**< enum muster_value_kind */
    uint32_t reserved;
    muster_string_list operations; /**< "create", "update", "delete", "disassociate", "search" */
    muster_string_list allowed;    /**< the legal values; empty for any */
} muster_option_info;

typedef struct muster_class_info {
    size_t struct_size;
    muster_string_view name;
    muster_string_view description;
    uint32_t create; /**< enum muster_support, likewise below */
    uint32_t update;
    uint32_t delete_object;
    uint32_t disassociate;
    uint32_t get;
    uint32_t search;
    const muster_attribute_info* attributes;
    size_t attribute_count;
    size_t attribute_stride;
    const muster_option_info* options;
    size_t option_count;
    size_t option_stride;
    /* What may prove, after the answer to a create was lost, that an object which is found is the
     * one that was made. Appended: ask MUSTER_HAS_FIELD for each. */
    muster_string_view mark_attribute;    /**< one that a create sends and nobody else sets (an
                                             external key), or empty */
    muster_string_view created_attribute; /**< when the object was created, by the target's clock;
                                             of kind TIME, or empty */
    muster_string_list
        created_trusted_states; /**< states (the attribute `status`) in which that time is true */
} muster_class_info;

enum muster_property_flags {
    MUSTER_PROPERTY_REQUIRED = 1u << 0,
    MUSTER_PROPERTY_CONFIDENTIAL = 1u << 1, /**< only given as a reference, never shown */
    MUSTER_PROPERTY_HOST_OWNED = 1u << 2 /**< used by the host alone; not given to the connector */
};

typedef struct muster_property_info {
    size_t struct_size;
    muster_string_view name;
    muster_string_view default_value;
    muster_string_view help;
    uint32_t kind; /**< STRING, INTEGER, BOOLEAN or SECRET */
    uint32_t flags;
    muster_string_list allowed; /**< the legal values; empty for any */
    /** Of a setting that an earlier product or version had and that is no more: why, and what takes
     * its place. A target that gives it is refused with this sentence. Empty for a living one.
     * Appended: ask MUSTER_HAS_FIELD. */
    muster_string_view retired;
} muster_property_info;

enum muster_operation_key_flags {
    MUSTER_KEY_IDEMPOTENT = 1u << 0, /**< sending it twice changes nothing more */
    MUSTER_KEY_OPTIONAL = 1u << 1    /**< the connector can do without a template for it */
};

typedef struct muster_operation_key_info {
    size_t struct_size;
    muster_string_view key;
    muster_string_view description;
    muster_string_list placeholders;
    uint32_t flags;
} muster_operation_key_info;

enum muster_description_flags {
    MUSTER_DESCRIPTION_TEMPLATED_CALLS = 1u << 0 /**< sends its requests through muster_host.call */
};

typedef struct muster_description {
    size_t struct_size;
    muster_string_view display_name;
    uint32_t flags;
    uint32_t reserved;
    int64_t settle_window_ms; /**< how long an object may stay invisible after a lost answer */
    muster_string_list
        lookups; /**< definitions that must exist in the connector's lookups folder */
    const muster_class_info* classes;
    size_t class_count;
    size_t class_stride;
    const muster_property_info* properties;
    size_t property_count;
    size_t property_stride;
    const muster_operation_key_info* operation_keys;
    size_t operation_key_count;
    size_t operation_key_stride;
} muster_description;

#ifdef __cplusplus
}
#endif

#endif
