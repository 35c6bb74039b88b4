#include "shell/output.h"

#include "shell/error_line.h"
#include "shell/text_width.h"

namespace muster::shell {

void Output::table(const Table& table, std::string_view emptyMessage) {
    if (table.rows.empty()) {
        note(emptyMessage);
        return;
    }
    Rows rows(*this, table.columns);
    for (const Row& row : table.rows) {
        rows.add(row);
    }
    rows.finish();
}

void Output::record(const Record& record) {
    if (isJson()) {
        renderJsonRecord(results_, record);
    } else {
        renderRecord(results_, record);
    }
}

void Output::text(std::string_view text) { results_ << text << std::flush; }

Output::Rows::Rows(Output& output, std::vector<Column> columns)
    : output_(output), columns_(columns), table_(output.results_, std::move(columns)) {}

void Output::Rows::add(Row row) {
    ++count_;
    if (output_.isJson()) {
        renderJsonRow(output_.results_, columns_, row);
    } else {
        table_.row(std::move(row));
    }
}

void Output::Rows::finish() {
    if (output_.isJson()) {
        output_.results_.flush();
    } else {
        table_.finish();
    }
}

void Output::note(std::string_view sentence) {
    if (!isQuiet_) {
        line(sentence);
    }
}

void Output::warning(std::string_view sentence) { line("warning: " + std::string(sentence)); }

void Output::notice(const Notice& notice) {
    if (isQuiet_) {
        return;
    }
    line("notice: " + notice.message + (notice.code.empty() ? "" : " [" + notice.code + "]"));
}

void Output::usageError(const Error& error) {
    if (isJson()) {
        line(errorLine(error, "Usage"));
        return;
    }
    line("error: " + error.message);
    if (!error.hint.empty()) {
        line("hint: " + error.hint);
    }
}

void Output::error(const Error& error) {
    if (isJson()) {
        line(errorLine(error, toString(error.code)));
        return;
    }
    std::string text = "error: " + error.message + " [" + std::string(toString(error.code));
    if (error.httpStatus != 0) {
        text += ", HTTP " + std::to_string(error.httpStatus);
    }
    if (!error.targetCode.empty()) {
        text += ", target code " + error.targetCode;
    }
    line(text + "]");
    for (const Error* cause = error.cause.get(); cause != nullptr; cause = cause->cause.get()) {
        line("  because: " + cause->message + " [" + std::string(toString(cause->code)) + "]");
    }
    if (!error.hint.empty()) {
        line("hint: " + error.hint);
    }
}

void Output::line(std::string_view text) {
    // Results come before the messages about them when both end at one terminal.
    results_.flush();
    messages_ << printable(text) << '\n' << std::flush;
}

}  // namespace muster::shell
