#include "history.h"

namespace crash {

History::History(const Facts& facts) {
    for (const Command& command : facts.commands) changes_[command.object] = {{0, "gone", ""}};
    for (const auto& [object, seed] : facts.seeds) {
        changes_[object] = {{0, seed.state, seed.name}};
    }
    for (const Write& write : facts.writes) {
        auto& changes = changes_[write.object];
        if (!write.hadEffect || changes.empty()) continue;
        Change change = changes.back();
        change.atMs = write.arrivedMs;
        if (!write.name.empty()) change.name = write.name;
        if (!write.becomes.empty()) change.state = write.becomes;
        changes.push_back(std::move(change));
    }
}

template <typename Condition>
bool History::held(const std::string& object, std::int64_t fromMs, std::int64_t toMs,
                   const Condition& condition) const {
    const auto found = changes_.find(object);
    if (found == changes_.end()) return false;
    const auto& changes = found->second;
    for (std::size_t at = 0; at < changes.size() && changes[at].atMs <= toMs; ++at) {
        const bool isOver = at + 1 < changes.size() && changes[at + 1].atMs < fromMs;
        if (!isOver && condition(changes[at])) return true;
    }
    return false;
}

bool History::was(const std::string& object, const std::string& state, std::int64_t fromMs,
                  std::int64_t toMs) const {
    return held(object, fromMs, toMs, [&](const Change& change) { return change.state == state; });
}

bool History::lacked(const std::string& object, const std::string& name, std::int64_t fromMs,
                     std::int64_t toMs) const {
    return held(object, fromMs, toMs, [&](const Change& change) {
        return change.state == "gone" || change.name != name;
    });
}

}  // namespace crash
