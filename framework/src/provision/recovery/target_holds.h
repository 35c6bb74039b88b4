#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "store/journal.h"

namespace muster::provision {

/** The targets to which nothing is written, kept in the journal and remembered here. Thread-safe.
 */
class TargetHolds {
public:
    /** Reads those that earlier owners left. */
    explicit TargetHolds(store::Journal& journal);

    /** kInvalidState when the target is held already: the first reason stays. */
    Result<void> hold(store::TargetHold hold);
    /** kInvalidState when the target is not held. */
    Result<void> release(std::string_view target);
    std::optional<store::TargetHold> find(std::string_view target) const;
    /** The refusal of a write, if the target is held: who holds it, since when, why, and what to
     * do. When the journal could not tell, that. */
    std::optional<Error> refusal(std::string_view target) const;

private:
    store::Journal& journal_;
    mutable std::mutex mutex_;
    std::map<std::string, store::TargetHold, std::less<>> holds_;
    std::optional<Error> unread_;
};

}  // namespace muster::provision
