#include "xml/element.h"

#include "xml/tree.h"

namespace muster::xml {
namespace {

pugi::xml_node nodeOf(void* node) {
    return pugi::xml_node(static_cast<pugi::xml_node_struct*>(node));
}

bool isText(const pugi::xml_node& node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

/** How many source bytes become one unit of text at `at`, and how many bytes that unit has. */
struct Step {
    std::size_t source;
    std::size_t text;
};

Step stepAt(std::string_view source, std::size_t at, bool isCdata) {
    if (source.substr(at, 2) == "\r\n") return {2, 1};  // line ends are normalised
    if (isCdata || source[at] != '&') return {1, 1};
    const std::size_t end = source.find(';', at);
    if (end == std::string_view::npos) return {1, 1};
    const std::string_view name = source.substr(at + 1, end - at - 1);
    if (name.substr(0, 1) != "#") return {end - at + 1, 1};
    const bool isHex = name.substr(0, 2) == "#x";
    const unsigned long point =
        std::strtoul(std::string(name.substr(isHex ? 2 : 1)).c_str(), nullptr, isHex ? 16 : 10);
    const std::size_t bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    return {end - at + 1, bytes};
}

}  // namespace

std::string_view Element::name() const { return nodeOf(node_).name(); }

Position Element::position() const {
    const std::ptrdiff_t offset = nodeOf(node_).offset_debug();
    return tree_->lines.at(offset > 0 ? static_cast<std::size_t>(offset) - 1 : 0);
}

std::vector<XmlAttribute> Element::attributes() const {
    std::vector<XmlAttribute> all;
    const auto offset = static_cast<std::size_t>(nodeOf(node_).offset_debug());
    const auto scanned = tree_->scanned.attributes.find(offset);
    std::size_t index = 0;
    for (const pugi::xml_attribute& attribute : nodeOf(node_).attributes()) {
        const bool isKnown =
            scanned != tree_->scanned.attributes.end() && index < scanned->second.size();
        all.push_back({attribute.name(), attribute.value(),
                       isKnown ? tree_->lines.at(scanned->second[index].offset) : position()});
        ++index;
    }
    return all;
}

std::optional<XmlAttribute> Element::attribute(std::string_view attributeName) const {
    for (XmlAttribute& attribute : attributes()) {
        if (attribute.name == attributeName) {
            return attribute;
        }
    }
    return std::nullopt;
}

std::string Element::text() const {
    std::string joined;
    for (const pugi::xml_node& child : nodeOf(node_).children()) {
        if (isText(child)) {
            joined += child.value();
        }
    }
    return joined;
}

std::string Element::trimmedText() const {
    constexpr const char* kSpace = " \t\r\n";
    const std::string whole = text();
    const std::size_t first = whole.find_first_not_of(kSpace);
    return first == std::string::npos
               ? std::string()
               : whole.substr(first, whole.find_last_not_of(kSpace) - first + 1);
}

Position Element::textPosition(std::size_t offset) const {
    for (const pugi::xml_node& child : nodeOf(node_).children()) {
        if (!isText(child)) {
            continue;
        }
        const std::size_t length = std::string_view(child.value()).size();
        if (offset > length || (offset == length && child.next_sibling())) {
            offset -= length;
            continue;
        }
        auto at = static_cast<std::size_t>(child.offset_debug());
        const std::string_view source = tree_->source;
        while (offset > 0 && at < source.size()) {
            const Step step = stepAt(source, at, child.type() == pugi::node_cdata);
            at += step.source;
            offset -= std::min(offset, step.text);
        }
        return tree_->lines.at(at);
    }
    return position();
}

std::vector<Element> Element::children() const {
    std::vector<Element> all;
    for (const pugi::xml_node& child : nodeOf(node_).children()) {
        if (child.type() == pugi::node_element) {
            all.push_back(Element(tree_, child.internal_object()));
        }
    }
    return all;
}

std::vector<Element> Element::children(std::string_view childName) const {
    std::vector<Element> matching;
    for (const Element& element : children()) {
        if (element.name() == childName) {
            matching.push_back(element);
        }
    }
    return matching;
}

std::optional<Element> Element::child(std::string_view childName) const {
    const std::vector<Element> matching = children(childName);
    return matching.empty() ? std::nullopt : std::optional<Element>(matching.front());
}

}  // namespace muster::xml
