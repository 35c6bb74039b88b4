#include "zoom/settings.h"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "common/text.h"

namespace sandbox::zoom {

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

std::optional<std::string> assignText(Settings& settings, const Switch& what,
                                      std::string_view text) {
    return std::visit([&](auto member) { return assign(settings.*member, what, text); },
                      what.field);
}

std::optional<std::string> assignJson(Settings& settings, const Switch& what,
                                      const json::value& value) {
    if (const auto* text = value.if_string()) return assignText(settings, what, *text);
    if (value.is_bool() || value.is_number()) {
        return assignText(settings, what, json::serialize(value));
    }
    const auto* array = value.if_array();
    const auto* list = std::get_if<std::vector<std::string> Settings::*>(&what.field);
    const auto isText = [](const json::value& item) { return item.is_string(); };
    if (array == nullptr || list == nullptr || !std::all_of(array->begin(), array->end(), isText)) {
        return complain(what, json::serialize(value), "true, false, a number or a text");
    }
    return assign(settings.**list, what, json::value_to<std::vector<std::string>>(value));
}

json::object toJson(const Settings& settings) {
    json::object object;
    for (const auto& each : switches()) {
        object[each.name] =
            std::visit([&](auto member) { return json::value_from(settings.*member); }, each.field);
    }
    object["client-secret"] = "***";
    return object;
}

}  // namespace sandbox::zoom
