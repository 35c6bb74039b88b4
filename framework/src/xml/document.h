#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "xml/diagnostics.h"
#include "xml/element.h"
#include <muster/core/result.h>

namespace muster::xml {

/** The largest file that is read. Ours are a few kilobytes. */
inline constexpr std::size_t kMaxFileBytes = std::size_t{16} * 1024 * 1024;

/** A parsed XML file. Cheap to copy and to move (copies share the tree); immutable, so that any
 * number of threads may read it. Elements stay valid while a copy lives. */
class Document {
public:
    /** Reads and parses a file. All findings of the bytes go to `diagnostics`; the error returned
     * is the first of them. kConfiguration: no such file, not a regular file, larger than
     * `kMaxFileBytes`, unreadable, or not well-formed. */
    static Result<Document> load(const std::filesystem::path& path, Diagnostics& diagnostics);
    /** As above, for those who want the first error only (its hint counts the others). */
    static Result<Document> load(const std::filesystem::path& path);
    /** Parses a text; `fileName` is what positions show. A byte order mark is skipped. */
    static Result<Document> parse(std::string_view text, std::string fileName,
                                  Diagnostics& diagnostics);
    static Result<Document> parse(std::string_view text, std::string fileName);

    Element root() const;
    /** The name that positions show. */
    const std::string& fileName() const;
    /** The file as a whole, for findings that have no line. */
    Position whole() const { return {fileName(), 0, 0}; }

private:
    explicit Document(std::shared_ptr<const detail::Tree> tree) : tree_(std::move(tree)) {}
    std::shared_ptr<const detail::Tree> tree_;
};

/** Reads a regular file of at most `maxBytes`; kConfiguration with the path and the reason
 * otherwise. */
Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes);

}  // namespace muster::xml
