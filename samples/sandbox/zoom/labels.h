#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace sandbox::zoom {

/// What a call weighs (developer docs, "Rate limits"): each label has a budget of its own.
enum class Label { kLight, kMedium, kHeavy, kResourceIntensive };

inline constexpr std::array kLabels = {Label::kLight, Label::kMedium, Label::kHeavy,
                                       Label::kResourceIntensive};

inline constexpr std::size_t indexOf(Label label) { return static_cast<std::size_t>(label); }

/// "Light", "Medium", "Heavy" or "Resource-intensive", as in X-RateLimit-Category.
std::string_view labelName(Label label);

/// Likewise, whatever the case; nothing for another word.
std::optional<Label> parseLabel(std::string_view name);

}  // namespace sandbox::zoom
