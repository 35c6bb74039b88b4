#include "testing_host/scratch_folder.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace muster::testing {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "muster-contract-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {  // mode 0700
        throw std::runtime_error("a folder like " + name + " cannot be made");
    }
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

fs::path ScratchFolder::write(std::string_view name, std::string_view text) const {
    fs::path file = path_ / name;
    std::ofstream(file, std::ios::binary) << text;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    return file;
}

}  // namespace muster::testing
