#include "shell/completion.h"

#include <algorithm>

#include "shell/command_table.h"

namespace muster::shell {
namespace {

void addCommands(std::vector<std::string>& found, std::string_view first) {
    for (const Command& command : commandTable()) {
        const std::size_t blank = command.name.find(' ');
        if (first.empty()) {
            found.emplace_back(command.name.substr(0, blank));
            if (!command.alias.empty()) {
                found.emplace_back(command.alias);
            }
        } else if (blank != std::string_view::npos && command.name.substr(0, blank) == first) {
            found.emplace_back(command.name.substr(blank + 1));
        }
    }
}

void addNames(std::vector<std::string>& found, Completes kind, Services& services) {
    switch (kind) {
        case Completes::kNothing:
        case Completes::kFile:
            return;
        case Completes::kCommand:
            addCommands(found, "");
            return;
        case Completes::kTarget:
            if (auto names = services.targetNames()) {
                found.insert(found.end(), names->begin(), names->end());
            }
            return;
        case Completes::kConnector:
            if (auto entries = services.connectors()) {
                for (const host::CatalogueEntry& entry : *entries) {
                    found.push_back(entry.name);
                }
            }
            return;
        case Completes::kLookup:
            for (const std::string& folder : services.lookupFolders()) {
                xml::Diagnostics ignored;
                if (const auto catalog = lookup::LookupCatalog::load(folder, ignored)) {
                    for (const lookup::LookupDefinition* definition : catalog->all()) {
                        found.push_back(definition->name());
                    }
                }
            }
            return;
    }
}

void addAttributes(std::vector<std::string>& found, const std::string& target, Services& services) {
    const auto view = services.target(target);
    if (!view) {
        return;
    }
    for (const ObjectClassInfo& info : view->description->classes) {
        for (const AttributeInfo& attribute : info.attributes) {
            found.push_back(attribute.name + "=");
            if (!attribute.nativeName.empty()) {
                found.push_back(attribute.nativeName + "=");
            }
        }
    }
}

/** What may stand after `name=`: the code keys and decodes of a lookup, or true and false. */
void addValues(std::vector<std::string>& found, const std::string& target, std::string_view last,
               Services& services) {
    const auto view = services.target(target);
    const std::size_t equals = last.find('=');
    if (!view || equals == std::string_view::npos) {
        return;
    }
    const bool isDelta = equals > 0 && (last[equals - 1] == '+' || last[equals - 1] == '-');
    const std::string_view name = last.substr(0, isDelta ? equals - 1 : equals);
    const auto add = [&](const std::string& value) {
        if (value.find(' ') == std::string::npos) {  // else it would need quotes
            found.push_back(std::string(last.substr(0, equals + 1)) + value);
        }
    };
    for (const ObjectClassInfo& info : view->description->classes) {
        const AttributeInfo* attribute = info.find(name);
        if (attribute == nullptr) {
            continue;
        }
        if (attribute->type == ValueKind::kBoolean) {
            add("true");
            add("false");
        }
        const auto* lookup = attribute->lookup.empty() || view->lookups == nullptr
                                 ? nullptr
                                 : view->lookups->find(attribute->lookup);
        if (lookup == nullptr) {
            continue;
        }
        for (const lookup::LookupEntry& entry : lookup->entries()) {
            add(entry.codeKey.text);
            for (const lookup::Decode& decode : entry.decodes) {
                add(decode.text);
            }
        }
    }
}

void addOptions(std::vector<std::string>& found, const Command& command) {
    for (const OptionSpec& option : command.options) {
        found.push_back("--" + std::string(option.name));
    }
    found.emplace_back("--help");
}

std::vector<std::string> candidates(std::vector<Word>& words, std::string_view last,
                                    Services* services) {
    std::vector<std::string> found;
    if (words.empty()) {
        addCommands(found, "");
        return found;
    }
    const auto command = findCommand(words);
    if (!command) {
        if (words.size() == 1) {
            addCommands(found, words.front().text);
        }
        return found;
    }
    const std::size_t position = words.size() - command->words;
    if (last.starts_with("--")) {
        addOptions(found, *command->command);
    } else if (services != nullptr && position < command->command->completes.size()) {
        addNames(found, command->command->completes[position], *services);
    } else if (services != nullptr && command->command->assignments != Assignments::kNone) {
        const std::string& target = words[command->words].text;
        last.find('=') == std::string_view::npos ? addAttributes(found, target, *services)
                                                 : addValues(found, target, last, *services);
    }
    return found;
}

}  // namespace

std::string_view lastWord(std::string_view line) {
    const std::size_t blank = line.find_last_of(" \t");
    return blank == std::string_view::npos ? line : line.substr(blank + 1);
}

std::vector<std::string> completions(std::string_view line, Services* services) {
    const std::string_view last = lastWord(line);
    auto words = splitLine(line.substr(0, line.size() - last.size()));
    if (!words) {
        return {};
    }
    std::vector<std::string> found = candidates(*words, last, services);
    std::erase_if(found, [&](const std::string& text) {
        return text.empty() || !std::string_view(text).starts_with(last);
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::string commonPrefix(const std::vector<std::string>& texts) {
    if (texts.empty()) {
        return {};
    }
    std::string prefix = texts.front();
    for (const std::string& text : texts) {
        const auto [mine, other] =
            std::mismatch(prefix.begin(), prefix.end(), text.begin(), text.end());
        prefix.erase(mine, prefix.end());
    }
    return prefix;
}

}  // namespace muster::shell
