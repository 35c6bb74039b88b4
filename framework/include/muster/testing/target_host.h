#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <muster/testing/connector_quirks.h>

namespace muster::testing {

/** A target for the contract suite to try a connector on, as a home would have it. */
struct TargetSetup {
    /** The connector's lookups folder: `operations.xml`, `limits.xml`, `Lookup.*.xml`. */
    std::string lookups = {};
    /** A file as in `HOME/targets`, or empty. */
    std::string targetFile = {};
    /** Settings as a target file writes them, addresses and kinds of credentials included; they go
     * before those of the file. The connector's own may stand here or in the quirks. */
    std::map<std::string, std::string> properties = {};
    /** Values of confidential settings, by name: the text that `file:` or `env:` would lead to. */
    std::map<std::string, std::string> secrets = {};
    /** False checks `limits.xml` and then waits for nothing: for a simulated target that keeps no
     * limits, so that the suite need not take minutes. */
    bool keepsLimits = true;
};

/** Lets the suite try the connector with the host's own services: templates, error table, limits,
 * HTTP client, credentials, secrets, dry run, and steps that are recorded and replayed without a
 * journal. Sets `quirks.host`, and `quirks.properties` to the settings of the target that the
 * connector sees. Needs `quirks.plugin` (or MUSTER_CONTRACT_PLUGIN), which is loaded.
 *
 *  Part of `muster::testing_host`.
 *  @throws std::runtime_error with all that is wrong with the plugin, the settings or the files,
 * each with file, line and column; the suite prints it and runs nothing. */
void useTarget(ConnectorQuirks& quirks, const TargetSetup& setup);

/** A simulated target in a process of its own, for as long as this object lives; the system ends it
 * when the suite dies. */
class ServiceProcess {
public:
    /** Starts `command` (the program is looked for in PATH) and waits for the line that it writes
     * to stdout when it is ready: its address.
     * What it writes to stdout later is not read, so that should be little.
     *  @throws std::runtime_error when it does not start, ends first, or says nothing within 20 s.
     */
    explicit ServiceProcess(const std::vector<std::string>& command);
    ~ServiceProcess() { stop(); }
    ServiceProcess(const ServiceProcess&) = delete;
    ServiceProcess& operator=(const ServiceProcess&) = delete;

    /** The first line that it wrote, without its end. */
    const std::string& firstLine() const { return firstLine_; }

private:
    void readFirstLine(int stream);
    void stop();

    int process_ = -1;
    int output_ = -1;
    std::string program_;
    std::string firstLine_;
};

}  // namespace muster::testing
