#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <muster/abi/host.h>

namespace muster::testing {

/** The circumstances that the suite wants for one call into the connector. */
struct CallSettings {
    bool isDryRun = false;
    /** The call goes on with an operation that was begun before (C-75). */
    bool isResumed = false;
    /** Time until the deadline; zero or less for one that has passed. */
    std::chrono::milliseconds timeLimit = std::chrono::seconds(30);
    bool isCancelled = false;
    /** Steps that count as applied before, with their saved results. Only given to a host that
     * `canReplay`. */
    std::map<std::string, std::string> applied = {};
    /** So many calls, steps, waits and secrets are granted; what the connector asks for after them
     * is refused with MUSTER_E_TIMEOUT, as a host does whose deadline passes in the middle. None
     * for no such limit. Kept by the suite, which stands before every `HostServices`. */
    std::optional<int> servicesGranted = {};
};

/** One step as the host saw it begin. */
struct StepBegun {
    std::string name = {};
    /** What the connector said it would do, or the operation key of a templated call. */
    std::string action = {};
    muster_step_verdict verdict = MUSTER_STEP_PROCEED;
    /** A templated call, whose end the host knows by itself; otherwise the connector reports it. */
    bool isTemplatedCall = false;
    /** Of a templated call that was applied: the result that the host saved, which a resumed
     * operation is given in its place. */
    std::optional<std::string> saved = {};
};

/** The host's side of the contract as the suite needs it. The suite brings one in memory for a
 * connector with I/O of its own. For one that uses templated calls `useTarget` (target_host.h)
 * gives the host's own services before a simulated target.
 *
 *  Used from one thread at a time; one object serves one instance. */
class HostServices {
public:
    HostServices() = default;
    HostServices(const HostServices&) = delete;
    HostServices& operator=(const HostServices&) = delete;
    virtual ~HostServices() = default;

    /** The table that the instance is made with; lives as long as this object. */
    virtual const muster_host& table() const = 0;
    /** A call into the connector is about to begin. */
    virtual void beginCall(const CallSettings& settings) = 0;
    /** The call has returned. @return the steps that it began, in their order. */
    virtual std::vector<StepBegun> endCall() = 0;
    /** The connector reported the end of a step of its own I/O. Called during the call. */
    virtual void stepEnded(const muster_step_report& report) = 0;
    /** Whether `CallSettings::applied` is heeded. */
    virtual bool canReplay() const = 0;
    /** What broke the contract since the last `endCall`, each as a sentence: a service called
     * outside a call, a step begun twice. */
    virtual std::vector<std::string> takeViolations() = 0;
    /** All that was logged so far, for the search for secrets. */
    virtual std::string logText() const = 0;
};

}  // namespace muster::testing
