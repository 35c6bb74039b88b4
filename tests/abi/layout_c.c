/* The layout as C11 sees it. */
#include "layout_c.h"

#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/search.h>

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type);
#define FIELD(type, field, offset) \
    _Static_assert(offsetof(type, field) == (offset), "offset of " #type "." #field);
#define NUMBER(name, number) _Static_assert((name) == (number), "number of " #name);
#include "layout.inc"
#undef SIZE
#undef FIELD
#undef NUMBER

#define SIZE(type, size) {#type, (long long)sizeof(type)},
#define FIELD(type, field, offset) {#type "." #field, (long long)offsetof(type, field)},
#define NUMBER(name, number) {#name, (long long)(name)},
const layout_line layout_lines_c[] = {
#include "layout.inc"
};
const size_t layout_line_count_c = sizeof layout_lines_c / sizeof layout_lines_c[0];
