#pragma once

#include <stop_token>

namespace muster::shell {

/** Lets whoever waits stop a command. */
class Cancellation {
public:
    virtual ~Cancellation() = default;
    /** A token for the command that begins now. */
    virtual std::stop_token begin() = 0;
    /** The command has ended. */
    virtual void end() = 0;
    /** Whether the whole program was asked to end. */
    virtual bool isInterrupted() const = 0;
};

}  // namespace muster::shell
