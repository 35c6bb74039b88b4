#include "shell/value_source.h"

#include <cstdlib>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

#include <muster/core/value.h>

namespace muster::shell {
namespace {

constexpr std::string_view kWays = "@prompt, @env:NAME, @file:PATH or @stdin";
/** Longer than any password policy; keeps a wrong file from being read whole. */
constexpr std::size_t kMostBytes = 64UL * 1024;

Error failure(const std::string& name, std::string message, std::string hint = {}) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = fmt::format("{}: {}", name, message),
                 .hint = std::move(hint)};
}

/** Reads up to the end of the line into `line`, without the line's end. False at the end of the
 * input with nothing read. */
bool readLine(std::istream& stream, std::string& line) {
    for (int c = stream.get(); c != std::istream::traits_type::eof() && c != '\n';
         c = stream.get()) {
        if (line.size() < kMostBytes) {
            line += static_cast<char>(c);
        }
    }
    if (!line.empty() && line.back() == '\r') {
        line.pop_back();
    }
    return !line.empty() || !stream.eof();
}

Result<Secret> checkedSecret(const std::string& name, std::string& text, std::string_view from) {
    std::string fault;
    if (text.empty()) {
        fault = fmt::format("{} gave an empty value", from);
    } else if (text.size() >= kMostBytes) {
        fault = fmt::format("{} gave a line longer than {} bytes", from, kMostBytes);
    } else if (!isValidUtf8(text)) {
        fault = fmt::format("{} gave a value that is no UTF-8", from);
    }
    if (!fault.empty()) {
        wipe(text);
        return failure(name, fault);
    }
    return Secret::take(text);
}

}  // namespace

bool isReference(std::string_view text) { return !text.empty() && text.front() == '@'; }

Result<Secret> ValueSource::secret(const std::string& name, std::string& text, LineOrigin origin,
                                   Output& output) {
    if (isReference(text) && !text.starts_with("@@")) {
        return fetch(name, text, origin, true, output);
    }
    if (origin != LineOrigin::kScript) {
        wipe(text);
        return failure(name,
                       origin == LineOrigin::kPrompt
                           ? "a password typed here would stay on the screen"
                           : "a password in an argument is seen by everyone who lists processes",
                       fmt::format("give it as {}={}", name, kWays));
    }
    if (text.starts_with("@@")) {
        text.erase(0, 1);
    }
    return checkedSecret(name, text, "the script");
}

Result<std::string> ValueSource::plain(const std::string& name, const std::string& text,
                                       LineOrigin origin, Output& output) {
    if (!isReference(text)) {
        return text;
    }
    if (text.starts_with("@@")) {
        return text.substr(1);
    }
    MUSTER_ASSIGN_OR_RETURN(const Secret fetched, fetch(name, text, origin, false, output));
    return std::string(fetched.expose());
}

Result<Secret> ValueSource::fetch(const std::string& name, const std::string& text,
                                  LineOrigin origin, bool isTwice, Output& output) {
    if (text == "@prompt") {
        return fromPrompt(name, origin, isTwice);
    }
    if (text == "@stdin") {
        return fromInput(name, origin);
    }
    if (text.starts_with("@env:") && text.size() > 5) {
        return fromEnvironment(name, text.substr(5));
    }
    if (text.starts_with("@file:") && text.size() > 6) {
        return fromFile(name, text.substr(6), output);
    }
    // Not repeated: it may be a password that begins with @.
    return failure(name, fmt::format("a value that begins with @ is {}", kWays),
                   "write @@ for a value that really begins with @");
}

Result<Secret> ValueSource::fromPrompt(const std::string& name, LineOrigin origin, bool isTwice) {
    if (!options_.ask || origin == LineOrigin::kScript) {
        return failure(name, "@prompt needs a terminal, and there is none to ask on",
                       "use @env:NAME or @file:PATH in a script");
    }
    MUSTER_ASSIGN_OR_RETURN(const Secret first, options_.ask(name + ": "));
    if (first.empty()) {
        return failure(name, "the value typed is empty");
    }
    if (!isValidUtf8(first.expose())) {
        return failure(name, "the value typed is no UTF-8");
    }
    if (isTwice) {
        MUSTER_ASSIGN_OR_RETURN(const Secret second, options_.ask(name + " again: "));
        if (!(first == second)) {
            return failure(name, "the two values typed differ");
        }
    }
    return first;
}

Result<Secret> ValueSource::fromEnvironment(const std::string& name, const std::string& variable) {
    const char* const text = options_.environment ? options_.environment(variable.c_str())
                                                  : std::getenv(variable.c_str());
    if (text == nullptr) {
        return failure(name, fmt::format("the environment has no variable \"{}\"", variable),
                       "export it before muster is started");
    }
    std::string copy(text);
    return checkedSecret(name, copy, fmt::format("the environment variable \"{}\"", variable));
}

Result<Secret> ValueSource::fromFile(const std::string& name, const std::string& path,
                                     Output& output) {
    struct stat status {};
    const bool isThere = ::stat(path.c_str(), &status) == 0;
    if (!isThere || !S_ISREG(status.st_mode)) {
        const std::string reason =
            isThere ? "it is no regular file" : std::generic_category().message(errno);
        return failure(name, fmt::format("the file \"{}\" cannot be read: {}", path, reason));
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return failure(name, fmt::format("the file \"{}\" cannot be read: {}", path,
                                         std::generic_category().message(errno)));
    }
    if ((status.st_mode & (S_IRGRP | S_IROTH)) != 0) {
        output.warning(
            fmt::format("\"{}\" can be read by others; \"chmod 600\" makes it yours alone", path));
    }
    std::string line;
    readLine(stream, line);
    return checkedSecret(name, line, fmt::format("the first line of \"{}\"", path));
}

Result<Secret> ValueSource::fromInput(const std::string& name, LineOrigin origin) {
    if (origin == LineOrigin::kScript) {
        return failure(name, "@stdin cannot be read: the script itself comes from standard input",
                       "use @env:NAME or @file:PATH, or give the command with -c");
    }
    if (options_.input == nullptr) {
        return failure(name, "@stdin cannot be read: standard input is a terminal", "use @prompt");
    }
    std::string line;
    if (!readLine(*options_.input, line)) {
        return failure(name, "@stdin gave no line: standard input is at its end");
    }
    return checkedSecret(name, line, "standard input");
}

}  // namespace muster::shell
