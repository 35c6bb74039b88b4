#include "kill_order.h"

#include <charconv>

namespace crash {

std::string KillOrder::toText() const {
    if (isNever()) return "never";
    return (side == Side::kBefore ? "before:" : "after:") + std::to_string(write);
}

std::optional<KillOrder> KillOrder::parse(std::string_view text) {
    if (text.empty() || text == "never") return KillOrder{};
    KillOrder order{.side = text.starts_with("before:") ? Side::kBefore : Side::kAfter};
    const std::string_view prefix = order.side == Side::kBefore ? "before:" : "after:";
    if (!text.starts_with(prefix)) return std::nullopt;
    text.remove_prefix(prefix.size());
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), order.write);
    const bool isWhole = end == text.data() + text.size() && fault == std::errc();
    return isWhole && order.write > 0 ? std::optional(order) : std::nullopt;
}

}  // namespace crash
