#include "host/fingerprint.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>

#include "host/catalogue/file_access.h"
#include "rest/limits/limit_catalog.h"

namespace muster::host {

std::vector<std::filesystem::path> xmlFilesIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code problem;
    for (const auto& item : std::filesystem::directory_iterator(folder, problem)) {
        const bool isPace = item.path().filename() == rest::LimitCatalog::kFileName;
        if (item.path().extension() == ".xml" && !isPace) {
            files.push_back(item.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string fingerprintOf(const LoadedConnector& connector, const Target& target,
                          const std::vector<std::filesystem::path>& files) {
    std::string text = connector.name() + "\n" + connector.version() + "\n" + connector.sha256();
    for (const Target::Setting& setting : target.settings) {
        if (!setting.info.hostOwned && !setting.info.confidential) {
            text += "\n" + setting.info.name + "=" + setting.value.toDisplay();
        }
    }
    for (const std::filesystem::path& file : files) {
        std::ifstream stream(file, std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(stream), {}};
        text += "\n" + file.filename().string() + " " +
                sha256Of(std::as_bytes(std::span(content.data(), content.size())));
    }
    return sha256Of(std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace muster::host
