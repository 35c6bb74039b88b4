#include <algorithm>

#include <fmt/format.h>

#include "shell/command_table.h"
#include "shell/text_width.h"
#include "xml/diagnostics.h"

namespace muster::shell {
namespace {

/** The second words of the commands that begin with `first`. */
std::vector<std::string_view> secondWords(std::string_view first) {
    std::vector<std::string_view> words;
    for (const Command& command : commandTable()) {
        if (command.name.size() > first.size() && command.name.starts_with(first) &&
            command.name[first.size()] == ' ') {
            words.push_back(command.name.substr(first.size() + 1));
        }
    }
    return words;
}

std::vector<std::string_view> firstWords() {
    std::vector<std::string_view> words;
    for (const Command& command : commandTable()) {
        words.push_back(command.name.substr(0, command.name.find(' ')));
        if (!command.alias.empty()) {
            words.push_back(command.alias);
        }
    }
    return words;
}

Error unknownSecond(const std::vector<Word>& words, const std::vector<std::string_view>& known) {
    const std::string& group = words.front().text;
    if (words.size() < 2) {
        return usageError(words.front().column,
                          fmt::format("\"{}\" is not complete, expected {} after it", group,
                                      xml::quotedList(known)));
    }
    const std::string_view near = xml::nearest(words[1].text, known);
    return usageError(words[1].column,
                      fmt::format("there is no command \"{} {}\", expected {} after \"{}\"", group,
                                  words[1].text, xml::quotedList(known), group),
                      near.empty() ? "" : fmt::format("did you mean \"{} {}\"?", group, near));
}

std::string optionLine(const OptionSpec& spec) {
    std::string title = "--" + std::string(spec.name);
    title += spec.value.empty() ? "" : " " + std::string(spec.value);
    return "  " + padded(title, 22) + "  " + std::string(spec.summary) + "\n";
}

}  // namespace

Result<FoundCommand> findCommand(const std::vector<Word>& words) {
    const std::string& first = words.front().text;
    for (const Command& command : commandTable()) {
        const std::size_t blank = command.name.find(' ');
        if (blank == std::string_view::npos) {
            if (command.name == first || (!first.empty() && command.alias == first)) {
                return FoundCommand{&command, 1};
            }
        } else if (words.size() > 1 && command.name.substr(0, blank) == first &&
                   command.name.substr(blank + 1) == words[1].text) {
            return FoundCommand{&command, 2};
        }
    }
    if (const auto known = secondWords(first); !known.empty()) {
        return unknownSecond(words, known);
    }
    const std::string_view near = xml::nearest(first, firstWords());
    return usageError(
        words.front().column, fmt::format("there is no command \"{}\"", first),
        near.empty() ? "\"help\" lists the commands" : fmt::format("did you mean \"{}\"?", near));
}

std::string commandHelp(const Command& command) {
    std::string usage(command.usage);
    for (std::size_t at = usage.find('\n'); at != std::string::npos;
         at = usage.find('\n', at + 1)) {
        usage.insert(at + 1, std::string(8 + command.name.size(), ' '));
    }
    std::string text = fmt::format("usage: {} {}\n", command.name, usage);
    text += fmt::format("{}.\n", command.summary);
    text += command.alias.empty() ? "" : fmt::format("Also called \"{}\".\n", command.alias);
    text += command.details;
    for (const OptionSpec& spec : command.options) {
        text += optionLine(spec);
    }
    if (command.takesConnectorOptions) {
        text += "  Options that the connector declares (connector show) may follow TARGET.\n";
    }
    return text;
}

std::string generalHelp() {
    std::string text = "Commands:\n";
    for (const Command& command : commandTable()) {
        std::string title(command.name);
        title += command.alias.empty() ? "" : ", " + std::string(command.alias);
        text += "  " + padded(title, 18) + "  " + std::string(command.summary) + "\n";
    }
    return text +
           "\"help COMMAND\" explains one. Quotes keep blanks together, # begins a comment.\n"
           "Results go to standard output, messages to standard error.\n";
}

}  // namespace muster::shell
