#ifndef MUSTER_ABI_CONNECTOR_ABI_H
#define MUSTER_ABI_CONNECTOR_ABI_H

/* The version of the contract, which is also the version of muster. Draft while the major is 0:
 * host and plugin must then agree on the minor exactly. */
#define MUSTER_ABI_MAJOR 0
#define MUSTER_ABI_MINOR 1
#define MUSTER_PATCH 0

#endif
