#ifndef MUSTER_TESTS_LAYOUT_C_H
#define MUSTER_TESTS_LAYOUT_C_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One line of layout.inc as a compiler of C sees it. */
typedef struct layout_line {
    const char* what; /**< "muster_value.kind" */
    long long number;
} layout_line;

extern const layout_line layout_lines_c[];
extern const size_t layout_line_count_c;

#ifdef __cplusplus
}
#endif

#endif
