#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lookup/lookup_definition.h"

namespace muster::lookup {

/** All lookups of one connector's folder. Immutable once made; any number of threads may read it.
 */
class LookupCatalog {
public:
    /** Reads every `Lookup.*.xml` of the folder (folders are not entered; other XML files but
     * `operations.xml` get a warning). A folder that is not there is an error, an empty one is not.
     * Whole or not at all: with any error in `diagnostics` nothing is given. */
    static std::shared_ptr<const LookupCatalog> load(const std::filesystem::path& folder,
                                                     xml::Diagnostics& diagnostics);

    /** The lookup of exactly that name, or null. */
    const LookupDefinition* find(std::string_view name) const;
    /** In the order of their names. */
    std::vector<const LookupDefinition*> all() const;
    /** As `find`; kConfiguration with the known names and the folder when there is none. */
    Result<const LookupDefinition*> require(std::string_view name) const;
    /** Reports each of `names` that is not here: the lookups that a connector's descriptor and
     * attributes name must exist. */
    void checkRequired(const std::vector<std::string>& names, xml::Diagnostics& diagnostics) const;
    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
    std::map<std::string, LookupDefinition, std::less<>> lookups_;
};

}  // namespace muster::lookup
