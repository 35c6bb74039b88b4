#include "lookup/lookup_definition.h"

#include <algorithm>

#include <muster/core/value.h>

namespace muster::lookup {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

char lowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/** ASCII letters in lower case; other scripts keep their bytes. */
std::string folded(std::string_view text) {
    std::string lower(trimmed(text));
    std::transform(lower.begin(), lower.end(), lower.begin(), lowerAscii);
    return lower;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

void checkEntry(const LookupEntry& entry, std::size_t number, xml::Diagnostics& diagnostics) {
    const std::string where = "entry " + std::to_string(number + 1) + ": ";
    if (trimmed(entry.codeKey.text).empty()) {
        diagnostics.error(entry.position, where + "the code key is empty");
    }
    if (entry.decodes.empty()) {
        diagnostics.error(entry.position, where + "no decode, expected at least one",
                          "add <decode xml:lang=\"en\">...</decode>");
    }
    for (std::size_t i = 0; i < entry.decodes.size(); ++i) {
        const Decode& decode = entry.decodes[i];
        if (trimmed(decode.text).empty()) {
            diagnostics.error(entry.position,
                              where + "decode is empty (language " + quoted(decode.language) + ")");
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (equalNames(entry.decodes[j].language, decode.language)) {
                diagnostics.error(entry.position, where + "two decodes in language " +
                                                      quoted(decode.language) + ", expected one");
            }
        }
    }
}

void checkCodeKeys(const std::vector<LookupEntry>& entries, xml::Diagnostics& diagnostics) {
    std::unordered_map<std::string, const LookupEntry*> seen;
    for (const LookupEntry& entry : entries) {
        const auto [first, isNew] = seen.emplace(entry.codeKey.text, &entry);
        if (!isNew) {
            diagnostics.error(entry.position, "code key " + quoted(entry.codeKey.text) +
                                                  " a second time, first at " +
                                                  first->second->position.toString());
        }
    }
}

/** A typed text must never have two meanings. */
void checkDecodes(const std::vector<LookupEntry>& entries, xml::Diagnostics& diagnostics) {
    std::unordered_map<std::string, const LookupEntry*> meanings;
    for (const LookupEntry& entry : entries) {
        meanings.emplace(folded(entry.codeKey.text), &entry);
    }
    for (const LookupEntry& entry : entries) {
        for (const Decode& decode : entry.decodes) {
            const auto [first, isNew] = meanings.emplace(folded(decode.text), &entry);
            if (!isNew && first->second->codeKey != entry.codeKey) {
                diagnostics.error(
                    entry.position,
                    "decode " + quoted(decode.text) + " of code key " + quoted(entry.codeKey.text) +
                        " also means code key " + quoted(first->second->codeKey.text) + " (" +
                        first->second->position.toString() + "), expected one meaning",
                    "case is ignored when decodes are compared");
            }
        }
    }
}

}  // namespace

const std::string& LookupEntry::label(std::string_view language, std::string_view fallback) const {
    const auto in = [&](std::string_view wanted) {
        return std::find_if(decodes.begin(), decodes.end(), [&](const Decode& decode) {
            return equalNames(decode.language, wanted);
        });
    };
    for (const std::string_view wanted :
         {language, language.substr(0, language.find('-')), fallback}) {
        if (const auto found = in(wanted); found != decodes.end()) {
            return found->text;
        }
    }
    return decodes.front().text;
}

LookupDefinition::LookupDefinition(Parts parts) : parts_(std::move(parts)) {
    std::size_t texts = 0;
    for (const LookupEntry& entry : parts_.entries) {
        texts += 1 + entry.decodes.size();
    }
    codeKeys_ = TextTable(TextTable::Case::kExact, parts_.entries.size());
    asWritten_ = TextTable(TextTable::Case::kExact, texts);
    for (std::size_t i = 0; i < parts_.entries.size(); ++i) {
        const std::string& codeKey = parts_.entries[i].codeKey.text;
        codeKeys_.add(codeKey, i);
        asWritten_.add(codeKey, i);
        wireValues_.emplace_back(codeKey);
    }
    for (std::size_t i = 0; i < parts_.entries.size(); ++i) {
        for (const Decode& decode : parts_.entries[i].decodes) {
            asWritten_.add(decode.text, i);
            byDecode_.emplace(folded(decode.text), i);
        }
    }
}

std::optional<LookupDefinition> LookupDefinition::make(Parts parts, xml::Diagnostics& diagnostics) {
    xml::Diagnostics own;
    if (parts.entries.empty()) {
        own.error(parts.position, "lookup " + parts.name + " has no entry, expected at least one");
    }
    for (std::size_t i = 0; i < parts.entries.size(); ++i) {
        checkEntry(parts.entries[i], i, own);
    }
    checkCodeKeys(parts.entries, own);
    checkDecodes(parts.entries, own);
    LookupDefinition definition(std::move(parts));
    if (const auto& key = definition.defaultCodeKey();
        key && definition.find(key->text) == nullptr) {
        own.error(definition.position(), "default " + quoted(key->text) +
                                             " is no code key of lookup " + definition.name() +
                                             ", expected one of " + definition.knownValues({}));
    }
    diagnostics.append(own);
    return own.hasErrors() ? std::nullopt : std::optional(std::move(definition));
}

const LookupEntry* LookupDefinition::find(std::string_view codeKey) const {
    const std::size_t index = codeKeys_.find(codeKey);
    return index == TextTable::kNone ? nullptr : &parts_.entries[index];
}

/** The entry that a text means, or TextTable::kNone. Most people write what is written there. */
std::size_t LookupDefinition::indexOf(std::string_view typed) const {
    if (const std::size_t index = asWritten_.find(typed); index != TextTable::kNone) {
        return index;
    }
    const auto byDecode = byDecode_.find(folded(typed));
    return byDecode == byDecode_.end() ? TextTable::kNone : byDecode->second;
}

const Value* LookupDefinition::wireValue(std::string_view typed) const {
    const std::size_t index = indexOf(typed);
    return index == TextTable::kNone ? nullptr : &wireValues_[index];
}

Result<CodeKey> LookupDefinition::resolve(std::string_view typed, std::string_view language) const {
    if (const std::size_t index = indexOf(typed); index != TextTable::kNone) {
        return parts_.entries[index].codeKey;
    }
    if (!isClosed() && !trimmed(typed).empty()) {
        return CodeKey{std::string(typed)};
    }
    return Error{.code = ErrorCode::kInvalidAttributeValue,
                 .message = "lookup " + name() + " does not know " + quoted(typed) +
                            ", expected one of " + knownValues(language),
                 .hint = "type a code key or its label in any language"};
}

std::string LookupDefinition::label(std::string_view codeKey, std::string_view language) const {
    const LookupEntry* entry = find(codeKey);
    return entry == nullptr ? std::string(codeKey) : entry->label(language, parts_.language);
}

std::string LookupDefinition::knownValues(std::string_view language) const {
    std::string text;
    for (const bool legacy : {false, true}) {
        for (const LookupEntry& entry : parts_.entries) {
            if (entry.legacy != legacy) {
                continue;
            }
            text += text.empty() ? "" : ", ";
            text += entry.codeKey.text;
            if (!entry.decodes.empty()) {
                const std::string& shown = entry.label(language, parts_.language);
                text += shown == entry.codeKey.text ? "" : " (" + shown + ")";
            }
            text += legacy ? " [legacy]" : "";
        }
    }
    return text;
}

}  // namespace muster::lookup
