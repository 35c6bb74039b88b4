#include "lookup/lookup_reader.h"

#include <algorithm>

#include "xml/strict.h"

namespace muster::lookup {
namespace {

/** The shape of a language tag (BCP 47, RFC 5646 section 2.1), without its registry. */
bool isLanguageTag(std::string_view tag) {
    const auto isAlpha = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto isAlnum = [&](char c) { return isAlpha(c) || (c >= '0' && c <= '9'); };
    for (bool first = true;; first = false) {
        const std::string_view part = tag.substr(0, tag.find('-'));
        const bool fits = part.size() >= (first ? 2 : 1) && part.size() <= 8 &&
                          (first ? std::all_of(part.begin(), part.end(), isAlpha)
                                 : std::all_of(part.begin(), part.end(), isAlnum));
        if (!fits) return false;
        if (part.size() == tag.size()) return true;
        tag.remove_prefix(part.size() + 1);
    }
}

std::string readLanguage(const xml::Element& element, std::string_view attribute,
                         std::string_view fallback, xml::Diagnostics& diagnostics) {
    const auto found = element.attribute(attribute);
    if (!found) {
        return std::string(fallback);
    }
    if (!isLanguageTag(found->value)) {
        diagnostics.error(found->position,
                          "attribute \"" + std::string(attribute) + "\" is \"" +
                              std::string(found->value) +
                              "\", expected a language tag such as \"en\" or \"ja\"");
        return std::string(fallback);
    }
    return std::string(found->value);
}

/** Control characters would break a table on the screen, and a line in a log. */
void refuseLineEnds(const xml::Element& element, const std::string& text,
                    xml::Diagnostics& diagnostics) {
    if (text.find_first_of("\r\n\t") != std::string::npos) {
        diagnostics.error(element.textPosition(),
                          "<" + std::string(element.name()) +
                              "> holds a line end or a tab, expected one line of text");
    }
}

/** The description of a lookup or of an entry; empty when there is none. */
std::string readDescription(const xml::Element& element, xml::Diagnostics& diagnostics) {
    const auto description = element.child("description");
    if (!description) {
        return {};
    }
    xml::allowOnlyText(*description, {}, diagnostics);
    std::string text = description->trimmedText();
    refuseLineEnds(*description, text, diagnostics);
    return text;
}

LookupEntry readEntry(const xml::Element& element, const std::string& language,
                      xml::Diagnostics& diagnostics) {
    xml::allowAttributes(element, {"code-key", "legacy"}, diagnostics);
    xml::allowChildren(element, {"decode", "description"}, diagnostics);
    xml::allowOnce(element, "description", diagnostics);
    xml::refuseText(element, diagnostics);
    LookupEntry entry{.codeKey = {}, .decodes = {}, .position = element.position()};
    if (const auto codeKey = element.attribute("code-key")) {
        entry.codeKey.text = std::string(codeKey->value);
    } else {
        diagnostics.error(element.position(), "attribute \"code-key\" of <entry> is missing");
    }
    entry.legacy = xml::boolAttribute(element, "legacy", false, diagnostics);
    for (const xml::Element& decode : element.children("decode")) {
        xml::allowOnlyText(decode, {"xml:lang"}, diagnostics);
        entry.decodes.push_back(
            {decode.trimmedText(), readLanguage(decode, "xml:lang", language, diagnostics)});
        refuseLineEnds(decode, entry.decodes.back().text, diagnostics);
    }
    entry.description = readDescription(element, diagnostics);
    return entry;
}

void checkName(const xml::Document& document, const xml::XmlAttribute& attribute,
               xml::Diagnostics& diagnostics) {
    const std::string name(attribute.value);
    constexpr std::string_view kReserved[] = {"__", "~", "[", "]", "$(", ")$", "/", " "};
    for (const std::string_view shape : kReserved) {
        if (name.find(shape) != std::string::npos) {
            diagnostics.error(attribute.position, "lookup name \"" + name + "\" holds \"" +
                                                      std::string(shape) +
                                                      "\", which has another meaning in names");
            return;
        }
    }
    const std::string stem = std::filesystem::path(document.fileName()).stem().string();
    if (stem != name) {
        diagnostics.error(attribute.position,
                          "lookup name \"" + name + "\" in a file named \"" + stem +
                              ".xml\", expected the same name",
                          "rename the file to " + name + ".xml, or change the name");
    }
}

}  // namespace

std::optional<LookupDefinition> readLookup(const xml::Document& document,
                                           xml::Diagnostics& diagnostics) {
    xml::Diagnostics own;
    const xml::Element root = document.root();
    LookupDefinition::Parts parts;
    if (xml::expectRoot(root, "lookup", own)) {
        xml::allowAttributes(root, {"schema-version", "name", "closed", "default", "language"},
                             own);
        xml::allowChildren(root, {"description", "entry"}, own);
        xml::allowOnce(root, "description", own);
        xml::refuseText(root, own);
        parts.position = root.position();
        parts.name = xml::requiredAttribute(root, "name", own).value_or("");
        if (const auto name = root.attribute("name"); name && !name->value.empty()) {
            checkName(document, *name, own);
        }
        parts.closed = xml::boolAttribute(root, "closed", true, own);
        parts.language = readLanguage(root, "language", "en", own);
        if (const auto key = root.attribute("default")) {
            parts.defaultCodeKey = CodeKey{std::string(key->value)};
        }
        parts.description = readDescription(root, own);
        for (const xml::Element& entry : root.children("entry")) {
            parts.entries.push_back(readEntry(entry, parts.language, own));
        }
    }
    std::optional<LookupDefinition> definition =
        parts.name.empty() ? std::nullopt : LookupDefinition::make(std::move(parts), own);
    diagnostics.append(own);
    return own.hasErrors() ? std::nullopt : std::move(definition);
}

std::optional<LookupDefinition> readLookup(const std::filesystem::path& path,
                                           xml::Diagnostics& diagnostics) {
    const Result<xml::Document> document = xml::Document::load(path, diagnostics);
    return document ? readLookup(*document, diagnostics) : std::nullopt;
}

}  // namespace muster::lookup
