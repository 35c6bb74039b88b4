#pragma once

#include <memory>
#include <string>
#include <vector>

#include "random.h"
#include "sandbox.h"
#include "sandbox_home.h"
#include "truth.h"
#include "workload.h"

namespace crash {

/// A simulator and the home of a host that provisions it. For one thread.
class Site {
public:
    virtual ~Site() = default;

    virtual support::Sandbox& sandbox() = 0;
    virtual support::SandboxHome& home() = 0;
    /// The file of the home that describes the target; it says `settle-seconds="0"` at first.
    virtual std::string targetFile() const = 0;
    /// An empty simulator and a new home.
    virtual void renew() = 0;
    /// Reads what the simulator knows of the objects that these commands are about.
    virtual Truth truth(const std::vector<Command>& commands) = 0;
    /// What must not stand in a journal, a log or an answer.
    virtual std::vector<std::string> secrets() const = 0;
};

/// A host that is killed while a write is done and not answered, or not done yet, and then while it
/// goes on.
struct Recovery {
    std::string shape = {};
    int skip = 0;  ///< requests before that write
};

/// How faults are ordered at a simulator of this kind.
struct FaultWords {
    std::vector<std::string> methods = {};    ///< that faults are for; "" for any
    std::vector<std::string> throttles = {};  ///< `,"member":value` of refusals with 429
    std::string tokenPath = {};
};

/// All that the harness has to know about one kind of target; the rest is the same for each.
class Target {
public:
    virtual ~Target() = default;

    virtual std::string name() const = 0;
    virtual std::unique_ptr<Site> open() const = 0;

    /// Single commands that are tried at each write point, by name. `prefix` makes the objects of a
    /// round unique in their home.
    virtual std::vector<std::string> shapeNames() const = 0;
    virtual Workload shape(const std::string& name, const std::string& prefix) const = 0;
    virtual std::vector<Recovery> recoveries() const = 0;

    /// What one worker does by chance; seeds what it needs. `key` begins the keys of its objects.
    virtual std::vector<Command> randomCommands(Random& random, Workload& workload,
                                                const std::string& key) const = 0;
    virtual FaultWords faultWords() const = 0;
};

const Target& zoomTarget();
const Target& lineworksTarget();

}  // namespace crash
