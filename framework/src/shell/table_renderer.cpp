#include "shell/table_renderer.h"

#include <algorithm>

#include "shell/text_width.h"
#include <muster/core/value.h>

namespace muster::shell {

Cell Cell::list(const std::vector<std::string>& texts) {
    Cell cell;
    boost::json::array array;
    for (const std::string& text : texts) {
        cell.text += (cell.text.empty() ? "" : ", ") + text;
        array.emplace_back(text);
    }
    cell.json = std::move(array);
    return cell;
}

namespace {

std::string heading(std::string_view title) {
    std::string result(title);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    });
    return result;
}

/** Boost.JSON writes strings as they are; a value from outside may be no UTF-8, which JSON forbids
 * (RFC 8259, section 8.1). */
boost::json::value sanitised(const boost::json::value& value) {
    if (const auto* text = value.if_string(); text != nullptr) {
        const std::string_view view(text->data(), text->size());
        const bool isClean = std::all_of(view.begin(), view.end(),
                                         [](char c) { return static_cast<signed char>(c) >= 0; });
        return isClean || isValidUtf8(view) ? value : boost::json::value(printable(view));
    }
    if (const auto* array = value.if_array(); array != nullptr) {
        boost::json::array copy;
        for (const auto& element : *array) {
            copy.push_back(sanitised(element));
        }
        return copy;
    }
    if (const auto* object = value.if_object(); object != nullptr) {
        boost::json::object copy;
        for (const auto& member : *object) {
            copy[member.key()] = sanitised(member.value());
        }
        return copy;
    }
    return value;
}

boost::json::object jsonRow(const std::vector<Column>& columns, const Row& row) {
    boost::json::object object;
    for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
        if (columns[i].key.empty()) {
            continue;
        }
        object[columns[i].key] = sanitised(row[i].json);
    }
    return object;
}

}  // namespace

TableRenderer::TableRenderer(std::ostream& stream, std::vector<Column> columns)
    : stream_(stream), columns_(std::move(columns)) {}

void TableRenderer::row(Row cells) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (!columns_[i].jsonOnly) {
            texts.push_back(i < cells.size() ? printable(cells[i].text) : std::string());
        }
    }
    if (isStarted_) {
        write(texts);
        return;
    }
    waiting_.push_back(std::move(texts));
    if (waiting_.size() >= kLookAhead) {
        writeWaiting();
    }
}

void TableRenderer::finish() {
    if (!isStarted_ && !waiting_.empty()) {
        writeWaiting();
    }
    stream_.flush();
}

void TableRenderer::writeWaiting() {
    std::vector<std::string> titles;
    for (const Column& column : columns_) {
        if (!column.jsonOnly) {
            titles.push_back(heading(column.title));
        }
    }
    waiting_.insert(waiting_.begin(), std::move(titles));
    widths_.assign(waiting_.front().size(), 0);
    for (const auto& texts : waiting_) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            widths_[i] = std::max(widths_[i], displayWidth(texts[i]));
        }
    }
    isStarted_ = true;
    for (const auto& texts : waiting_) {
        write(texts);
    }
    waiting_.clear();
}

void TableRenderer::write(const std::vector<std::string>& texts) {
    std::string line;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        line += i + 1 < texts.size() ? padded(texts[i], widths_[i]) + "  " : texts[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    stream_ << line << '\n';
}

void renderTable(std::ostream& stream, const Table& table) {
    TableRenderer renderer(stream, table.columns);
    for (const Row& row : table.rows) {
        renderer.row(row);
    }
    renderer.finish();
}

void renderRecord(std::ostream& stream, const Record& record) {
    std::size_t width = 0;
    for (const auto& field : record.fields) {
        if (!field.column.jsonOnly && !field.cell.text.empty()) {
            width = std::max(width, displayWidth(field.column.title));
        }
    }
    for (const auto& field : record.fields) {
        if (!field.column.jsonOnly && !field.cell.text.empty()) {
            stream << padded(field.column.title + ":", width + 2) << printable(field.cell.text)
                   << '\n';
        }
    }
    for (const auto& section : record.sections) {
        if (!section.table.rows.empty()) {
            stream << '\n' << section.title << '\n';
            renderTable(stream, section.table);
        }
    }
    stream.flush();
}

void renderJsonRow(std::ostream& stream, const std::vector<Column>& columns, const Row& row) {
    stream << boost::json::serialize(jsonRow(columns, row)) << '\n';
}

void renderJsonRecord(std::ostream& stream, const Record& record) {
    boost::json::object object;
    for (const auto& field : record.fields) {
        object[field.column.key] = sanitised(field.cell.json);
    }
    for (const auto& section : record.sections) {
        boost::json::array rows;
        for (const Row& row : section.table.rows) {
            rows.push_back(jsonRow(section.table.columns, row));
        }
        object[section.key] = std::move(rows);
    }
    stream << boost::json::serialize(object) << '\n' << std::flush;
}

}  // namespace muster::shell
