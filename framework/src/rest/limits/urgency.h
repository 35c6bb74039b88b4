#pragma once

namespace muster::rest {

/** Who goes first when several wait. */
enum class Urgency {
    kNormal,
    kUrgent,  ///< takes a right away: a delete, a disassociate, a disable
};

}  // namespace muster::rest
