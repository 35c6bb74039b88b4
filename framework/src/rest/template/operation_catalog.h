#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rest/template/error_table.h"
#include "rest/template/expansion.h"
#include "rest/template/rel_url_template.h"
#include <muster/core/schema.h>

namespace muster::rest {

/** What holds for all operations of an object class unless they say otherwise. */
struct ClassRule {
    std::string uid = {};
    std::string name = {};
    std::string records = {};
    std::string nextPageToken = {};
    std::int64_t pageSize = 0;
    std::string limit = {};  ///< label of the operations of the class
    xml::Position limitPosition = {};
    xml::Position position = {};
};

/** By which names of requests one limit of limits.xml counts, and where they stand. */
struct LimitNames {
    std::string limit = {};
    std::vector<std::string> labels = {};
    xml::Position labelPosition = {};
    std::vector<OperationKey> operations = {};
    xml::Position operationPosition = {};
    std::string placeholder = {};  ///< of its key; empty for none
    xml::Position keyPosition = {};
    std::string whenName = {};  ///< empty for none
    xml::Position whenPosition = {};
};

/** The words of limits.xml that templates and error rules may use, and the names of requests that
 * it uses in turn. */
struct KnownLimits {
    std::vector<std::string> labels = {};
    std::vector<std::string> refusals = {};
    std::vector<LimitNames> names = {};
};

/** What `OperationCatalog::load` checks against. */
struct CatalogOptions {
    /** Of the connector: its operation keys, classes and attributes. Null leaves those checks out.
     */
    const Description* description = nullptr;
    /** Configuration placeholders that the target gives values for. */
    std::vector<std::string> configuration = {};
    /** Gives the words of limits.xml, once the folders are known: this one first, then each that it
     * extends. Unset, or nothing, leaves those checks out. */
    std::function<std::optional<KnownLimits>(const std::vector<std::filesystem::path>& folders)>
        limits = {};
};

/** A connector's operations: templates by key, error table, class rules. Immutable once made; any
 * number of threads may read it. */
class OperationCatalog {
public:
    /** The name of the file in a connector's folder. */
    static constexpr const char* kFileName = "operations.xml";

    /** Reads `operations.xml` of the folder and those that it extends. Whole or not at all: with
     * any error in `diagnostics` nothing is given. */
    static std::shared_ptr<const OperationCatalog> load(const std::filesystem::path& folder,
                                                        const CatalogOptions& options,
                                                        xml::Diagnostics& diagnostics);

    /** The template of that key or of a synonym, or null. On class level ENABLEOP and DISABLEOP
     * fall back to `__ENABLE__.UPDATEOP`. */
    const RelUrlTemplate* find(const OperationKey& key) const;
    /** As `find`; kConfiguration for a key that does not parse or has no template, with the known
     * keys of that class and the file. */
    Result<const RelUrlTemplate*> require(std::string_view key) const;
    /** In the order of their keys. */
    std::vector<const RelUrlTemplate*> all() const;
    const ErrorTable& errors() const { return errors_; }
    /** Nothing for an answer that is a success; otherwise what it means. `request` tells what was
     * asked; its secrets are masked in the message. */
    std::optional<Classified> judge(const ExpandedRequest& request, int status,
                                    std::string_view body) const;
    /** The rule of a class, or an empty one. */
    const ClassRule& classRule(std::string_view objectClass) const;
    /** Members never shown in a trace, for any answer and any body. */
    const std::vector<std::string>& confidential() const { return confidential_; }
    /** All files that were read, the extended ones included. */
    const std::vector<std::filesystem::path>& files() const { return files_; }
    /** The folders of those files. */
    std::vector<std::filesystem::path> folders() const;

private:
    friend class CatalogBuilder;
    std::map<std::string, RelUrlTemplate, std::less<>> templates_;  ///< by canonical key
    std::map<std::string, ClassRule, std::less<>> classes_;
    ErrorTable errors_;
    std::vector<std::string> confidential_;
    std::vector<std::filesystem::path> files_;
};

/** Name and value of one line of a template's description. */
struct DescribedLine {
    std::string name;
    std::string value;
};

/** A template for `template show`: key, method, path, each query parameter and header, body rule,
 * response rules, one request per value, idempotent, form, and where it is defined. */
std::vector<DescribedLine> describe(const RelUrlTemplate& relUrl);

}  // namespace muster::rest
