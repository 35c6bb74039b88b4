#pragma once

#include <muster/sdk/call.h>

namespace muster::sdk {

/** What becomes of a change that the object has already. An operation that goes on plans it all the
 * same: its step may be one that was applied before, and other steps may hang on it (C-75). */
enum class AlreadySo { kLeftOut, kPlanned };

/** What this call does with it. Any thread. */
inline AlreadySo alreadySo(const Call& call) {
    return call.isResumed() ? AlreadySo::kPlanned : AlreadySo::kLeftOut;
}

}  // namespace muster::sdk
