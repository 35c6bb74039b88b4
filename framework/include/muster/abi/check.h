#ifndef MUSTER_ABI_CHECK_H
#define MUSTER_ABI_CHECK_H

/** The extension `muster.check/1`: looks over what is at a target for what would make provisioning
 * fail or go wrong, before any of it is begun: objects without the key by which they are found, a
 * tree too deep, two heads of one unit. Whether the target can be reached at all is `test`. */

#include <muster/abi/connector_abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MUSTER_EXTENSION_CHECK_1 "muster.check/1"

typedef struct muster_check_extension {
    size_t struct_size;
    /** Reports each finding through `sink->object`, with the class, Uid and name of the object that
     * it is about, and these attributes, each a string:
     *    `severity`  "error" when operations on the object will fail, "warning" otherwise
     *    `code`      a stable word for programs ("no-external-key")
     *    `message`   a sentence that names the object and says what was found and expected
     *    `hint`      what to do next; may be missing
     *  A finding about the target as a whole has the class `__TARGET__` and a Uid and name of the
     * connector's choice. Answering 0 ends the check. Nothing found is no error. Reads only.
     *  @return MUSTER_OK, also when the sink ended it, or any I/O status. [instance]  Since 0.4. */
    muster_status (*check)(muster_instance* instance, const muster_call* call,
                           const muster_sink* sink);
} muster_check_extension;

#ifdef __cplusplus
}
#endif

#endif
