#pragma once

#include <string>
#include <utility>

#include <pugixml.hpp>

#include "xml/scanner.h"

namespace muster::xml::detail {

/** What documents and elements share. `source` is what pugixml's offsets and the scan refer to. */
struct Tree {
    Tree(std::string text, std::string file)
        : source(std::move(text)), lines(source, std::move(file)) {}
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    const std::string source;
    const LineIndex lines;
    ScanResult scanned = {};
    pugi::xml_document document = {};
};

}  // namespace muster::xml::detail
