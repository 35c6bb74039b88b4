#include "lookup/lookup_catalog.h"

#include <algorithm>
#include <system_error>

#include "lookup/lookup_reader.h"

namespace muster::lookup {
namespace {

/** Sorted, so that findings come in the same order on every machine. */
std::vector<std::filesystem::path> lookupFiles(const std::filesystem::path& folder,
                                               xml::Diagnostics& diagnostics) {
    std::vector<std::filesystem::path> files;
    std::error_code failure;
    for (std::filesystem::directory_iterator at(folder, failure), end; !failure && at != end;
         at.increment(failure)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with("Lookup.") && name.ends_with(".xml")) {
            files.push_back(at->path());
        } else if (name.ends_with(".xml") && name != "operations.xml" && name != "limits.xml") {
            diagnostics.warning({at->path().string(), 0, 0},
                                "the file is not read, expected operations.xml, limits.xml or "
                                "Lookup.NAME.xml");
        }
    }
    if (failure) {
        diagnostics.error({folder.string(), 0, 0},
                          "the lookups folder cannot be read: " + failure.message());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::shared_ptr<const LookupCatalog> LookupCatalog::load(const std::filesystem::path& folder,
                                                         xml::Diagnostics& diagnostics) {
    xml::Diagnostics own;
    auto catalog = std::make_shared<LookupCatalog>();
    catalog->folder_ = folder;
    for (const std::filesystem::path& file : lookupFiles(folder, own)) {
        if (std::optional<LookupDefinition> definition = readLookup(file, own)) {
            std::string name = definition->name();
            catalog->lookups_.emplace(std::move(name), std::move(*definition));
        }
    }
    diagnostics.append(own);
    return own.hasErrors() ? nullptr : catalog;
}

const LookupDefinition* LookupCatalog::find(std::string_view name) const {
    const auto found = lookups_.find(name);
    return found == lookups_.end() ? nullptr : &found->second;
}

std::vector<const LookupDefinition*> LookupCatalog::all() const {
    std::vector<const LookupDefinition*> definitions;
    definitions.reserve(lookups_.size());
    for (const auto& [name, definition] : lookups_) {
        definitions.push_back(&definition);
    }
    return definitions;
}

Result<const LookupDefinition*> LookupCatalog::require(std::string_view name) const {
    if (const LookupDefinition* definition = find(name)) {
        return definition;
    }
    std::vector<std::string_view> names;
    names.reserve(lookups_.size());
    for (const auto& [known, definition] : lookups_) {
        names.push_back(known);
    }
    const std::string_view near = xml::nearest(name, names);
    return Error{.code = ErrorCode::kConfiguration,
                 .message = folder_.string() + ": there is no lookup \"" + std::string(name) +
                            "\", " +
                            (names.empty() ? std::string("the folder has none")
                                           : "expected " + xml::quotedList(names)),
                 .hint = near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?"};
}

void LookupCatalog::checkRequired(const std::vector<std::string>& names,
                                  xml::Diagnostics& diagnostics) const {
    for (const std::string& name : names) {
        if (find(name) == nullptr) {
            diagnostics.error({folder_.string(), 0, 0},
                              "lookup \"" + name + "\" is missing, which the connector needs",
                              "add the file " + name + ".xml");
        }
    }
}

}  // namespace muster::lookup
