#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "shell/cancellation.h"
#include "shell/command_table.h"
#include "shell/output.h"
#include "shell/services.h"
#include "shell/value_source.h"

namespace muster::shell {

/** What a shell needs of its surroundings. */
struct Surroundings {
    Output& output;
    ValueSource& values;
    FileChecks& checks;
    /** Takes ownership of a home and opens what is in it; called once, at the first need. */
    std::function<Result<std::unique_ptr<Services>>()> openHome = {};
    /** What Ctrl-C does; null when nothing can be cancelled. */
    Cancellation* cancellation = nullptr;
    /** Recorded with each operation. */
    std::string askedBy = {};
    /** Lives long enough that what waits can go on by itself: a prompt or a script. */
    bool isLongLived = false;
};

/** What commands work with: the surroundings and the home once it is open. */
class Session {
public:
    explicit Session(Surroundings surroundings) : surroundings_(std::move(surroundings)) {}

    Output& output() const { return surroundings_.output; }
    ValueSource& values() { return surroundings_.values; }
    FileChecks& checks() { return surroundings_.checks; }
    const std::string& askedBy() const { return surroundings_.askedBy; }

    /** Opens the home if it is not open yet. A failure is kept and not tried again. */
    Result<void> open();
    bool isOpen() const { return services_ != nullptr; }
    /** Precondition: `open` succeeded, which the table's `needsHome` sees to. */
    Services& services() { return *services_; }

    LineOrigin origin() const { return origin_; }
    void setOrigin(LineOrigin origin) { origin_ = origin; }
    std::stop_token cancellation() const {
        return surroundings_.cancellation != nullptr ? surroundings_.cancellation->begin()
                                                     : std::stop_token();
    }
    void endCancellation() const {
        if (surroundings_.cancellation != nullptr) {
            surroundings_.cancellation->end();
        }
    }

    bool isInterrupted() const {
        return surroundings_.cancellation != nullptr && surroundings_.cancellation->isInterrupted();
    }

    /** Whether the line that runs holds a literal secret and must not be kept. */
    bool heldSecret() const { return heldSecret_; }
    void setHeldSecret(bool held) { heldSecret_ = held; }

    /** Set by `exit`. */
    bool isOver() const { return isOver_; }
    void end() { isOver_ = true; }

    /** Tells the error and gives its exit code. */
    ExitCode fail(const Error& error);
    /** The same for a mistake in the command line. */
    ExitCode failUsage(const Error& error);

    /** The target of that name. An unknown one is a mistake in the command line (with the nearest
     * name), a broken one a fault of the home; both are told, and `code` is set. */
    std::optional<TargetView> target(const std::string& name, ExitCode& code);

private:
    /** How many operations are not over, and where to look. */
    void tellUnsettled();

    Surroundings surroundings_;
    std::unique_ptr<Services> services_;
    std::optional<Error> openFailure_;
    LineOrigin origin_ = LineOrigin::kCommand;
    bool isOver_ = false;
    bool heldSecret_ = false;
};

}  // namespace muster::shell
