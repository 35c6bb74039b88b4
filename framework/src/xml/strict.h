#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "xml/document.h"

/** Helpers for reading a form strictly. Each reports to the collector and gives a usable value, so
 * that a reader can go on and report everything at once. */
namespace muster::xml {

/** Reports each attribute that is not in `allowed`, with the list and the near miss. */
void allowAttributes(const Element& element, const std::vector<std::string_view>& allowed,
                     Diagnostics& diagnostics);

/** Reports each child element that is not in `allowed`. */
void allowChildren(const Element& element, const std::vector<std::string_view>& allowed,
                   Diagnostics& diagnostics);

/** Whether text may stand in an element that the form gives children or nothing at all. */
void refuseText(const Element& element, Diagnostics& diagnostics);

/** Reports children of `childName` after the first. */
void allowOnce(const Element& element, std::string_view childName, Diagnostics& diagnostics);

/** An element that holds attributes alone: reports others than `attributes`, children and text. */
void allowOnlyAttributes(const Element& element, const std::vector<std::string_view>& attributes,
                         Diagnostics& diagnostics);

/** An element that holds text: reports other attributes than `attributes`, and children. */
void allowOnlyText(const Element& element, const std::vector<std::string_view>& attributes,
                   Diagnostics& diagnostics);

/** The root must have that name and `schema-version="1"`. False when the name is wrong: the rest is
 * then not worth reading. */
bool expectRoot(const Element& root, std::string_view name, Diagnostics& diagnostics);

/** The attribute's value; reports a missing or empty one and gives nothing. */
std::optional<std::string> requiredAttribute(const Element& element, std::string_view name,
                                             Diagnostics& diagnostics);

/** The attribute's value; nothing when it is not there, or when it is empty, which is reported. */
std::optional<std::string> nonEmptyAttribute(const Element& element, std::string_view name,
                                             Diagnostics& diagnostics);

/** The attribute's value, or `fallback` when it is not there. */
std::string optionalAttribute(const Element& element, std::string_view name,
                              std::string_view fallback = {});

/** Where the attribute's name stands; the element's own place when it has none. */
Position placeOf(const Element& element, std::string_view name);

/** The words of a text, parted by white space. */
std::vector<std::string> wordsOf(std::string_view text);

/** "true" or "false" (exactly); anything else is reported and gives `fallback`. */
bool boolAttribute(const Element& element, std::string_view name, bool fallback,
                   Diagnostics& diagnostics);

/** A decimal integer from `smallest` to `largest`; anything else is reported and gives `fallback`.
 */
std::int64_t intAttribute(const Element& element, std::string_view name, std::int64_t fallback,
                          std::int64_t smallest, std::int64_t largest, Diagnostics& diagnostics);

/** The index of the value among `words`; nothing when the attribute is not there, or is reported as
 * none of them. */
std::optional<std::size_t> wordAttribute(const Element& element, std::string_view name,
                                         const std::vector<std::string_view>& words,
                                         Diagnostics& diagnostics);

/** The same with the meaning of each word. */
template <typename E>
E enumAttribute(const Element& element, std::string_view name, E fallback,
                const std::vector<std::pair<std::string_view, E>>& meanings,
                Diagnostics& diagnostics) {
    std::vector<std::string_view> words;
    words.reserve(meanings.size());
    for (const auto& [word, meaning] : meanings) {
        words.push_back(word);
    }
    const std::optional<std::size_t> index = wordAttribute(element, name, words, diagnostics);
    return index ? meanings[*index].second : fallback;
}

}  // namespace muster::xml
