#include "hello_quirks.h"

#include <muster/testing/contract_suite.h>

MUSTER_CONTRACT_SUITE(helloQuirks)
