#pragma once

#include "provision/operation.h"
#include <muster/core/error.h>

namespace muster::shell {

/** What the program answers to its caller. The numbers are documented in `framework/docs/shell.md`
 * and never change their meaning. */
enum class ExitCode {
    kDone = 0,           ///< everything that was asked for was done
    kInternal = 1,       ///< muster itself is at fault
    kUsage = 2,          ///< the command line makes no sense, or names a target that is not there
    kRefused = 3,        ///< refused before anything was sent
    kNotFound = 4,       ///< what was named does not exist
    kAlreadyExists = 5,  ///< the object exists already
    kTargetFailed = 6,   ///< the target refused, or could not be reached; nothing was changed
    kUnknown = 7,        ///< nobody knows whether the change was made
    kPartial = 8,        ///< some steps were applied and some not
    kHome = 9,           ///< the home or a file of it cannot be used
    kDeferred = 10,      ///< it waits for a time, and goes on then
    kNeedsPerson = 11,   ///< it waits for a person: a conflict, a secret, or it was overtaken
    kFindings = 12,      ///< a check of a target found errors
    kInterrupted = 130,  ///< stopped by Ctrl-C with nothing under way
};

/** The exit code of an error outside of a writing operation (a read, a lookup of something). */
ExitCode exitCodeOf(const Error& error);

/** The exit code of a writing operation. What may have happened at the target counts first
 * (unknown, partial), then why nothing did. */
ExitCode exitCodeOf(const provision::OperationResult& result);

}  // namespace muster::shell
