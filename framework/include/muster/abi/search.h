#ifndef MUSTER_ABI_SEARCH_H
#define MUSTER_ABI_SEARCH_H

/** The extension `muster.search/1`: objects of a class, filtered, page by page. */

#include <muster/abi/connector_abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MUSTER_EXTENSION_SEARCH_1 "muster.search/1"

enum muster_filter_op {
    MUSTER_FILTER_ALL = 0,
    MUSTER_FILTER_EQUALS = 1,
    MUSTER_FILTER_CONTAINS = 2,
    MUSTER_FILTER_STARTS_WITH = 3,
    MUSTER_FILTER_ENDS_WITH = 4,
    MUSTER_FILTER_GREATER = 5,
    MUSTER_FILTER_GREATER_OR_EQUAL = 6,
    MUSTER_FILTER_LESS = 7,
    MUSTER_FILTER_LESS_OR_EQUAL = 8,
    MUSTER_FILTER_PRESENT = 9,
    MUSTER_FILTER_AND = 10,
    MUSTER_FILTER_OR = 11,
    MUSTER_FILTER_NOT = 12
};

/** A condition, as a tree. A connector may show more objects than fulfil it and then says so in the
 * search report. */
typedef struct muster_filter {
    size_t struct_size;
    int32_t op; /**< enum muster_filter_op */
    uint32_t reserved;
    muster_string_view attribute;                /**< of a leaf */
    muster_value value;                          /**< of a leaf */
    const struct muster_filter* const* children; /**< of AND, OR (two or more) and NOT (one) */
    size_t child_count;
} muster_filter;

typedef struct muster_search_options {
    size_t struct_size;
    muster_string_list
        attributes; /**< the attributes wanted; empty for those returned by default */
    muster_string_view
        page_token; /**< where to go on, as reported by an earlier search; empty for the start */
    int64_t
        page_size; /**< objects to ask the target for at a time; 0 for the connector's own choice */
    int64_t limit; /**< at most so many objects; 0 for all */
} muster_search_options;

typedef struct muster_search_extension {
    size_t struct_size;
    /** Shows the objects of a class through `sink->object`, then reports through
     * `sink->search_end`. Nothing found is no error. `filter` and `options` are never null. Without
     * a limit all objects are shown, whatever the target's own pages.
     *  @return MUSTER_OK, also when the sink stopped it; MUSTER_E_NOT_SUPPORTED for a class without
     * search; any I/O status. [instance]  Since 0.1. */
    muster_status (*search)(muster_instance* instance, const muster_call* call,
                            muster_string_view object_class, const muster_filter* filter,
                            const muster_search_options* options, const muster_sink* sink);
} muster_search_extension;

#ifdef __cplusplus
}
#endif

#endif
