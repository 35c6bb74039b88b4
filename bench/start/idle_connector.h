#pragma once

#include <muster/abi/connector_abi.h>

/** The table of a connector that can be tested and nothing else. Ten plugins share it and differ in
 * their names. */
extern "C" const muster_connector* idleTable(void);
