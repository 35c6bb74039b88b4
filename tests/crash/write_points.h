#pragma once

#include <string_view>

#include "kill_order.h"
#include "store/journal.h"

namespace crash {

/// Counts the journal's write points and ends the process at the one that was ordered. Used by the
/// writing connection alone, which has one thread at a time.
class WritePoints {
public:
    explicit WritePoints(KillOrder order) : order_(order) {}

    /// Hooks that keep `this`, which must outlive the journal.
    muster::store::JournalOptions hooks();

private:
    void before(std::string_view sql);
    void after(std::string_view sql);
    bool isWritePoint(std::string_view sql) const;

    KillOrder order_;
    int count_ = 0;
    bool isInTransaction_ = false;
};

}  // namespace crash
