#include "shell/file_checks.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "rest/limits/limit_catalog.h"
#include "rest/template/operation_catalog.h"

namespace muster::shell {
namespace {

namespace fs = std::filesystem;

bool holdsXml(const fs::path& folder) {
    std::error_code problem;
    const fs::directory_iterator items(folder, problem);
    return std::any_of(begin(items), end(items), [](const fs::directory_entry& item) {
        return item.path().extension() == ".xml";
    });
}

/** The folder itself when it holds XML files, else those in it that do; itself again when there
 * are none, so that its reader says what is missing. */
std::vector<fs::path> connectorFolders(const fs::path& folder) {
    std::vector<fs::path> folders;
    std::error_code problem;
    if (!holdsXml(folder)) {
        for (const auto& item : fs::directory_iterator(folder, problem)) {
            if (item.is_directory(problem) && holdsXml(item.path())) {
                folders.push_back(item.path());
            }
        }
        std::sort(folders.begin(), folders.end());
    }
    return folders.empty() ? std::vector<fs::path>{folder} : folders;
}

/** A folder of our own that goes with the object. */
class ScratchFolder {
public:
    ScratchFolder() {
        std::error_code problem;
        std::string pattern = (fs::temp_directory_path(problem) / "muster-verify-XXXXXX").string();
        const char* made = ::mkdtemp(pattern.data());
        path_ = made == nullptr ? std::string() : std::string(made);
    }
    ~ScratchFolder() {
        std::error_code problem;
        if (!path_.empty()) {
            fs::remove_all(path_, problem);
        }
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace

host::CatalogueEntry FolderChecks::verifyConnector(const std::string& file) {
    const ScratchFolder scratch;
    if (scratch.path().empty()) {
        return {.file = file,
                .failure =
                    host::CheckFailure{.step = "copy",
                                       .found = "no folder could be made in the temporary folder",
                                       .expected = "a place for the copy that is checked",
                                       .hint = "set TMPDIR to a folder that you may write to"}};
    }
    host::ConnectorCatalogue catalogue({.pluginsFolder = fs::path(file).parent_path().string(),
                                        .loadedFolder = scratch.path() + "/loaded"});
    return catalogue.verify(file);
}

std::size_t FolderChecks::checkLookups(const std::string& folder, xml::Diagnostics& findings) {
    std::size_t good = 0;
    for (const fs::path& each : connectorFolders(folder)) {
        const auto catalog = lookup::LookupCatalog::load(each, findings);
        good += catalog == nullptr ? 0 : catalog->all().size();
    }
    return good;
}

bool FolderChecks::hasTemplates(const std::string& folder) {
    std::error_code problem;
    return fs::exists(fs::path(folder) / rest::OperationCatalog::kFileName, problem);
}

std::size_t FolderChecks::checkTemplates(const std::string& folder, xml::Diagnostics& findings) {
    std::size_t good = 0;
    const std::vector<fs::path> folders = connectorFolders(folder);
    for (const fs::path& each : folders) {
        if (folders.size() > 1 && !hasTemplates(each.string())) {
            continue;
        }
        std::shared_ptr<const rest::LimitCatalog> limits;
        const auto catalog = rest::OperationCatalog::load(
            each, {.limits = rest::limitsInto(limits, findings)}, findings);
        good += catalog == nullptr ? 0 : catalog->all().size();
    }
    return good;
}

}  // namespace muster::shell
