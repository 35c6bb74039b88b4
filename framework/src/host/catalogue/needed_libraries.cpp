#include "host/catalogue/needed_libraries.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace muster::host {
namespace {

namespace fs = std::filesystem;

void addPath(std::vector<std::string>& folders, std::string_view path) {
    while (!path.empty()) {
        const std::size_t end = std::min(path.find(':'), path.size());
        if (const std::string_view folder = path.substr(0, end);
            !folder.empty() && folder.find('$') == std::string_view::npos) {
            folders.emplace_back(folder);
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
}

void addConfigured(std::vector<std::string>& folders) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/etc/ld.so.conf.d", ignored)) {
        std::ifstream lines(entry.path());
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with('/')) {
                folders.push_back(line);
            }
        }
    }
}

std::vector<std::string> loaderFolders(std::string_view searchPath) {
    std::vector<std::string> folders;
    addPath(folders, searchPath);
    if (const char* path = std::getenv("LD_LIBRARY_PATH")) {
        addPath(folders, path);
    }
    addConfigured(folders);
    for (const char* folder : {"/lib64", "/lib", "/usr/lib64", "/usr/lib", "/usr/local/lib"}) {
        folders.emplace_back(folder);
    }
    return folders;
}

}  // namespace

std::vector<std::string> missingLibraries(const std::vector<std::string>& needed,
                                          std::string_view searchPath) {
    const std::vector<std::string> folders = loaderFolders(searchPath);
    std::vector<std::string> missing;
    for (const std::string& library : needed) {
        std::error_code ignored;
        const bool isFound =
            library.find('/') != std::string::npos
                ? fs::exists(library, ignored)
                : std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
                      return fs::exists(fs::path(folder) / library, ignored);
                  });
        if (!isFound) {
            missing.push_back(library);
        }
    }
    return missing;
}

}  // namespace muster::host
