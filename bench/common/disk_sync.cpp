#include "common/disk_sync.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

#include "common/timing.h"

namespace bench {

double syncsPerSecond(const std::filesystem::path& folder, int syncs) {
    const std::filesystem::path file = folder / "sync.tmp";
    const int opened = ::open(file.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    const std::array<char, 4096> page{};
    const Stopwatch watch;
    for (int i = 0; i < syncs; ++i) {
        if (::write(opened, page.data(), page.size()) < 0 || ::fsync(opened) != 0) {
            std::fprintf(stderr, "\"%s\" cannot be written and synced\n", file.c_str());
            std::exit(1);
        }
    }
    const double rate = syncs / watch.seconds();
    ::close(opened);
    std::filesystem::remove(file);
    return rate;
}

}  // namespace bench
