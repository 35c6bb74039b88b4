#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <muster/core/result.h>
#include <muster/core/secret.h>

namespace muster::host {

/** What kind of reference a text is, or why it is none: `env:NAME` or `file:PATH`. kConfiguration
 * otherwise. */
Result<void> checkSecretReference(std::string_view reference);

/** Reads what a reference names: the variable, or the file's first line. A relative path starts at
 * `base`. kConfiguration when it is not there, empty, too large (64 KiB), or a file that others may
 * read. */
Result<Secret> readSecret(std::string_view reference, const std::filesystem::path& base);

/** The secrets of one target, read at each use and never kept. Thread-safe. */
class SecretReader {
public:
    SecretReader(std::map<std::string, std::string, std::less<>> references,
                 std::filesystem::path base)
        : references_(std::move(references)), base_(std::move(base)) {}
    /** Whether the target has a reference under that property's name. */
    bool has(std::string_view property) const { return references_.contains(property); }
    /** kConfiguration when the target has no reference under that property's name, or it cannot be
     * read. */
    Result<Secret> read(std::string_view property) const;

private:
    std::map<std::string, std::string, std::less<>> references_;
    std::filesystem::path base_;
};

}  // namespace muster::host
