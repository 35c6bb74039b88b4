#ifndef MUSTER_ABI_TYPES_H
#define MUSTER_ABI_TYPES_H

/** Values that cross the border between host and plugin.
 *
 *  Ownership. Every pointer in these structs is *borrowed*: valid until the function that it was
 * passed to returns. Who wants to keep something copies it. Nothing is freed by the side that did
 * not make it.
 *
 *  Text is UTF-8, counted, without a terminating NUL and without NUL inside. An empty text may have
 * a null pointer; a null pointer with a size above zero is a fault of the sender.
 *
 *  Growth. `struct_size` is the first member of every struct that may grow; fields are only
 * appended, and a reader asks MUSTER_HAS_FIELD before it reads a field that was appended later.
 * `muster_string_view` and `muster_value` have no `struct_size` and never grow. Lists of structs
 * cross as (first, count, stride) and are walked by stride, so that a peer with longer structs can
 * be read.
 *
 *  Threads. Each function carries one of these words:
 *    [thread-safe]  any thread, at any time while the library is loaded
 *    [instance]     one thread at a time per instance, not always the same
 *    [load]         only while the library is loaded or unloaded */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** True when `p` was compiled by a peer that knows `field`. */
#define MUSTER_HAS_FIELD(p, type, field) \
    ((p)->struct_size >= offsetof(type, field) + sizeof((p)->field))

/** How a call ended: MUSTER_OK or one of the codes of enum muster_code. The list grows only by
 * appending; a reader treats a number that it does not know as MUSTER_E_INTERNAL and shows the
 * number. */
typedef int32_t muster_status;

enum muster_code {
    MUSTER_OK = 0,
    /** A setting, lookup or template is wrong; found before any traffic. Not applied. */
    MUSTER_E_CONFIGURATION = 1,
    /** The connector or the target cannot do this. Not applied. */
    MUSTER_E_NOT_SUPPORTED = 2,
    /** A value was refused; the error names the attributes. Not applied. */
    MUSTER_E_INVALID_ATTRIBUTE_VALUE = 3,
    /** A create or rename meets an existing object. Not applied. */
    MUSTER_E_ALREADY_EXISTS = 4,
    /** The Uid or name means nothing at the target. Not applied. */
    MUSTER_E_UNKNOWN_UID = 5,
    /** The object changed since it was read. Not applied. */
    MUSTER_E_PRECONDITION_FAILED = 6,
    /** A *user's* password is wrong. Never the connector's own credential. */
    MUSTER_E_INVALID_CREDENTIAL = 7,
    /** The connector may not do this. Not applied. */
    MUSTER_E_PERMISSION_DENIED = 8,
    /** No connection, TLS refused, or the connector's own credential rejected. Not applied. */
    MUSTER_E_CONNECTION_FAILED = 9,
    /** The connection was lost during the exchange. Unknown. */
    MUSTER_E_CONNECTION_BROKEN = 10,
    /** A limit of ours passed. Unknown. */
    MUSTER_E_TIMEOUT = 11,
    /** The target asked us to wait; see muster_error.retry_after_ms. Not applied. */
    MUSTER_E_RETRYABLE = 12,
    /** No seat, licence or plan allowance is left. Not applied. */
    MUSTER_E_QUOTA_EXCEEDED = 13,
    /** The object's state does not allow this. Not applied. */
    MUSTER_E_INVALID_STATE = 14,
    /** Other objects forbid it. Not applied. */
    MUSTER_E_CONFLICT = 15,
    /** The host stopped the call. Unknown. */
    MUSTER_E_CANCELLED = 16,
    /** An answer that the target's documentation does not allow. Unknown. */
    MUSTER_E_PROTOCOL = 17,
    /** A bug, or an exception caught at the border. Unknown. */
    MUSTER_E_INTERNAL = 18
};

/** What became of the change that was asked for. */
enum muster_outcome {
    MUSTER_OUTCOME_UNSET =
        0, /**< not said: the code's own meaning holds, as listed in muster_code */
    MUSTER_OUTCOME_APPLIED = 1,
    MUSTER_OUTCOME_NOT_APPLIED = 2,
    MUSTER_OUTCOME_PARTIAL = 3, /**< of a whole operation: the steps say which */
    MUSTER_OUTCOME_UNKNOWN = 4
};

/** A counted text. Never grows. */
typedef struct muster_string_view {
    const char* data;
    size_t size;
} muster_string_view;

/** A list of texts, walked by `stride`. */
typedef struct muster_string_list {
    const muster_string_view* first;
    size_t count;
    size_t stride;
} muster_string_list;

enum muster_value_kind {
    MUSTER_VALUE_NULL = 0,
    MUSTER_VALUE_STRING = 1,  /**< as.text */
    MUSTER_VALUE_INTEGER = 2, /**< as.integer */
    MUSTER_VALUE_REAL = 3,    /**< as.real */
    MUSTER_VALUE_BOOLEAN = 4, /**< as.integer, 0 or 1 */
    MUSTER_VALUE_TIME = 5,    /**< as.integer, microseconds since 1970-01-01T00:00:00Z */
    MUSTER_VALUE_BYTES = 6,   /**< as.text, any octets */
    MUSTER_VALUE_SECRET = 7,  /**< as.text; the receiver never logs it, keeps it no longer than the
                                 call, and wipes copies */
    MUSTER_VALUE_REFERENCE = 8, /**< as.text, the Uid of another object at the same target */
    MUSTER_VALUE_OBJECT = 9     /**< as.object, itself a list of attributes */
};

struct muster_attribute;

/** A list of attributes, walked by `stride`. */
typedef struct muster_attribute_list {
    const struct muster_attribute* first;
    size_t count;
    size_t stride;
} muster_attribute_list;

/** One value. Never grows. */
typedef struct muster_value {
    uint32_t kind; /**< enum muster_value_kind; a reader refuses a kind that it does not know */
    uint32_t reserved;
    union {
        muster_string_view text;
        int64_t integer;
        double real;
        muster_attribute_list object;
    } as;
} muster_value;

enum muster_attribute_flags {
    /** The target has more values than are shown. */
    MUSTER_ATTRIBUTE_INCOMPLETE = 1u << 0,
    /** A list by nature: a writer of JSON makes an array even of one value. */
    MUSTER_ATTRIBUTE_LIST = 1u << 1
};

/** A named list of values. No values and a missing attribute are different things. Names compare
 * without ASCII case. */
typedef struct muster_attribute {
    size_t struct_size;
    muster_string_view name;
    const muster_value* values; /**< `value_count` of them, one behind the other */
    size_t value_count;
    uint32_t flags; /**< enum muster_attribute_flags */
} muster_attribute;

enum muster_delta_mode {
    MUSTER_DELTA_REPLACE = 1, /**< these values and no others; no values clears the attribute */
    MUSTER_DELTA_ADD = 2,     /**< these values too; one that is there already is no error */
    MUSTER_DELTA_REMOVE = 3   /**< not these values; one that is not there is no error */
};

/** One change of one attribute. An update holds per attribute either one replace, or an add and a
 * remove at most. For an object value the sub-attributes that the schema marks as key tell which
 * element is meant. */
typedef struct muster_delta {
    size_t struct_size;
    uint32_t mode; /**< enum muster_delta_mode */
    uint32_t reserved;
    const muster_attribute* attribute;
} muster_delta;

/** A list of deltas, walked by `stride`. */
typedef struct muster_delta_list {
    const muster_delta* first;
    size_t count;
    size_t stride;
} muster_delta_list;

/** An object as it stands at the target. `uid` and `name` are never empty. */
typedef struct muster_object {
    size_t struct_size;
    muster_string_view object_class;
    muster_string_view uid;
    muster_string_view name;
    muster_string_view revision; /**< the object's version (ETag), or empty */
    muster_attribute_list attributes;
} muster_object;

/** How an existing object is addressed. Exactly one of `uid` and `name` is not empty. */
typedef struct muster_object_ref {
    size_t struct_size;
    muster_string_view uid;
    muster_string_view name;
    muster_string_view revision; /**< the version that the caller has read, or empty */
} muster_object_ref;

/** Why a call failed. Holds no secret and no body. */
typedef struct muster_error {
    size_t struct_size;
    int32_t code;           /**< enum muster_code, never MUSTER_OK */
    int32_t outcome;        /**< enum muster_outcome */
    int32_t http_status;    /**< or 0 */
    int32_t retryable;      /**< 0 the code's own meaning, 1 yes, 2 no */
    int64_t retry_after_ms; /**< how long the target asked us to wait; -1 when it did not say */
    muster_string_view
        message;             /**< one sentence: what was tried, what was found, what was expected */
    muster_string_view hint; /**< what to do next, or empty */
    muster_string_view target_code; /**< the target's own code as it was sent, or empty */
    muster_string_list attributes;  /**< names of the attributes at fault */
} muster_error;

/** Something that the caller should be told although nothing failed. */
typedef struct muster_notice {
    size_t struct_size;
    muster_string_view code;      /**< a stable word for programs, e.g. "create-type-ignored" */
    muster_string_view message;   /**< a sentence for people */
    muster_string_view attribute; /**< the attribute concerned, or empty */
} muster_notice;

enum muster_write_flags {
    /** The target finishes the work later: an invitation not yet accepted, HTTP 202. */
    MUSTER_WRITE_ACCEPTED = 1u << 0
};

/** What a write reports of the object that it made or changed. */
typedef struct muster_write_report {
    size_t struct_size;
    muster_string_view uid;  /**< never empty; after an update it may differ from the one given */
    muster_string_view name; /**< or empty */
    muster_string_view revision; /**< or empty */
    muster_string_view state;    /**< the target's word ("pending"), or empty */
    uint32_t flags;              /**< enum muster_write_flags */
    uint32_t reserved;
    /** Changes that were asked for and that the target takes only once it has finished something
     * else (a user who has not accepted yet): replaces, adds and removes as in an update. The host
     * remembers them, and sends them as an update when it is told to go on. Appended: ask
     * MUSTER_HAS_FIELD. */
    muster_delta_list deferred;
    /** The Uid that the object had before, when the call has given it another one, or empty; known
     * to the host already when the call named the object by it. What the host keeps of the object
     * then goes under the new one. Appended: ask MUSTER_HAS_FIELD. */
    muster_string_view former_uid;
} muster_write_report;

/** How a step ended. */
typedef struct muster_step_report {
    size_t struct_size;
    muster_string_view name; /**< as given to muster_host.begin_step */
    int32_t outcome;         /**< enum muster_outcome, neither UNSET nor PARTIAL */
    int32_t reserved;
    muster_string_view
        result; /**< what a resumed operation is to be told instead of doing it again, or empty */
} muster_step_report;

/** How a search ended. */
typedef struct muster_search_report {
    size_t struct_size;
    muster_string_view next_page_token; /**< to go on from here, or empty when there is no more */
    int64_t remaining;                  /**< objects not yet shown, or -1 when not known */
    int32_t filter_evaluated; /**< 1: every object shown fulfils the filter; 0: the host must still
                                 check */
} muster_search_report;

/** Where a call reports to. Given by the host with each call and used during that call only, from
 * the calling thread; all that is passed is borrowed and copied by the host before it returns.
 * [instance] */
typedef struct muster_sink {
    size_t struct_size;
    void* context;
    /** The object that was made or changed. At most once a call. Reported before a failure it is
     * the partial result. */
    void (*write)(void* context, const muster_write_report* report);
    /** One object found. @return 1 to go on, 0 to stop: the plugin then calls no more and returns
     * MUSTER_OK. */
    int32_t (*object)(void* context, const muster_object* object);
    /** How a search ended; once, after the last object. */
    void (*search_end)(void* context, const muster_search_report* report);
    void (*notice)(void* context, const muster_notice* notice);
    /** The end of a step begun with muster_host.begin_step. A templated call is a step by itself
     * and needs none. */
    void (*step)(void* context, const muster_step_report* report);
    /** Why the call will not return MUSTER_OK; its code is the status that is returned. At most
     * once a call. */
    void (*error)(void* context, const muster_error* error);
} muster_sink;

#ifdef __cplusplus
}
#endif

#endif
