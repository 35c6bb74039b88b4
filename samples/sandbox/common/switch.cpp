#include "common/switch.h"

#include <algorithm>
#include <charconv>

#include "common/text.h"

namespace sandbox {

namespace json = boost::json;

namespace {

using Problem = std::optional<std::string>;

std::string complain(const Switch& what, std::string_view found, const std::string& expected) {
    return "switch \"" + std::string(what.name) + "\": found \"" + std::string(found) +
           "\", expected " + expected;
}

Problem assign(bool& field, const Switch& what, std::string_view text) {
    if (text != "on" && text != "off" && text != "true" && text != "false") {
        return complain(what, text, "on or off");
    }
    field = text == "on" || text == "true";
    return {};
}

Problem assign(int& field, const Switch& what, std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc{} && end == text.data() + text.size();
    const bool inRange = number >= what.least && number <= what.most;
    if (!isNumber || !(inRange || (what.orZero && number == 0))) {
        return complain(what, text,
                        std::string(what.orZero ? "0 or " : "") + "a number from " +
                            std::to_string(what.least) + " to " + std::to_string(what.most));
    }
    field = number;
    return {};
}

Problem assign(std::string& field, const Switch& what, std::string_view text) {
    const auto& choices = what.choices;
    if (choices.empty() && text.empty()) return complain(what, text, "a text");
    if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
        return complain(what, text, "one of " + joinList({choices.begin(), choices.end()}, ", "));
    }
    field = text;
    return {};
}

Problem assign(std::vector<std::string>& field, const Switch& what,
               std::vector<std::string> items) {
    if (static_cast<int>(items.size()) < what.least) {
        return complain(what, joinList(items, ","),
                        "at least " + std::to_string(what.least) + " of a list");
    }
    for (const auto& item : items) {
        if (what.checkItem == nullptr) break;
        if (const auto problem = what.checkItem(item)) {
            return "switch \"" + std::string(what.name) + "\": " + *problem;
        }
    }
    field = std::move(items);
    return {};
}

Problem assign(std::vector<std::string>& field, const Switch& what, std::string_view text) {
    return assign(field, what, splitList(text));
}

}  // namespace

std::optional<std::string> assignText(const SwitchSlot& slot, const Switch& what,
                                      std::string_view text) {
    return std::visit([&](auto* field) { return assign(*field, what, text); }, slot);
}

std::optional<std::string> assignJson(const SwitchSlot& slot, const Switch& what,
                                      const json::value& value) {
    if (const auto* text = value.if_string()) return assignText(slot, what, *text);
    if (value.is_bool() || value.is_number()) {
        return assignText(slot, what, json::serialize(value));
    }
    const auto* array = value.if_array();
    auto* const* list = std::get_if<std::vector<std::string>*>(&slot);
    const auto isText = [](const json::value& item) { return item.is_string(); };
    if (array == nullptr || list == nullptr || !std::all_of(array->begin(), array->end(), isText)) {
        return complain(what, json::serialize(value), "true, false, a number or a text");
    }
    return assign(**list, what, json::value_to<std::vector<std::string>>(value));
}

json::value toJson(const SwitchSlot& slot) {
    return std::visit([](auto* field) { return json::value_from(*field); }, slot);
}

const Switch* findSwitch(const Switches& all, std::string_view name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](auto& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

SettableSwitch findSettable(const Switches& all, std::string_view name) {
    const auto* what = findSwitch(all, name);
    if (what == nullptr) {
        return {nullptr,
                "there is no switch \"" + std::string(name) + "\"; GET /_control/state lists them"};
    }
    if (what->atStartOnly) {
        return {nullptr,
                "switch \"" + std::string(name) + "\" can be set on the command line only"};
    }
    return {what, {}};
}

}  // namespace sandbox
