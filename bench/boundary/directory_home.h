#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "temporary_folder.h"

namespace bench {

/** A home with the directory connector, its two lookups and two targets: `answering`, which only
 * returns Uids, and `keeping`, which keeps what is created.
 *
 *  In a temporary folder, or in the one that the environment variable MUSTER_BENCH_HOME names,
 * which stays: there a profiler that cannot follow child processes (callgrind) finds the connector
 * tried already, once the program has run without it. */
class DirectoryHome {
public:
    DirectoryHome();
    const std::filesystem::path& path() const { return path_; }

private:
    void write(const std::string& file, std::string_view text) const;
    muster::testing::TemporaryFolder folder_;
    std::filesystem::path path_;
};

}  // namespace bench
