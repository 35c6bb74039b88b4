#pragma once

#include <ostream>
#include <vector>

#include "shell/table.h"

namespace muster::shell {

/** Writes tables for people: headings in capitals, columns two blanks apart, aligned by display
 * width. The last column is never padded. */
class TableRenderer {
public:
    /** Rows that are kept back to find the widths; later rows use the widths found. */
    static constexpr std::size_t kLookAhead = 200;

    TableRenderer(std::ostream& stream, std::vector<Column> columns);
    void row(Row cells);
    /** Writes what was kept back. Without a row nothing is written at all. */
    void finish();

private:
    void writeWaiting();
    void write(const std::vector<std::string>& texts);

    std::ostream& stream_;
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> waiting_;
    std::vector<std::size_t> widths_;
    bool isStarted_ = false;
};

void renderTable(std::ostream& stream, const Table& table);
/** Fields without a text are left out, and so are sections without rows. */
void renderRecord(std::ostream& stream, const Record& record);

/** One JSON object on one line. */
void renderJsonRow(std::ostream& stream, const std::vector<Column>& columns, const Row& row);
/** One JSON object on one line; sections are arrays of objects. */
void renderJsonRecord(std::ostream& stream, const Record& record);

}  // namespace muster::shell
