#include "shell/completion.h"

#include <algorithm>
#include <map>

#include "provision/reference_names.h"
#include "shell/command_table.h"
#include <muster/core/ids.h>

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

/** A line as far as it was typed, without its last word. */
struct Typed {
    const Command& command;
    std::vector<std::string> arguments = {};
    std::map<std::string, std::string, std::less<>> options = {};
    /** The option whose value is the last word; null when that is none. */
    const OptionSpec* open = nullptr;

    std::string target() const {
        const auto option = options.find("target");
        return option != options.end() ? option->second : arguments.empty() ? "" : arguments[0];
    }
    bool isCreate() const { return command.name == "create"; }
    /** The class that the line names, or that of accounts. */
    std::string className() const {
        const auto option = options.find("class");
        return option != options.end()               ? option->second
               : isCreate() && arguments.size() > 1U ? arguments[1]
                                                     : std::string(object_class::kAccount);
    }
};

Typed understood(const Command& command, const std::vector<Word>& words, std::size_t begin) {
    Typed typed{.command = command};
    for (std::size_t i = begin; i < words.size(); ++i) {
        const std::string& text = words[i].text;
        const bool isAssignment = command.assignments != Assignments::kNone &&
                                  !typed.arguments.empty() && text.find('=') != std::string::npos;
        if (text.starts_with("--")) {
            const OptionSpec* option = command.option(text.substr(2));
            const bool takesValue = option != nullptr && option->kind != OptionKind::kFlag;
            if (takesValue && i + 1 == words.size()) {
                typed.open = option;
            } else if (takesValue) {
                typed.options.insert_or_assign(text.substr(2), words[++i].text);
            }
        } else if (!isAssignment) {
            typed.arguments.push_back(text);
        }
    }
    return typed;
}

void addTargets(std::vector<std::string>& found, Services& services) {
    if (auto names = services.targetNames()) {
        found.insert(found.end(), names->begin(), names->end());
    }
}

void addConnectors(std::vector<std::string>& found, Services& services) {
    if (auto entries = services.connectors()) {
        for (const host::CatalogueEntry& entry : *entries) {
            found.push_back(entry.name);
        }
    }
}

void addLookups(std::vector<std::string>& found, Services& services) {
    for (const std::string& folder : services.lookupFolders()) {
        xml::Diagnostics ignored;
        if (const auto catalog = lookup::LookupCatalog::load(folder, ignored)) {
            for (const lookup::LookupDefinition* definition : catalog->all()) {
                found.push_back(definition->name());
            }
        }
    }
}

void addClasses(std::vector<std::string>& found, const Typed& typed, Services& services) {
    const auto view = services.target(typed.target());
    if (!view) {
        return;
    }
    for (const ObjectClassInfo& info : view->description->classes) {
        if (!typed.isCreate() || info.create != Support::kNone) {
            found.push_back(info.name);
        }
    }
}

void addActions(std::vector<std::string>& found, const Typed& typed, Services& services) {
    const auto view = services.target(typed.target());
    if (!view) {
        return;
    }
    for (const ActionInfo& action : view->description->actions) {
        if (equalNames(action.objectClass, typed.className())) {
            found.push_back(action.name);
        }
    }
}

void addNames(std::vector<std::string>& found, Completes kind, const Typed& typed,
              Services& services) {
    switch (kind) {
        case Completes::kNothing:
        case Completes::kFile:
            return;
        case Completes::kCommand:
            return addCommands(found, "");
        case Completes::kTarget:
            return addTargets(found, services);
        case Completes::kConnector:
            return addConnectors(found, services);
        case Completes::kLookup:
            return addLookups(found, services);
        case Completes::kClass:
            return addClasses(found, typed, services);
        case Completes::kAction:
            return addActions(found, typed, services);
    }
}

/** What may be given in this line: attributes of its class, or parameters of its action. */
std::vector<AttributeInfo> givable(const TargetView& view, const Typed& typed) {
    constexpr std::size_t kActionAt = 2;
    const std::vector<Completes>& completes = typed.command.completes;
    if (completes.size() > kActionAt && completes[kActionAt] == Completes::kAction) {
        const ActionInfo* action =
            typed.arguments.size() > kActionAt
                ? view.description->findAction(typed.className(), typed.arguments[kActionAt])
                : nullptr;
        return action == nullptr ? std::vector<AttributeInfo>() : action->parameters;
    }
    const ObjectClassInfo* info = view.description->findClass(typed.className());
    std::vector<AttributeInfo> all =
        info == nullptr ? std::vector<AttributeInfo>() : info->attributes;
    std::erase_if(all, [&](const AttributeInfo& attribute) {
        return typed.isCreate() ? !attribute.creatable : !attribute.updateable;
    });
    return all;
}

void addAttributes(std::vector<std::string>& found, const Typed& typed, Services& services) {
    const auto view = services.target(typed.target());
    if (!view) {
        return;
    }
    for (const AttributeInfo& attribute : givable(*view, typed)) {
        found.push_back(attribute.name + "=");
        if (!attribute.nativeName.empty()) {
            found.push_back(attribute.nativeName + "=");
        }
    }
}

/** The code keys and decodes of a lookup. */
void addEntries(std::vector<std::string>& values, const lookup::LookupDefinition& lookup) {
    for (const lookup::LookupEntry& entry : lookup.entries()) {
        values.push_back(entry.codeKey.text);
        for (const lookup::Decode& decode : entry.decodes) {
            values.push_back(decode.text);
        }
    }
}

/** The names of the objects that an attribute may refer to, as far as muster has met them. */
void addReferred(std::vector<std::string>& values, const std::string& target,
                 const std::string& objectClass, Services& services) {
    constexpr std::int64_t kMost = 500;
    const auto known = services.accounts(
        {.target = target, .objectClass = objectClass, .released = false, .limit = kMost});
    if (!known) {
        return;
    }
    for (const store::AccountRecord& record : *known) {
        if (record.state != provision::kStateDeleted) {
            values.push_back(record.name.empty() ? record.uid : record.name);
        }
    }
}

/** What may stand after `name=`: true and false, the words of a lookup, or names of what it refers
 * to. */
void addValues(std::vector<std::string>& found, const Typed& typed, std::string_view last,
               Services& services) {
    const auto view = services.target(typed.target());
    const std::size_t equals = last.find('=');
    if (!view || equals == std::string_view::npos) {
        return;
    }
    const bool isDelta = equals > 0 && (last[equals - 1] == '+' || last[equals - 1] == '-');
    const std::string_view name = last.substr(0, isDelta ? equals - 1 : equals);
    std::vector<std::string> values;
    for (const AttributeInfo& attribute : givable(*view, typed)) {
        if (!equalNames(attribute.name, name) && !equalNames(attribute.nativeName, name)) {
            continue;
        }
        if (attribute.type == ValueKind::kBoolean) {
            values = {"true", "false"};
        }
        const auto* lookup = attribute.lookup.empty() || view->lookups == nullptr
                                 ? nullptr
                                 : view->lookups->find(attribute.lookup);
        if (lookup != nullptr) {
            addEntries(values, *lookup);
        }
        if (!attribute.referenceClass.empty()) {
            addReferred(values, typed.target(), attribute.referenceClass, services);
        }
    }
    for (const std::string& value : values) {
        if (value.find(' ') == std::string::npos) {  // else it would need quotes
            found.push_back(std::string(last.substr(0, equals + 1)) + value);
        }
    }
}

void addOptions(std::vector<std::string>& found, const Command& command) {
    for (const OptionSpec& option : command.options) {
        found.push_back("--" + std::string(option.name));
    }
    found.emplace_back("--help");
}

/** What may stand after an option. */
void addOptionValues(std::vector<std::string>& found, const Typed& typed, Services* services) {
    found.insert(found.end(), typed.open->allowed.begin(), typed.open->allowed.end());
    if (services != nullptr && typed.open->name == "class") {
        addClasses(found, typed, *services);
    } else if (services != nullptr && typed.open->name == "target") {
        addTargets(found, *services);
    }
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
    const Typed typed = understood(*command->command, words, command->words);
    const std::size_t position = typed.arguments.size();
    const std::vector<Completes>& completes = command->command->completes;
    if (typed.open != nullptr) {
        addOptionValues(found, typed, services);
        return found;
    }
    if (last.starts_with("--")) {
        addOptions(found, *command->command);
        return found;
    }
    if (services == nullptr) {
        return found;
    }
    const bool isAssignment = last.find('=') != std::string_view::npos;
    if (position < completes.size() && !isAssignment) {
        addNames(found, completes[position], typed, *services);
    }
    // The class of a create may be left out.
    const bool mayAssign = position >= completes.size() || (typed.isCreate() && position > 0);
    if (mayAssign && typed.command.assignments != Assignments::kNone) {
        isAssignment ? addValues(found, typed, last, *services)
                     : addAttributes(found, typed, *services);
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
