#include "shell/command.h"

#include <charconv>

namespace muster::shell {

const OptionSpec* Command::option(std::string_view optionName) const {
    for (const OptionSpec& spec : options) {
        if (spec.name == optionName) {
            return &spec;
        }
    }
    return nullptr;
}

std::optional<std::string> Invocation::option(std::string_view name) const {
    const auto found = options.find(name);
    return found == options.end() || found->second.empty() ? std::nullopt
                                                           : std::optional(found->second.back());
}

std::optional<std::int64_t> Invocation::count(std::string_view name) const {
    const auto given = option(name);
    if (!given) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    std::from_chars(given->data(), given->data() + given->size(), number);
    return number;
}

}  // namespace muster::shell
