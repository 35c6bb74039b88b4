#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

namespace muster::shell {

/** One value of a result, once for people and once for programs. */
struct Cell {
    std::string text = {};
    boost::json::value json = nullptr;

    Cell() = default;
    Cell(std::string shown)  // NOLINT(google-explicit-constructor): a cell is what it shows
        : text(std::move(shown)), json(text) {}
    Cell(const char* shown)  // NOLINT(google-explicit-constructor): a cell is what it shows
        : Cell(std::string(shown)) {}
    Cell(std::string_view shown)  // NOLINT(google-explicit-constructor): a cell is what it shows
        : Cell(std::string(shown)) {}
    Cell(std::string shown, boost::json::value forPrograms)
        : text(std::move(shown)), json(std::move(forPrograms)) {}

    /** A text for people and another for programs. */
    static Cell words(std::string shown, std::string_view forPrograms) {
        return {std::move(shown), boost::json::string(forPrograms)};
    }
    static Cell number(std::int64_t value) { return {std::to_string(value), value}; }
    /** As `number`; empty and null for 0. */
    static Cell numberOrNothing(std::int64_t value) { return value == 0 ? Cell() : number(value); }
    static Cell flag(bool value) { return {value ? "yes" : "no", value}; }
    /** Several texts: joined with commas, or an array. */
    static Cell list(const std::vector<std::string>& texts);
};

/** A column: its heading for people, its member for programs. */
struct Column {
    std::string title;
    /** Empty for a column of tables alone. */
    std::string key;
    /** Left out of tables, to keep them narrow. */
    bool jsonOnly = false;
};

using Row = std::vector<Cell>;

/** Results of one kind. Every row has a cell for each column. */
struct Table {
    std::vector<Column> columns = {};
    std::vector<Row> rows = {};
};

/** One thing shown in full: its fields one below the other, then tables with a heading. */
struct Record {
    struct Field {
        Column column;
        Cell cell;
    };
    struct Section {
        std::string title;
        std::string key;
        Table table;
    };
    std::vector<Field> fields = {};
    std::vector<Section> sections = {};

    void add(std::string title, std::string key, Cell cell) {
        fields.push_back({{std::move(title), std::move(key)}, std::move(cell)});
    }
};

}  // namespace muster::shell
