#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "host/catalogue/check_failure.h"

namespace muster::host {

/** A file's bytes as they were read once, and where the copy with exactly these bytes lies. */
struct ConnectorCopy {
    std::string path = {};
    std::string sha256 = {};  ///< 64 lower-case hexadecimal digits
    std::vector<std::byte> bytes = {};
};

/** Who may have written the file that is copied. */
enum class FileTrust {
    kOwnerOnly,  ///< refuse a file that others than this process' user and root can write
    kAnyone      ///< for a file that a person names
};

/** What became of the first load of some bytes. */
struct ProbeVerdict {
    std::optional<CheckFailure> failure = {};  ///< nothing when they loaded
};

/** The folder of checked copies, `loaded/<sha256>.so`, with the verdict of their first load beside
 * each. Its owner alone may enter it. Thread-safe. */
class CopyStore {
public:
    explicit CopyStore(std::string folder) : folder_(std::move(folder)) {}

    /** Makes the folder (0700) when it is missing.
     *  @return why it cannot be used: no folder, owned by another, open to others. */
    std::optional<CheckFailure> prepare() const;

    /** Reads a regular file (never through a symbolic link, at most 256 MiB), and makes its copy
     * (0500, written to the disk) unless it is there undamaged. A file that changes meanwhile is
     * refused. `failure` tells why when nothing is returned. */
    std::optional<ConnectorCopy> take(const std::string& file, FileTrust trust,
                                      CheckFailure& failure) const;

    /** The verdict kept for these bytes by this version of the host, or nothing. */
    std::optional<ProbeVerdict> verdict(const std::string& sha256) const;
    /** Best effort: without it the bytes are tried again. */
    void keepVerdict(const std::string& sha256, const ProbeVerdict& verdict) const;

    /** Removes every copy and verdict but those of `needed`, and what an interrupted copy left. */
    void prune(const std::set<std::string>& needed) const;

private:
    std::string pathOf(const std::string& sha256, const char* ending) const;

    const std::string folder_;
};

/** Why a file would be refused in a plugins folder for its owner or mode, or nothing. One that
 * cannot be looked at is no concern of this. */
std::optional<CheckFailure> checkConnectorFile(const std::string& file);

/** Why the folder is no safe place to load code from, or nothing: it must be owned by this process'
 * user or root, and neither group nor others may write to it. */
std::optional<CheckFailure> checkPluginsFolder(const std::string& folder);

}  // namespace muster::host
