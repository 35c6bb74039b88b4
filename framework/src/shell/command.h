#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shell/exit_code.h"
#include <muster/core/object.h>
#include <muster/core/value.h>

namespace muster::shell {

class Session;
struct Invocation;

/** What the value of an option must be. */
enum class OptionKind {
    kFlag,     ///< no value
    kText,     ///< any text but the empty one
    kCount,    ///< a whole number from 1
    kSeconds,  ///< a number of seconds above 0, fractions allowed
    kMoment,   ///< a time, see `provision::parseMoment`
    kPair,     ///< `name=value`; may be repeated
};

/** One option of a command. */
struct OptionSpec {
    std::string_view name = {};  ///< without its dashes
    OptionKind kind = OptionKind::kText;
    std::string_view value = {};  ///< how help calls it: "SECONDS"
    std::string_view summary = {};
    /** The legal values; empty for any. */
    std::vector<std::string_view> allowed = {};
};

/** Which `name=value` words a command takes. */
enum class Assignments {
    kNone,
    kValues,  ///< `name=value`
    kDeltas,  ///< also `name+=value` and `name-=value`
};

/** What a word of a command means, for completion. */
enum class Completes {
    kNothing,
    kTarget,
    kConnector,
    kLookup,
    kCommand,
    kFile,
    kClass,   ///< an object class of the target, which is the first word
    kAction,  ///< an action of the class that the line names
};

/** One row of the command table, which drives parsing, help, errors and completion. */
struct Command {
    std::string_view name = {};   ///< one word or two: "lookup show"
    std::string_view alias = {};  ///< another name, or empty
    std::string_view usage = {};  ///< the words after the name: "TARGET UID"
    std::string_view summary = {};
    std::string_view details = {};  ///< sentences for `help COMMAND`; lines end with a newline
    std::vector<OptionSpec> options = {};
    std::size_t minArgs = 0;
    std::size_t maxArgs = 0;
    Assignments assignments = Assignments::kNone;
    /** The words after the arguments are one text (a filter). */
    bool takesText = false;
    /** Options that the target's connector declares may follow TARGET: `--policy deactivate`. */
    bool takesConnectorOptions = false;
    /** Opened before the command runs; the others work without a home. */
    bool needsHome = true;
    std::vector<Completes> completes = {};  ///< of each word in turn
    ExitCode (*run)(Session&, const Invocation&) = nullptr;

    const OptionSpec* option(std::string_view optionName) const;
};

/** One `name=value` of a command line, its value not looked at yet. */
struct Assignment {
    std::string name = {};
    DeltaMode mode = DeltaMode::kReplace;
    std::string text = {};
    /** `name=` without anything, not even quotes: no value. */
    bool isAbsent = false;
    int column = 1;
};

/** A command line that was understood. */
struct Invocation {
    const Command* command = nullptr;
    std::vector<std::string> arguments = {};
    std::vector<Assignment> assignments = {};
    std::map<std::string, std::vector<std::string>, std::less<>> options = {};
    std::vector<std::pair<std::string, std::string>> connectorOptions = {};
    std::string text = {};
    bool wantsHelp = false;

    bool has(std::string_view option) const { return options.find(option) != options.end(); }
    /** The value given last; nothing when the option was not given. */
    std::optional<std::string> option(std::string_view name) const;
    /** Of a kCount option. */
    std::optional<std::int64_t> count(std::string_view name) const;
    /** The argument at `index`, or an empty text. */
    std::string argument(std::size_t index) const {
        return index < arguments.size() ? arguments[index] : std::string();
    }
};

}  // namespace muster::shell
