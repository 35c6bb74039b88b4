#include "start/start_home.h"

#include <string>

namespace bench {
namespace {

namespace fs = std::filesystem;

constexpr int kConnectors = 10;

/** So long ago that nobody can be copying it any more. */
void makeOld(const fs::path& file) {
    fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(1));
}

}  // namespace

StartHome::StartHome() {
    fs::create_directories(path() / "plugins");
    for (int i = 0; i < kConnectors; ++i) {
        const std::string name = "idle-" + std::to_string(i) + ".so";
        fs::copy_file(fs::path(MUSTER_BENCH_IDLE_FOLDER) / name, path() / "plugins" / name);
        makeOld(path() / "plugins" / name);
    }
    fs::create_directories(path() / "lookups");
    folder_.write("targets/idle.xml",
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<target schema-version=\"1\" name=\"idle\" connector=\"idle-3\"/>\n");
    for (const auto& made : fs::recursive_directory_iterator(path())) {
        fs::permissions(made, fs::perms::group_write | fs::perms::others_write,
                        fs::perm_options::remove);
    }
}

void StartHome::forgetConnectors() const { fs::remove_all(path() / "loaded"); }

}  // namespace bench
