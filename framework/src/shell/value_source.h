#pragma once

#include <functional>
#include <istream>
#include <string>
#include <string_view>

#include "shell/output.h"
#include <muster/core/result.h>
#include <muster/core/secret.h>

namespace muster::shell {

/** Where a command line came from, which decides what may stand in it. */
enum class LineOrigin {
    kPrompt,   ///< typed by a person
    kCommand,  ///< an argument of the program (`-c`), seen by everyone who lists processes
    kScript,   ///< read from a file or pipe
};

/** What values may be fetched from. */
struct ValueSourceOptions {
    /** For `@stdin`; null when standard input is a terminal or holds the script. */
    std::istream* input = nullptr;
    /** Asks on the terminal without echo; empty when there is no terminal. kCancelled when the
     * person gives up. */
    std::function<Result<Secret>(std::string_view question)> ask = {};
    /** Replaced by tests; empty for the environment of the process. */
    std::function<const char*(const char*)> environment = {};
};

/** Turns the right side of `name=value` into the value that is meant.
 *
 *  `@prompt`, `@env:NAME`, `@file:PATH` (its first line) and `@stdin` (one line) fetch it from
 * elsewhere; `@@x` means `@x`. Any other text is itself, unless it is a password outside of a
 * script, which is refused. One thread at a time. */
class ValueSource {
public:
    explicit ValueSource(ValueSourceOptions options) : options_(std::move(options)) {}

    /** The value of a password named `name`. `text` is wiped. kConfiguration for a literal outside
     * of a script, a source that is not there, an empty value, and a file or text that is no
     * UTF-8. `output` takes the warning about a file that others can read. */
    Result<Secret> secret(const std::string& name, std::string& text, LineOrigin origin,
                          Output& output);
    /** The same for any other value: a literal is fine everywhere. */
    Result<std::string> plain(const std::string& name, const std::string& text, LineOrigin origin,
                              Output& output);

private:
    Result<Secret> fetch(const std::string& name, const std::string& text, LineOrigin origin,
                         bool isTwice, Output& output);
    Result<Secret> fromPrompt(const std::string& name, LineOrigin origin, bool isTwice);
    Result<Secret> fromEnvironment(const std::string& name, const std::string& variable);
    Result<Secret> fromFile(const std::string& name, const std::string& path, Output& output);
    Result<Secret> fromInput(const std::string& name, LineOrigin origin);

    ValueSourceOptions options_;
};

/** Whether the text asks for a value from elsewhere or escapes an `@`. */
bool isReference(std::string_view text);

}  // namespace muster::shell
