#include "shell/arguments.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "provision/moment.h"
#include "shell/text_width.h"
#include "xml/diagnostics.h"

namespace muster::shell {
namespace {

bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<signed char>(c) < 0;
}

bool isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' ||
           c == '$' || c == '/';
}

/** Where the operator of an assignment begins, and how long it is. */
struct Operator {
    std::size_t at = 0;
    std::size_t size = 1;
    DeltaMode mode = DeltaMode::kReplace;
};

std::optional<Operator> findOperator(const Word& word) {
    // In quotes as a whole ("name=a b") is the habit of other shells; what stands before the `=`
    // decides.
    const std::string_view text = word.plainBytes == 0
                                      ? std::string_view(word.text)
                                      : std::string_view(word.text).substr(0, word.plainBytes);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || !isNameStart(text.front())) {
        return std::nullopt;
    }
    Operator found{.at = equals};
    if (equals > 1 && (text[equals - 1] == '+' || text[equals - 1] == '-')) {
        found = {.at = equals - 1,
                 .size = 2,
                 .mode = text[equals - 1] == '+' ? DeltaMode::kAdd : DeltaMode::kRemove};
    }
    const std::string_view name = text.substr(0, found.at);
    return std::all_of(name.begin(), name.end(), isNamePart) ? std::optional(found) : std::nullopt;
}

/** Checks the value of one option. */
Result<void> checkValue(const OptionSpec& spec, const std::string& value, int column) {
    double seconds = 0;
    std::int64_t count = 0;
    const char* const end = value.data() + value.size();
    bool isGood = !value.empty();
    std::string expected = "a value";
    switch (spec.kind) {
        case OptionKind::kFlag:
        case OptionKind::kText:
            break;
        case OptionKind::kCount: {
            const auto [stop, fault] = std::from_chars(value.data(), end, count);
            isGood = stop == end && fault == std::errc() && count >= 1;
            expected = "a whole number from 1";
            break;
        }
        case OptionKind::kSeconds: {
            const auto [stop, fault] = std::from_chars(value.data(), end, seconds);
            isGood = stop == end && fault == std::errc() && seconds >= 0.001 && seconds <= 86'400;
            expected = "a number of seconds from 0.001 to 86400";
            break;
        }
        case OptionKind::kMoment:
            isGood = provision::parseMoment(value, Time::now()).hasValue();
            expected = provision::kMomentExpected;
            break;
        case OptionKind::kPair:
            isGood = value.find('=') != std::string::npos && value.front() != '=';
            expected = "name=value";
            break;
    }
    if (isGood && !spec.allowed.empty()) {
        isGood = std::find(spec.allowed.begin(), spec.allowed.end(), value) != spec.allowed.end();
        expected = xml::quotedList(spec.allowed);
    }
    return isGood ? Result<void>()
                  : usageError(column, fmt::format("--{} is \"{}\", expected {}", spec.name, value,
                                                   expected));
}

/** One parse of one line. */
class Parser {
public:
    Parser(const Command& command, std::vector<Word>& words, std::size_t first,
           const ConnectorOptions& connectorOptions)
        : command_(command), words_(words), at_(first), connectorOptions_(connectorOptions) {
        result_.command = &command;
    }

    Result<Invocation> run() {
        while (at_ < words_.size()) {
            Word& word = words_[at_++];
            const bool isOption =
                !optionsEnded_ && word.plainBytes >= 2 && word.text.compare(0, 2, "--") == 0;
            if (isOption && word.text == "--") {
                optionsEnded_ = true;
            } else if (isOption) {
                MUSTER_RETURN_IF_ERROR(option(word));
            } else {
                MUSTER_RETURN_IF_ERROR(plainWord(word));
            }
        }
        MUSTER_RETURN_IF_ERROR(checkCount());
        return std::move(result_);
    }

private:
    Result<void> plainWord(Word& word) {
        const bool isFixed = result_.arguments.size() < command_.minArgs;
        const auto found = isFixed || command_.takesText ? std::nullopt : findOperator(word);
        if (found && command_.assignments != Assignments::kNone) {
            return assignment(word, *found);
        }
        if (result_.arguments.size() < command_.maxArgs) {
            if (word.text.empty()) {
                return usageError(word.column, "an argument is empty", usageHint());
            }
            result_.arguments.push_back(word.text);
            return {};
        }
        if (command_.takesText) {
            texts_.push_back(&word);
            return {};
        }
        // The word may be a password that was mistyped as an assignment: it is not repeated.
        return command_.assignments == Assignments::kNone
                   ? usageError(word.column, fmt::format("unexpected word \"{}\"", word.text),
                                usageHint())
                   : usageError(word.column, "this word is no assignment, expected name=value",
                                "put a value with blanks in quotes: name=\"a b\"");
    }

    Result<void> assignment(Word& word, const Operator& found) {
        if (found.mode != DeltaMode::kReplace && command_.assignments != Assignments::kDeltas) {
            return usageError(word.column,
                              fmt::format("{} sets values with name=value only", command_.name),
                              "+= and -= belong to update");
        }
        Assignment made{.name = word.text.substr(0, found.at),
                        .mode = found.mode,
                        .text = word.text.substr(found.at + found.size),
                        .column = word.column};
        made.isAbsent = made.text.empty() && !word.isQuoted;
        if (made.isAbsent && made.mode != DeltaMode::kReplace) {
            return usageError(word.column,
                              fmt::format("\"{}\" is to be changed by no value", made.name));
        }
        for (const Assignment& other : result_.assignments) {
            if (!equalNames(other.name, made.name)) {
                continue;
            }
            const bool isMixed =
                (other.mode == DeltaMode::kReplace) != (made.mode == DeltaMode::kReplace);
            const bool isBoth =
                made.mode == DeltaMode::kReplace && (other.isAbsent || made.isAbsent);
            if (isMixed || isBoth) {
                return usageError(
                    word.column,
                    fmt::format("\"{}\" is given twice in ways that exclude each other", made.name),
                    "use either = alone, or += and -=");
            }
        }
        result_.assignments.push_back(std::move(made));
        return {};
    }

    Result<void> option(const Word& word) {
        const std::size_t equals = std::string_view(word.text).find('=');
        const std::string name =
            word.text.substr(2, equals == std::string::npos ? std::string::npos : equals - 2);
        std::optional<std::string> value;
        if (equals != std::string::npos) {
            value = word.text.substr(equals + 1);
        }
        if (name == "help" && !value) {
            result_.wantsHelp = true;
            return {};
        }
        const OptionSpec* spec = command_.option(name);
        return spec != nullptr ? ownOption(*spec, word, value) : connectorOption(name, word, value);
    }

    Result<std::string> valueOf(const Word& word, std::string_view name,
                                const std::optional<std::string>& attached,
                                std::string_view placeholder) {
        if (attached) {
            return *attached;
        }
        if (at_ >= words_.size() ||
            (words_[at_].plainBytes >= 2 && words_[at_].text.compare(0, 2, "--") == 0)) {
            return usageError(word.column,
                              fmt::format("--{} needs a value: --{} {}", name, name, placeholder));
        }
        return words_[at_++].text;
    }

    Result<void> ownOption(const OptionSpec& spec, const Word& word,
                           const std::optional<std::string>& attached) {
        if (spec.kind == OptionKind::kFlag) {
            if (attached) {
                return usageError(word.column, fmt::format("--{} takes no value", spec.name));
            }
            result_.options[std::string(spec.name)];
            return {};
        }
        MUSTER_ASSIGN_OR_RETURN(const std::string value,
                                valueOf(word, spec.name, attached, spec.value));
        MUSTER_RETURN_IF_ERROR(checkValue(spec, value, word.column));
        auto& values = result_.options[std::string(spec.name)];
        if (!values.empty() && spec.kind != OptionKind::kPair) {
            return usageError(word.column, fmt::format("--{} is given twice", spec.name));
        }
        if (spec.kind == OptionKind::kPair && command_.takesConnectorOptions) {
            const std::size_t split = value.find('=');
            return addConnectorOption(value.substr(0, split), value.substr(split + 1), word.column);
        }
        values.push_back(value);
        return {};
    }

    Result<void> connectorOption(const std::string& name, const Word& word,
                                 const std::optional<std::string>& attached) {
        if (!command_.takesConnectorOptions) {
            return unknownOption(name, word.column);
        }
        if (result_.arguments.empty()) {
            return usageError(word.column,
                              fmt::format("--{} is no option of every {}", name, command_.name),
                              "write an option of the target's connector after TARGET");
        }
        const auto info = connectorOptions_
                              ? connectorOptions_(result_.arguments.front(), command_.name, name)
                              : std::nullopt;
        if (!info) {
            return unknownOption(name, word.column);
        }
        const bool isFollowedByWord =
            at_ < words_.size() && words_[at_].text.compare(0, 2, "--") != 0;
        const bool isSwitch =
            info->type == ValueKind::kBoolean && !attached &&
            !(isFollowedByWord && (words_[at_].text == "true" || words_[at_].text == "false"));
        if (isSwitch) {
            return addConnectorOption(info->name, "true", word.column);
        }
        MUSTER_ASSIGN_OR_RETURN(const std::string value,
                                valueOf(word, name, attached, toString(info->type)));
        return addConnectorOption(info->name, value, word.column);
    }

    Result<void> addConnectorOption(const std::string& name, const std::string& value, int column) {
        for (const auto& [other, ignored] : result_.connectorOptions) {
            if (equalNames(other, name)) {
                return usageError(column, fmt::format("the option \"{}\" is given twice", name));
            }
        }
        result_.connectorOptions.emplace_back(name, value);
        return {};
    }

    Error unknownOption(const std::string& name, int column) const {
        std::vector<std::string_view> known;
        known.reserve(command_.options.size());
        for (const OptionSpec& spec : command_.options) {
            known.push_back(spec.name);
        }
        const std::string_view near = xml::nearest(name, known);
        std::string hint = near.empty()
                               ? fmt::format("\"help {}\" lists its options", command_.name)
                               : fmt::format("did you mean --{}?", near);
        return usageError(column, fmt::format("{} has no option --{}", command_.name, name),
                          std::move(hint));
    }

    Result<void> checkCount() {
        if (result_.wantsHelp) {
            return {};
        }
        if (result_.arguments.size() < command_.minArgs) {
            const int column = words_.empty() ? 1 : words_.back().column;
            return usageError(column, fmt::format("{} needs more words", command_.name),
                              usageHint());
        }
        result_.text = joinedText();
        return {};
    }

    /** Blanks, so that what follows has the same column as on the line. */
    static void padTo(std::string& text, int column) {
        const auto wanted = static_cast<std::size_t>(column) - 1;
        const std::size_t size = characterCount(text, text.size());
        text.append(wanted > size ? wanted - size : 1, ' ');
    }

    /** A text in one pair of quotes is what they hold; of several words each is as typed, but that
     * single quotes become the double quotes which filters know. Everything stands in the column
     * where it was typed. */
    std::string joinedText() const {
        std::string joined;
        if (texts_.size() == 1 && texts_.front()->isWhollyQuoted) {
            padTo(joined, texts_.front()->column + 1);
            return joined + texts_.front()->text;
        }
        for (const Word* word : texts_) {
            padTo(joined, word->column);
            if (word->isWhollyQuoted && word->raw.front() == '\'') {
                joined += '"';
                for (const char c : word->text) {
                    joined += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
                }
                joined += '"';
            } else {
                joined += word->raw;
            }
        }
        return joined;
    }

    std::string usageHint() const {
        std::string usage = fmt::format("usage: {} {}", command_.name, command_.usage);
        std::replace(usage.begin(), usage.end(), '\n', ' ');
        return usage;
    }

    const Command& command_;
    std::vector<Word>& words_;
    std::size_t at_;
    const ConnectorOptions& connectorOptions_;
    Invocation result_;
    std::vector<const Word*> texts_;
    bool optionsEnded_ = false;
};

}  // namespace

Result<Invocation> parseArguments(const Command& command, std::vector<Word>& words,
                                  std::size_t firstWord, const ConnectorOptions& connectorOptions) {
    return Parser(command, words, firstWord, connectorOptions).run();
}

}  // namespace muster::shell
