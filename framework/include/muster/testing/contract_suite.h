#pragma once

#include <muster/testing/connector_quirks.h>

namespace muster::testing {

/** Runs the contract suite as a Boost.Test program: the suite `direct` calls the plugin's table,
 * the suite `loopback` runs the same cases through the message codec. Each case is named after the
 * clause of contract.md that it proves; a case that is skipped says on stdout why.
 *
 *  `argv` takes what Boost.Test takes (`--run_test=direct`, `--log_level=test_suite`). `quirks` is
 * called once, when the plugin is about to be loaded.
 *  @return the exit code: 0 when all cases passed. */
int runContractSuite(ConnectorQuirks (*quirks)(), int argc, char** argv);

}  // namespace muster::testing

/** The `main` of a contract test. `quirks` is a function without arguments that returns the
 * ConnectorQuirks. */
#define MUSTER_CONTRACT_SUITE(quirks)                                   \
    int main(int argc, char** argv) {                                   \
        return ::muster::testing::runContractSuite(quirks, argc, argv); \
    }
