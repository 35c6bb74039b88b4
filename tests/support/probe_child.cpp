// The smallest host: it can only try a connector, as `PROGRAM --probe-connector FILE`.
#include <cstring>

#include "host/catalogue/probe.h"

#if defined(__SANITIZE_ADDRESS__)
// A crash must end this process by its signal, as it ends the real host.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
    return "handle_segv=0:handle_abort=0:detect_leaks=0";
}
#endif

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], muster::host::kProbeArgument) == 0) {
        muster::host::probeMain(argv[2]);
    }
    return 64;
}
