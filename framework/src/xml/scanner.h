#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "xml/diagnostics.h"

namespace muster::xml {

/** What the scan learned: where attributes stand. Keys are byte offsets of element names. */
struct ScanResult {
    struct AttributeOffset {
        std::string_view name;   ///< into the scanned bytes
        std::size_t offset = 0;  ///< of the name
    };
    std::unordered_map<std::size_t, std::vector<AttributeOffset>> attributes;
};

/** Turns byte offsets into lines and columns. The text must outlive it. */
class LineIndex {
public:
    LineIndex(std::string_view text, std::string file);
    Position at(std::size_t offset) const;
    const std::string& file() const { return file_; }

private:
    std::string_view text_;
    std::string file_;
    std::vector<std::size_t> lineStarts_;
};

/** How deep elements may nest. */
inline constexpr int kMaxDepth = 64;

/** Checks the bytes for well-formedness (XML 1.0, 5th edition, without DTDs, processing
 * instructions other than the declaration being skipped) and for what muster refuses beyond: a
 * DOCTYPE, an encoding other than UTF-8, more than `kMaxDepth` levels. Goes on after a finding
 * where that makes sense; stops at a structural one. */
ScanResult scan(std::string_view text, const LineIndex& lines, Diagnostics& diagnostics);

}  // namespace muster::xml
