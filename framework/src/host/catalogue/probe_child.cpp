#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "host/catalogue/connector_table.h"
#include "host/catalogue/file_access.h"
#include "host/catalogue/library.h"
#include "host/catalogue/probe.h"
#include "host/catalogue/probe_report.h"

namespace muster::host {

void probeMain(const char* file) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const rlimit noCore = {0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    // The report gets a descriptor of its own: what the library prints must not mix with it.
    const int report = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    const auto tell = [report](const std::string& line) {
        (void)writeAll(report, std::as_bytes(std::span(line)));
    };

    tell(ProbeReport::phaseLine(kLoadPhase));
    CheckFailure failure;
    void* library = openLibrary(file, failure);
    const auto onPhase = [&](const char* phase) { tell(ProbeReport::phaseLine(phase)); };
    const bool isGood =
        library != nullptr && readConnectorTable(library, onPhase, failure).has_value();
    tell(ProbeReport::verdictLine(isGood ? std::nullopt : std::optional(failure)));
    ::_exit(0);
}

}  // namespace muster::host
