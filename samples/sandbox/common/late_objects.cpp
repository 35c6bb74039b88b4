#include "common/late_objects.h"

namespace sandbox {

void LateObjects::hide(const std::string& id, const Lateness& lateness, std::int64_t nowMs) {
    if (lateness.ms <= 0 && lateness.reads <= 0) return;
    const std::lock_guard lock(mutex_);
    entries_[id] = {lateness.ms > 0 ? nowMs + lateness.ms : 0, lateness.reads};
    any_ = true;
}

bool LateObjects::shows(const Entry& entry, std::int64_t nowMs) {
    return (entry.untilMs > 0 && nowMs >= entry.untilMs) ||
           (entry.untilMs == 0 && entry.readsLeft <= 0);
}

bool LateObjects::misses(std::string_view id, std::int64_t nowMs) const {
    if (!any_) return false;
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end()) return false;
    auto& entry = found->second;
    const bool byReads = entry.readsLeft > 0;
    if (shows(entry, nowMs)) {
        entries_.erase(found);
        any_ = !entries_.empty();
        return false;
    }
    // The last read that misses it ends the hiding, whatever the time.
    if (byReads && --entry.readsLeft == 0) entry.untilMs = 0;
    return true;
}

std::vector<std::string> LateObjects::hidden(std::int64_t nowMs) const {
    std::vector<std::string> ids;
    if (!any_) return ids;
    const std::lock_guard lock(mutex_);
    for (const auto& [id, entry] : entries_) {
        if (!shows(entry, nowMs)) ids.push_back(id);
    }
    return ids;
}

void LateObjects::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
    any_ = false;
}

}  // namespace sandbox
