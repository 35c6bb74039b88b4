#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/shell.h"

namespace muster::shell {

/** Line editing on the terminal (libedit): history, completion with Tab, Ctrl-C clears the line,
 * Ctrl-D on an empty one leaves. Wide characters need a UTF-8 locale. One object at a time. */
class LineEditor : public LineReader {
public:
    using Complete = std::function<std::vector<std::string>(std::string_view)>;

    LineEditor(std::string prompt, Complete complete);
    ~LineEditor() override;

    std::optional<std::string> next() override;
    void remember(const std::string& line) override;

    /** Reads the history from a file and writes it there after each line kept, with mode 0600. A
     * file that cannot be used is done without. */
    void useHistory(const std::string& file);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace muster::shell
