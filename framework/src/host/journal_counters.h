#pragma once

#include <string>

#include "rest/limits/counter_store.h"
#include "store/journal.h"

namespace muster::host {

/** Keeps the daily counts of one target in the journal's database, which knows when a step was last
 * sent, too. The journal must outlive it.
 * Thread-safe. */
class JournalCounters : public rest::CounterStore {
public:
    JournalCounters(store::Journal& journal, std::string target)
        : journal_(journal), target_(std::move(target)) {}

    Result<std::optional<rest::DayCount>> load(const rest::CounterName& name) override;
    Result<void> reserve(const rest::CounterName& name, const rest::DayCount& count) override;
    Result<std::optional<rest::WallTime>> lastSent() override;

private:
    store::Journal& journal_;
    std::string target_;
};

}  // namespace muster::host
