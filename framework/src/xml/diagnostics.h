#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <muster/core/error.h>

namespace muster::xml {

/** A place in a file. Lines and columns count from 1; columns count characters (code points), a tab
 * being one. Line 0 means the file as a whole. */
struct Position {
    std::string file = {};
    int line = 0;
    int column = 0;

    /** `FILE:LINE:COLUMN`, or `FILE` alone for the file as a whole. */
    std::string toString() const;
    friend auto operator<=>(const Position&, const Position&) = default;
};

/** How bad a finding is: an error keeps the file from being used, a warning does not. */
enum class Severity { kError, kWarning };

/** "error" or "warning". */
std::string_view toString(Severity severity);

/** One finding in a file. */
struct Diagnostic {
    Severity severity = Severity::kError;
    Position position = {};
    /** Without the position; see `toError`. */
    std::string message = {};
    /** What to do next, or empty. */
    std::string hint = {};

    /** kConfiguration whose message begins with `FILE:LINE:COLUMN: `. */
    Error toError() const;
    /** `FILE:LINE:COLUMN: error: MESSAGE Hint: HINT` for people. */
    std::string toString() const;
};

/** Collects all findings of one or more files, so that a person sees them at once and not one by
 * one. Not thread-safe. */
class Diagnostics {
public:
    void error(Position position, std::string message, std::string hint = {});
    void warning(Position position, std::string message, std::string hint = {});
    /** Takes over all findings of another collector. */
    void append(const Diagnostics& other);

    bool hasErrors() const;
    bool empty() const { return all_.empty(); }
    /** In the order in which they were found. */
    const std::vector<Diagnostic>& all() const { return all_; }
    /** Sorted by file, line and column; errors and warnings mixed. */
    std::vector<Diagnostic> sorted() const;
    std::vector<Error> errors() const;
    std::vector<Error> warnings() const;
    /** The first error by place, with the number of the others in its hint. Precondition:
     * `hasErrors()`. */
    Error firstError() const;
    /** All findings, one a line, sorted by place. */
    std::string toText() const;

private:
    std::vector<Diagnostic> all_;
};

/** `"a", "b" or "c"`: the legal words in a message. */
std::string quotedList(const std::vector<std::string_view>& words);
/** The word that was probably meant: at most two letters away (one for short words), or equal but
 * for case. Empty when none is near. */
std::string_view nearest(std::string_view found, const std::vector<std::string_view>& words);

}  // namespace muster::xml
