#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <muster/core/result.h>

namespace muster::host {

/** The folders of one home. What is shipped (connectors, lookups) may also lie beside the program.
 */
struct Home {
    std::filesystem::path root;
    std::filesystem::path plugins() const { return root / "plugins"; }
    std::filesystem::path loaded() const { return root / "loaded"; }
    std::filesystem::path targets() const { return root / "targets"; }
    std::filesystem::path lookups() const { return root / "lookups"; }
    std::filesystem::path run() const { return root / "run"; }

    /** The home to use: `given`, else $MUSTER_HOME, else /etc/muster for root, else
     * $XDG_CONFIG_HOME/muster or ~/.config/muster. kConfiguration when it is no folder, with where
     * it was looked for and how to make one. */
    static Result<Home> locate(const std::optional<std::string>& given);
};

/** The right to use a home, held while the object lives: a lock on `run/muster.lock`, which names
 * the holder for others. */
class HomeLock {
public:
    /** kConflict with the holder's process id when another muster has it; kConfiguration when the
     * folder cannot be written. */
    static Result<std::unique_ptr<HomeLock>> take(const Home& home);
    ~HomeLock();
    HomeLock(const HomeLock&) = delete;
    HomeLock& operator=(const HomeLock&) = delete;

private:
    explicit HomeLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace muster::host
