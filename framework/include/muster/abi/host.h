#ifndef MUSTER_ABI_HOST_H
#define MUSTER_ABI_HOST_H

/** What the host does for a plugin.
 *
 *  Each service takes and returns values that can be copied, so that it could travel as a message.
 * What a service returns is valid until the next service call on the same instance. A service is
 * called only on the thread, and during the call, that the host made into the plugin; every service
 * keeps the operation's deadline and answers MUSTER_E_TIMEOUT when it has passed. */

#include <muster/abi/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One query parameter that a call sets, adds, or (with `present` 0) takes out of its template. */
typedef struct muster_query_override {
    size_t struct_size;
    muster_string_view name;
    muster_string_view value;
    int32_t present;
} muster_query_override;

/** A templated call: the host expands the template of `operation_key`, adds address, credentials
 * and headers, keeps the rate limits, journals the step, sends, and classifies the answer. */
typedef struct muster_call_request {
    size_t struct_size;
    muster_string_view
        operation_key;       /**< `__ACCOUNT__.UPDATEOP`: one of those the description lists */
    muster_string_view step; /**< stable name of the step ("profile"), unique within the operation;
                                empty for a read, which is then journaled as no step */
    /** Values of placeholders: attributes named as the placeholder, each with one value. */
    muster_attribute_list placeholders;
    /** The body as an object value: the host writes it in the template's format. Null for no body.
     */
    const muster_value* body;
    const muster_query_override* query; /**< `query_count` of them, walked by `query_stride` */
    size_t query_count;
    size_t query_stride;
    muster_string_view if_match; /**< a revision for If-Match, or empty */
} muster_call_request;

enum muster_response_flags {
    /** Nothing was sent: a dry run shows what would be. All other fields are empty. */
    MUSTER_RESPONSE_DRY_RUN = 1u << 0,
    /** Nothing was sent: the step was applied before and this is its saved answer. */
    MUSTER_RESPONSE_REPLAYED = 1u << 1
};

/** The answer to a templated call. The caller sets `struct_size` and nothing else. */
typedef struct muster_call_response {
    size_t struct_size;
    int32_t http_status;
    uint32_t flags;                     /**< enum muster_response_flags */
    muster_string_view body;            /**< as it came, after decompression */
    muster_string_view uid;             /**< found by the template's response rules, or empty */
    muster_string_view name;            /**< likewise */
    muster_string_view next_page_token; /**< likewise */
    muster_string_list
        records; /**< each record's own JSON text, by the template's response rules */
    /** When the status is not MUSTER_OK: why, already classified by the error table. Null
     * otherwise. */
    const muster_error* error;
} muster_call_response;

/** A step that the connector does with its own I/O. */
typedef struct muster_step {
    size_t struct_size;
    muster_string_view name; /**< stable, unique within the operation: `profile`, `group:g1:add` */
    muster_string_view
        action; /**< what will be done, for the journal, without secrets: "INSERT INTO people" */
} muster_step;

enum muster_step_verdict {
    MUSTER_STEP_PROCEED = 0,
    /** It was applied before; `result` is what was saved then. Do not do it again. */
    MUSTER_STEP_ALREADY_APPLIED = 1,
    /** A dry run: do not do it. */
    MUSTER_STEP_DRY_RUN = 2
};

/** The host's answer to begin_step. The caller sets `struct_size` and nothing else. */
typedef struct muster_step_decision {
    size_t struct_size;
    int32_t verdict; /**< enum muster_step_verdict */
    int32_t reserved;
    muster_string_view result;
} muster_step_decision;

enum muster_log_level {
    MUSTER_LOG_ERROR = 1,   /**< someone must act */
    MUSTER_LOG_WARNING = 2, /**< will hurt later */
    MUSTER_LOG_INFO = 3,    /**< life cycle, summaries */
    MUSTER_LOG_DEBUG = 4,   /**< one line per request */
    MUSTER_LOG_TRACE = 5
};

/** The services. The table and its context outlive the instance that was created with them. */
typedef struct muster_host {
    size_t struct_size;
    void* context;
    /** Sends a templated call. A write must name a `step`; its start is durable before the request
     * leaves.
     *  @return MUSTER_OK for an answer that the error table does not call an error (every 2xx but
     * those), or the code of `response->error`. [instance] */
    muster_status (*call)(void* context, const muster_call_request* request,
                          muster_call_response* response);
    /** Asks leave to do a step by the connector's own I/O; durable before it returns. Report its
     * end through muster_sink.step. @return MUSTER_OK with the verdict, or MUSTER_E_TIMEOUT,
     * _CANCELLED, _INTERNAL. [instance] */
    muster_status (*begin_step)(void* context, const muster_step* step,
                                muster_step_decision* decision);
    /** Waits for leave of the rate limit `label`; needed only for the connector's own I/O.
     *  @return MUSTER_OK, or MUSTER_E_CONFIGURATION, _TIMEOUT, _CANCELLED, _RETRYABLE. [instance]
     */
    muster_status (*throttle)(void* context, muster_string_view label);
    /** Milliseconds until the call's deadline; 0 when it has passed or the call is cancelled.
     * [instance] */
    int64_t (*remaining_ms)(void* context);
    /** The value of a confidential property that the connector declared for itself; a secret.
     *  @return MUSTER_OK, with a value of kind null when the target gives none; or
     * MUSTER_E_CONFIGURATION when what it gives cannot be read now. The host adds the reason to an
     * error of that code which the call then reports. [instance] */
    muster_status (*secret)(void* context, muster_string_view property, muster_value* value);
    /** Writes to the host's log. `fields` are added as name=value; secrets among them are masked.
     * [instance] */
    void (*log)(void* context, uint32_t level, muster_string_view message,
                muster_attribute_list fields);
    /** Keeps values with one object, beyond the call and the process: what an object was before a
     * change that the target cannot take back. Each value takes the place of one of the same name,
     * an attribute without values ends it. Durable before the next step begins. A dry run keeps
     * nothing.
     *  @return MUSTER_OK, MUSTER_E_PROTOCOL for a secret or rubbish, MUSTER_E_INTERNAL in a call
     * that only reads. Appended: ask MUSTER_HAS_FIELD. [instance]  Since 0.1. */
    muster_status (*remember)(void* context, muster_string_view object_class,
                              muster_string_view uid, muster_attribute_list values);
    /** What was kept with one object; an empty list for none. Dry runs are told too.
     *  @return MUSTER_OK, or MUSTER_E_INTERNAL. Appended: ask MUSTER_HAS_FIELD. [instance]  Since
     * 0.1. */
    muster_status (*recall)(void* context, muster_string_view object_class, muster_string_view uid,
                            muster_attribute_list* values);
} muster_host;

#ifdef __cplusplus
}
#endif

#endif
