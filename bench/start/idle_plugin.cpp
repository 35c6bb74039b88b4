// One plugin of the ten; MUSTER_BENCH_IDLE is its name.
#include "start/idle_connector.h"

#define MUSTER_EXPORTED __attribute__((visibility("default")))

extern "C" {
MUSTER_EXPORTED extern const muster_connector_info_v0 muster_connector_info;
const muster_connector_info_v0 muster_connector_info = {MUSTER_CONNECTOR_MAGIC,
                                                        sizeof(muster_connector_info_v0),
                                                        MUSTER_ABI_MAJOR,
                                                        MUSTER_ABI_MINOR,
                                                        0,
                                                        MUSTER_BENCH_IDLE,
                                                        "1.0.0"};
MUSTER_EXPORTED const muster_connector* muster_connector_entry(void) { return idleTable(); }
}
