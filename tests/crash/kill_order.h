#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crash {

/// Where the journal of the crash host ends the process, with SIGKILL. A write point is a commit,
/// or a statement outside of a transaction that changes the database; they are counted from 1 over
/// the life of the process, the opening of the journal included.
struct KillOrder {
    enum class Side { kNever, kBefore, kAfter };
    Side side = Side::kNever;
    int write = 0;

    bool isNever() const { return side == Side::kNever; }
    /// "before:12", "after:3" or "never".
    std::string toText() const;
    static std::optional<KillOrder> parse(std::string_view text);
};

/// The variable of the environment that holds the order.
inline constexpr const char* kOrderVariable = "MUSTER_CRASH";

}  // namespace crash
