#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace muster::testing {

/** A folder that nobody else may look into, removed with all that is in it at the end. */
class ScratchFolder {
public:
    /** Throws std::runtime_error when the system's folder for such cannot be written. */
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    /** A new file of mode 0600; gives its path. */
    std::filesystem::path write(std::string_view name, std::string_view text) const;

private:
    std::filesystem::path path_;
};

}  // namespace muster::testing
