#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/catalogue/check_failure.h"
#include "host/catalogue/copy_store.h"
#include "host/catalogue/loaded_connector.h"
#include <muster/core/result.h>

namespace muster::host {

struct CatalogueOptions {
    /** Where connectors are dropped in (`<home>/plugins`). Nobody but its owner may write there. */
    std::string pluginsFolder = {};
    /** Where checked copies live (`<home>/loaded`); made with mode 0700 when missing. */
    std::string loadedFolder = {};
    /** The program that loads new bytes first, as `PROGRAM --probe-connector FILE`; its main()
     * answers with `probeMain`. */
    std::string probeProgram = "/proc/self/exe";
    /** How long a library may take to load and describe itself in the probe. */
    std::chrono::milliseconds probeLimit{2000};
    /** A file that changed less than this ago is looked at again before it is believed, so that a
     * half-copied one is not. 0 believes at once. */
    std::chrono::milliseconds settleTime{500};
    /** Waits for `settleTime`; replaced by tests. Empty for sleeping. */
    std::function<void(std::chrono::milliseconds)> wait = {};
};

enum class EntryState { kOk, kBad };

/** "ok" or "bad". */
std::string_view toString(EntryState state);

/** One file of the plugins folder. */
struct CatalogueEntry {
    std::string file = {};     ///< as found, with its folder
    std::string name = {};     ///< empty when the file did not tell
    std::string version = {};  ///< likewise
    std::string sha256 = {};   ///< of its bytes; empty when they could not be read
    std::optional<CheckFailure> failure = {};
    std::vector<std::string> warnings = {};  ///< sentences; it works, but should be mended

    EntryState state() const { return failure ? EntryState::kBad : EntryState::kOk; }
};

/** The usable entry of that name, and of that version if one is asked for; without, the newest
 * release, or the newest pre-release when there is nothing else. Null when there is none. `entries`
 * in the order of `ConnectorCatalogue::entries`, which own what is given. */
const CatalogueEntry* chooseEntry(const std::vector<CatalogueEntry>& entries, std::string_view name,
                                  std::optional<std::string_view> version);

/** The connectors of a home: what lies in the plugins folder, what is wrong with it, and the
 * libraries in use. A file there is never mapped: it is copied to `loaded/<sha256>.so`, and the
 * copy is checked, tried in a child process and loaded. One bad file harms no other. Thread-safe;
 * `scan` and `verify` may wait for child processes. */
class ConnectorCatalogue {
public:
    explicit ConnectorCatalogue(CatalogueOptions options);

    /** Looks at every `*.so` (hidden files excepted) and replaces the entries. Two files with the
     * same name and version: the first in the order of file names is kept, the later is bad. Copies
     * that no entry needs any more are removed; libraries in use stay loaded.
     *  @return kConfiguration when the folder cannot be read, or when others than its owner and
     * root may write there; there are no entries then. */
    Result<void> scan();

    /** Sorted by name, version (as semver numbers), file; files without a name come last. */
    std::vector<CatalogueEntry> entries() const;

    /** The library of that connector (`chooseEntry`), loaded at its first use.
     *  @return kConfiguration with the versions or connectors that there are, or with why the file
     * is bad. */
    Result<std::shared_ptr<const LoadedConnector>> load(
        std::string_view name, std::optional<std::string_view> version = std::nullopt);

    /** Does everything that `scan` does to one file, anywhere, with a fresh probe, and adds
     * nothing. */
    CatalogueEntry verify(const std::string& file);

private:
    enum class ProbeUse { kKeptVerdict, kFresh };

    CatalogueEntry examine(const std::string& file, FileTrust trust, ProbeUse use) const;
    std::optional<CheckFailure> tryOut(const ConnectorCopy& copy, ProbeUse use) const;
    void adopt(std::vector<CatalogueEntry> entries);
    Error explainMissing(std::string_view name, std::optional<std::string_view> version) const;

    const CatalogueOptions options_;
    const CopyStore copies_;
    std::mutex scanning_;       ///< one scan or verification at a time
    mutable std::mutex mutex_;  ///< guards what follows
    std::vector<CatalogueEntry> entries_;
    std::map<std::string, std::shared_ptr<const LoadedConnector>> loaded_;  ///< by sha256
};

}  // namespace muster::host
