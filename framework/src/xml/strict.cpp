#include "xml/strict.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>

namespace muster::xml {
namespace {

std::string meant(std::string_view found, const std::vector<std::string_view>& allowed) {
    const std::string_view near = nearest(found, allowed);
    return near.empty() ? std::string() : "did you mean \"" + std::string(near) + "\"?";
}

std::string expected(const std::vector<std::string_view>& allowed) {
    return allowed.empty() ? "expected none" : "expected " + quotedList(allowed);
}

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string inElement(const Element& element) { return "<" + std::string(element.name()) + ">"; }

std::string described(const XmlAttribute& attribute, const Element& element) {
    return "attribute \"" + std::string(attribute.name) + "\" of " + inElement(element) + " is \"" +
           std::string(attribute.value) + "\"";
}

}  // namespace

void allowAttributes(const Element& element, const std::vector<std::string_view>& allowed,
                     Diagnostics& diagnostics) {
    for (const XmlAttribute& attribute : element.attributes()) {
        if (!contains(allowed, attribute.name)) {
            diagnostics.error(attribute.position,
                              "unknown attribute \"" + std::string(attribute.name) + "\" of " +
                                  inElement(element) + ", " + expected(allowed),
                              meant(attribute.name, allowed));
        }
    }
}

void allowChildren(const Element& element, const std::vector<std::string_view>& allowed,
                   Diagnostics& diagnostics) {
    for (const Element& child : element.children()) {
        if (!contains(allowed, child.name())) {
            diagnostics.error(child.position(),
                              "unknown element " + inElement(child) + " in " + inElement(element) +
                                  ", " + expected(allowed),
                              meant(child.name(), allowed));
        }
    }
}

void refuseText(const Element& element, Diagnostics& diagnostics) {
    const std::string text = element.text();
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string::npos) {
        diagnostics.error(element.textPosition(first),
                          "text in " + inElement(element) + ", expected none");
    }
}

void allowOnce(const Element& element, std::string_view childName, Diagnostics& diagnostics) {
    const std::vector<Element> all = element.children(childName);
    for (std::size_t i = 1; i < all.size(); ++i) {
        diagnostics.error(all[i].position(), inElement(all[i]) + " a second time in " +
                                                 inElement(element) + ", first at " +
                                                 all.front().position().toString());
    }
}

void allowOnlyAttributes(const Element& element, const std::vector<std::string_view>& attributes,
                         Diagnostics& diagnostics) {
    allowAttributes(element, attributes, diagnostics);
    allowChildren(element, {}, diagnostics);
    refuseText(element, diagnostics);
}

void allowOnlyText(const Element& element, const std::vector<std::string_view>& attributes,
                   Diagnostics& diagnostics) {
    allowAttributes(element, attributes, diagnostics);
    allowChildren(element, {}, diagnostics);
}

bool expectRoot(const Element& root, std::string_view name, Diagnostics& diagnostics) {
    if (root.name() != name) {
        diagnostics.error(root.position(), "root element " + inElement(root) + ", expected <" +
                                               std::string(name) + ">");
        return false;
    }
    const std::optional<XmlAttribute> version = root.attribute("schema-version");
    if (requiredAttribute(root, "schema-version", diagnostics) && version &&
        version->value != "1") {
        diagnostics.error(version->position,
                          "attribute \"schema-version\" of " + inElement(root) + " is \"" +
                              std::string(version->value) + "\", expected \"1\"",
                          "this version of muster reads form 1 only");
    }
    return true;
}

std::optional<std::string> requiredAttribute(const Element& element, std::string_view name,
                                             Diagnostics& diagnostics) {
    if (!element.attribute(name)) {
        diagnostics.error(element.position(), "attribute \"" + std::string(name) + "\" of " +
                                                  inElement(element) + " is missing");
        return std::nullopt;
    }
    return nonEmptyAttribute(element, name, diagnostics);
}

std::optional<std::string> nonEmptyAttribute(const Element& element, std::string_view name,
                                             Diagnostics& diagnostics) {
    const std::optional<XmlAttribute> attribute = element.attribute(name);
    if (attribute && attribute->value.empty()) {
        diagnostics.error(attribute->position, "attribute \"" + std::string(name) + "\" of " +
                                                   inElement(element) + " is empty");
        return std::nullopt;
    }
    return attribute ? std::optional(std::string(attribute->value)) : std::nullopt;
}

std::string optionalAttribute(const Element& element, std::string_view name,
                              std::string_view fallback) {
    const std::optional<XmlAttribute> attribute = element.attribute(name);
    return std::string(attribute ? attribute->value : fallback);
}

Position placeOf(const Element& element, std::string_view name) {
    const std::optional<XmlAttribute> attribute = element.attribute(name);
    return attribute ? attribute->position : element.position();
}

std::vector<std::string> wordsOf(std::string_view text) {
    std::istringstream stream{std::string(text)};
    return {std::istream_iterator<std::string>(stream), {}};
}

bool boolAttribute(const Element& element, std::string_view name, bool fallback,
                   Diagnostics& diagnostics) {
    const std::optional<std::size_t> index =
        wordAttribute(element, name, {"true", "false"}, diagnostics);
    return index ? *index == 0 : fallback;
}

std::int64_t intAttribute(const Element& element, std::string_view name, std::int64_t fallback,
                          std::int64_t smallest, std::int64_t largest, Diagnostics& diagnostics) {
    const std::optional<XmlAttribute> attribute = element.attribute(name);
    if (!attribute) {
        return fallback;
    }
    std::int64_t number = 0;
    const char* end = attribute->value.data() + attribute->value.size();
    const auto [last, failure] = std::from_chars(attribute->value.data(), end, number);
    if (failure != std::errc{} || last != end || number < smallest || number > largest) {
        diagnostics.error(attribute->position,
                          described(*attribute, element) + ", expected an integer from " +
                              std::to_string(smallest) + " to " + std::to_string(largest));
        return fallback;
    }
    return number;
}

std::optional<std::size_t> wordAttribute(const Element& element, std::string_view name,
                                         const std::vector<std::string_view>& words,
                                         Diagnostics& diagnostics) {
    const std::optional<XmlAttribute> attribute = element.attribute(name);
    if (!attribute) {
        return std::nullopt;
    }
    const auto found = std::find(words.begin(), words.end(), attribute->value);
    if (found == words.end()) {
        diagnostics.error(attribute->position,
                          described(*attribute, element) + ", expected " + quotedList(words),
                          meant(attribute->value, words));
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - words.begin());
}

}  // namespace muster::xml
