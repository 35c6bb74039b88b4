#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "shell/arguments.h"
#include "shell/session.h"

namespace muster::shell {

/** Whether commands go on after one that failed. */
enum class OnFailure { kStop, kKeepGoing };

/** Whether a script's lines are shown before what they print, so that the whole reads as a session.
 */
enum class Echo { kOff, kOn };

/** Where the lines of an interactive shell come from. */
class LineReader {
public:
    virtual ~LineReader() = default;
    /** The next line; nothing when the person leaves. An abandoned line is an empty one. */
    virtual std::optional<std::string> next() = 0;
    /** Keeps a line for later; never called with one that holds a secret. */
    virtual void remember(const std::string& line) = 0;
};

/** Reads command lines and runs them. Never throws. One thread at a time. */
class Shell {
public:
    explicit Shell(Session& session) : session_(session) {}

    /** Runs one line, which is wiped. An empty one does nothing. */
    ExitCode runLine(std::string& line, LineOrigin origin);
    /** Runs each command in turn. The code is that of the first that failed. */
    ExitCode runCommands(std::vector<std::string> commands, OnFailure onFailure);
    /** Runs each line in turn, and tells the number of a failing one. */
    ExitCode runScript(std::istream& script, OnFailure onFailure, Echo echo = Echo::kOff);
    /** Runs what a person types, until `exit` or the end. A failing command changes nothing about
     * the next; the code is kDone. */
    ExitCode runPrompt(LineReader& reader);

private:
    ExitCode run(std::string_view line);
    ExitCode runWords(std::vector<Word>& words);
    ConnectorOptions connectorOptions();
    void showLine(const std::string& line);
    bool isOver() const;

    Session& session_;
};

/** Whether a line assigns a literal to something that is named like a password, so that it must not
 * be kept. A line that cannot be split counts when it has such a word anywhere. */
bool looksSecret(std::string_view line);

}  // namespace muster::shell
