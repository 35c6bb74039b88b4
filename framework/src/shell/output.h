#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "shell/table.h"
#include "shell/table_renderer.h"
#include <muster/core/error.h>
#include <muster/core/object.h>

namespace muster::shell {

enum class Format { kTable, kJson };

/** How results and messages are written. */
struct OutputOptions {
    Format format = Format::kTable;
    /** The language of lookup labels: "en" or "ja". Messages are English. */
    std::string language = "en";
};

/** Results go to one stream and messages to the other, so that a caller can use the first alone.
 * Every text from outside is made printable; nothing that holds a secret can be given. One thread
 * at a time. */
class Output {
public:
    Output(std::ostream& results, std::ostream& messages, OutputOptions options)
        : results_(results), messages_(messages), options_(std::move(options)) {}

    Format format() const { return options_.format; }
    bool isJson() const { return options_.format == Format::kJson; }
    const std::string& language() const { return options_.language; }

    /** Leaves out notes and notices (not errors or warnings) while set. */
    void setQuiet(bool isQuiet) { isQuiet_ = isQuiet; }
    bool isQuiet() const { return isQuiet_; }

    /** A table or JSON lines; with no row `emptyMessage` goes to the messages. */
    void table(const Table& table, std::string_view emptyMessage);
    void record(const Record& record);
    /** Text for people, such as help. Given as it is, in either format. */
    void text(std::string_view text);

    /** A table whose rows come one by one. */
    class Rows {
    public:
        Rows(Output& output, std::vector<Column> columns);
        void add(Row row);
        void finish();
        std::size_t count() const { return count_; }

    private:
        Output& output_;
        std::vector<Column> columns_;
        TableRenderer table_;
        std::size_t count_ = 0;
    };

    /** Something worth knowing: progress, an empty result. */
    void note(std::string_view sentence);
    void warning(std::string_view sentence);
    void notice(const Notice& notice);
    /** The sentence with the code word, status and target code; the hint on a line of its own;
     * causes below. In JSON one object on one line; see shell.md. */
    void error(const Error& error);
    /** The same for a mistake in the command line, which has no code of its own. */
    void usageError(const Error& error);
    /** A message as it is, one line of a longer one. */
    void line(std::string_view text);

    /** True when nobody reads the results any more (a closed pipe). */
    bool isClosed() const { return !results_.good(); }

private:
    std::ostream& results_;
    std::ostream& messages_;
    OutputOptions options_;
    bool isQuiet_ = false;
};

}  // namespace muster::shell
