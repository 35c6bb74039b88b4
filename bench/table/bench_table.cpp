// Reads the lines that the benchmarks print, from standard input, and shows them as one table.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace {

namespace json = boost::json;

constexpr std::size_t kColumns = 7;
using Cells = std::array<std::string, kColumns>;

/** With thousands apart from 1,000 on, with three digits that count below. */
std::string shown(double number) {
    char text[64];
    if (number < 1000) {
        std::snprintf(text, sizeof text, number < 10 ? "%.2f" : "%.1f", number);
        return text;
    }
    std::string digits = std::to_string(std::llround(number));
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

std::string goalText(const json::object& goal) {
    const json::value* least = goal.if_contains("at_least");
    const std::string what = goal.at("of") == "ratio" ? "ratio " : "";
    return what + (least != nullptr ? ">= " : "<= ") +
           shown((least != nullptr ? *least : goal.at("at_most")).to_number<double>());
}

std::string goalsText(const json::array& goals) {
    std::string text;
    for (const json::value& goal : goals) {
        text += (text.empty() ? "" : ", ") + goalText(goal.as_object());
    }
    return text;
}

std::string textOf(const json::object& row, const char* name) {
    const json::value* value = row.if_contains(name);
    return value == nullptr ? std::string() : json::value_to<std::string>(*value);
}

std::string numberOf(const json::object& row, const char* name) {
    const json::value* value = row.if_contains(name);
    return value == nullptr ? std::string() : shown(value->to_number<double>());
}

Cells cellsOf(const json::object& row) {
    const std::string reference = textOf(row, "reference");
    const json::value* reached = row.if_contains("reached");
    return {textOf(row, "bench") + ": " + textOf(row, "row"),
            numberOf(row, "figure"),
            textOf(row, "unit"),
            reference.empty() ? ""
                              : reference + " " + numberOf(row, "reference_figure") + " " +
                                    textOf(row, "reference_unit"),
            numberOf(row, "ratio"),
            goalsText(row.at("goals").as_array()),
            reached == nullptr ? "" : (reached->as_bool() ? "yes" : "NO")};
}

void show(const std::vector<Cells>& lines) {
    std::array<std::size_t, kColumns> widths{};
    for (const Cells& cells : lines) {
        for (std::size_t i = 0; i < kColumns; ++i) {
            widths[i] = std::max(widths[i], cells[i].size());
        }
    }
    for (const Cells& cells : lines) {
        std::string line;
        for (std::size_t i = 0; i < kColumns; ++i) {
            const std::string space(widths[i] - cells[i].size(), ' ');
            const bool isNumber = i == 1 || i == 4;
            line += (i > 0 ? "  " : "") + (isNumber ? space + cells[i] : cells[i] + space);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        std::printf("%s\n", line.c_str());
    }
}

}  // namespace

int main() {
    std::vector<Cells> lines = {
        {"row", "figure", "unit", "reference of the same run", "ratio", "goal", "reached"}};
    std::string text;
    while (std::getline(std::cin, text)) {
        try {
            lines.push_back(cellsOf(json::parse(text).as_object()));
        } catch (const std::exception& problem) {
            std::fprintf(stderr, "bench_table: line %zu is no row (%s): %s\n", lines.size(),
                         problem.what(), text.c_str());
            return 1;
        }
    }
    show(lines);
    return lines.size() > 1 ? 0 : 1;
}
