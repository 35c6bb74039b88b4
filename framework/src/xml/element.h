#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xml/diagnostics.h"

namespace muster::xml {

namespace detail {
struct Tree;
}

/** One attribute of an element, with entities resolved. Borrows from its document. */
struct XmlAttribute {
    std::string_view name;
    std::string_view value;
    Position position;  ///< of its name
};

/** One element of a document. A borrowed handle, cheap to copy; valid while a copy of its
 * `Document` lives. */
class Element {
public:
    /** As written, with its prefix. */
    std::string_view name() const;
    /** Of its "<". */
    Position position() const;

    /** In the order of the file. */
    std::vector<XmlAttribute> attributes() const;
    /** The attribute of exactly that name. */
    std::optional<XmlAttribute> attribute(std::string_view attributeName) const;

    /** Its own text and CDATA joined, without that of children, untouched. */
    std::string text() const;
    /** `text()` without white space at both ends. */
    std::string trimmedText() const;
    /** Where the character at `offset` bytes of `text()` stands in the file; the element's own
     * place when it has no text. */
    Position textPosition(std::size_t offset = 0) const;

    /** The elements directly inside, in the order of the file. */
    std::vector<Element> children() const;
    /** Those of that name. */
    std::vector<Element> children(std::string_view childName) const;
    /** The first of that name. */
    std::optional<Element> child(std::string_view childName) const;

private:
    friend class Document;
    Element(const detail::Tree* tree, void* node) : tree_(tree), node_(node) {}
    const detail::Tree* tree_;
    void* node_;  ///< pugi::xml_node_struct*, so that users need no pugixml header
};

}  // namespace muster::xml
