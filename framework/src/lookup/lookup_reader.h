#pragma once

#include <filesystem>
#include <optional>

#include "lookup/lookup_definition.h"
#include "xml/document.h"

namespace muster::lookup {

/** Reads one lookup file, whose name must be `<definition's name>.xml`. Everything wrong with it
 * goes to `diagnostics`; nothing is given when there was an error. The form is described in
 * `framework/docs/lookup-format.md`. */
std::optional<LookupDefinition> readLookup(const std::filesystem::path& path,
                                           xml::Diagnostics& diagnostics);

/** The same from a parsed document; the document's file name counts. */
std::optional<LookupDefinition> readLookup(const xml::Document& document,
                                           xml::Diagnostics& diagnostics);

}  // namespace muster::lookup
