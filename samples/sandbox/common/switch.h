#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/json.hpp>

/// Switches of a simulator: named values that the command line, a seed and the control interface
/// can set. A simulator has a struct of settings and one table of these.
namespace sandbox {

/// Where a value goes.
using SwitchSlot = std::variant<bool*, int*, std::string*, std::vector<std::string>*>;

/// Which member of a struct of settings a switch sets: `&Settings::sso`.
class SwitchField {
public:
    template <typename Settings, typename Value>
    SwitchField(Value Settings::*member)  // NOLINT(google-explicit-constructor): reads as a value
        : slot_([member](void* settings) -> SwitchSlot {
              return &(static_cast<Settings*>(settings)->*member);
          }) {}

    /// `settings` is the struct that the member is of.
    SwitchSlot in(void* settings) const { return slot_(settings); }

private:
    std::function<SwitchSlot(void*)> slot_;
};

struct Switch {
    std::string_view name;  ///< as on the command line, without "--", and as in the control JSON
    SwitchField field;
    std::string_view help;
    std::vector<std::string_view> choices = {};  ///< of a text; empty: any
    int least = 0;                               ///< of a number; of a list, how many
    int most = 2'000'000'000;
    bool orZero = false;       ///< 0 is allowed below `least`
    bool atStartOnly = false;  ///< cannot be changed through the control interface
    /// Of a list: what is wrong with an item, as "found .., expected .."; nothing when it is right.
    std::optional<std::string> (*checkItem)(std::string_view item) = nullptr;
};

using Switches = std::vector<Switch>;

/// Sets one value from what a person typed: on/off for a bool, commas in a list.
/// @return nothing, or a sentence that says what was wrong; then nothing has changed.
std::optional<std::string> assignText(const SwitchSlot& slot, const Switch& what,
                                      std::string_view text);

/// Likewise from JSON: true, a number, a text, or an array of texts.
std::optional<std::string> assignJson(const SwitchSlot& slot, const Switch& what,
                                      const boost::json::value& value);

boost::json::value toJson(const SwitchSlot& slot);

/// The switch of that name; null when there is none.
const Switch* findSwitch(const Switches& all, std::string_view name);

/// The switch that a name in JSON means, or why it cannot be set.
struct SettableSwitch {
    const Switch* what;
    std::string problem;
};
SettableSwitch findSettable(const Switches& all, std::string_view name);

template <typename Settings>
std::optional<std::string> assignText(Settings& settings, const Switch& what,
                                      std::string_view text) {
    return assignText(what.field.in(&settings), what, text);
}

/// All switches and their values.
template <typename Settings>
boost::json::object switchValues(Settings settings, const Switches& all) {
    boost::json::object object;
    for (const auto& each : all) object[each.name] = toJson(each.field.in(&settings));
    return object;
}

/// Sets switches from an object of name to value; all or none.
/// @return nothing, or a sentence that says what was wrong.
template <typename Settings>
std::optional<std::string> applySwitches(Settings& settings, const Switches& all,
                                         const boost::json::value& values) {
    const auto* object = values.if_object();
    if (object == nullptr) return "settings must be an object of switch and value";
    auto changed = settings;
    for (const auto& [name, value] : *object) {
        const auto [what, problem] = findSettable(all, name);
        if (what == nullptr) return problem;
        if (auto no = assignJson(what->field.in(&changed), *what, value)) return no;
    }
    settings = std::move(changed);
    return {};
}

/// Sets one switch from "NAME=VALUE".
/// @return nothing, or a sentence that says what was wrong.
template <typename Settings>
std::optional<std::string> applySwitchText(Settings& settings, const Switches& all,
                                           std::string_view pair) {
    const auto equals = pair.find('=');
    const auto* what = findSwitch(all, pair.substr(0, equals));
    if (equals == std::string_view::npos || what == nullptr) {
        return "found \"" + std::string(pair) +
               "\", expected NAME=VALUE with the name of a switch; --help lists them";
    }
    return assignText(settings, *what, pair.substr(equals + 1));
}

}  // namespace sandbox
