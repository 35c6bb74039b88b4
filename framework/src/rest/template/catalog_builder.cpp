#include <algorithm>
#include <set>
#include <system_error>

#include "rest/template/catalog_draft.h"

namespace muster::rest {

/** Joins the files of a catalog: what a folder says comes over what it extends. */
class CatalogBuilder {
public:
    CatalogBuilder(const CatalogOptions& options, xml::Diagnostics& diagnostics)
        : options_(options), diagnostics_(diagnostics) {}

    std::shared_ptr<const OperationCatalog> build(const std::filesystem::path& folder) {
        readFile(folder, 0);
        for (CatalogDraft& draft : drafts_) {
            join(draft);
        }
        catalog_->errors_ = ErrorTable(std::move(errors_), errorBody_);
        for (auto& [key, operation] : operations_) {
            finish(operation);
            catalog_->templates_.emplace(key, operation.relUrl);
        }
        lint();
        return diagnostics_.hasErrors() ? nullptr : catalog_;
    }

private:
    void readFile(const std::filesystem::path& folder, int depth);
    void readExtended(const std::filesystem::path& folder, const PlacedText& extends, int depth);
    void join(CatalogDraft& draft);
    void joinOperations(CatalogDraft& draft);
    void finish(OperationDraft& operation) const;
    void lint();

    const CatalogOptions& options_;
    xml::Diagnostics& diagnostics_;
    std::shared_ptr<OperationCatalog> catalog_ = std::make_shared<OperationCatalog>();
    std::vector<CatalogDraft> drafts_;  ///< the innermost base first
    std::set<std::filesystem::path> seen_;
    std::map<std::string, OperationDraft> operations_;
    std::map<std::string, PlaceholderDraft> placeholders_;
    std::vector<ErrorRule> errors_;
    ErrorBodyRule errorBody_;
    std::string contentType_ = "application/json";
    std::string accept_ = "application/json";
    std::optional<PlacedText> limit_;
    xml::Position file_;
};

void CatalogBuilder::readFile(const std::filesystem::path& folder, int depth) {
    const std::filesystem::path path = folder / OperationCatalog::kFileName;
    std::error_code ignored;
    seen_.insert(std::filesystem::weakly_canonical(path, ignored));
    const Result<xml::Document> document = xml::Document::load(path, diagnostics_);
    if (!document) {
        return;
    }
    catalog_->files_.push_back(path);
    if (depth == 0) {
        file_ = document->whole();
    }
    CatalogDraft draft = readCatalog(*document, diagnostics_);
    if (draft.extends) {
        readExtended(folder, *draft.extends, depth);
    }
    drafts_.push_back(std::move(draft));
}

void CatalogBuilder::readExtended(const std::filesystem::path& folder, const PlacedText& extends,
                                  int depth) {
    constexpr int kMaxExtends = 8;
    const std::filesystem::path relative(extends.text);
    if (extends.text.empty() || relative.is_absolute()) {
        diagnostics_.error(extends.position, "extends \"" + extends.text +
                                                 "\", expected a folder relative to this one, such "
                                                 "as \"../scim\"");
        return;
    }
    const std::filesystem::path base = (folder / relative).lexically_normal();
    std::error_code failure;
    const std::filesystem::path path =
        std::filesystem::weakly_canonical(base / OperationCatalog::kFileName, failure);
    if (!std::filesystem::exists(path, failure)) {
        diagnostics_.error(extends.position, "extends \"" + extends.text + "\", and there is no " +
                                                 (base / OperationCatalog::kFileName).string());
    } else if (seen_.count(path) > 0) {
        diagnostics_.error(extends.position,
                           "extends \"" + extends.text + "\", which extends this folder in turn");
    } else if (depth >= kMaxExtends) {
        diagnostics_.error(extends.position, "more than " + std::to_string(kMaxExtends) +
                                                 " folders extend each other");
    } else {
        readFile(base, depth + 1);
    }
}

void CatalogBuilder::join(CatalogDraft& draft) {
    for (auto& [name, placeholder] : draft.placeholders) {
        placeholders_.insert_or_assign(name, placeholder);
    }
    contentType_ = draft.contentType.value_or(contentType_);
    accept_ = draft.accept.value_or(accept_);
    limit_ = draft.limit ? draft.limit : limit_;
    catalog_->confidential_.insert(catalog_->confidential_.end(), draft.confidential.begin(),
                                   draft.confidential.end());
    for (auto& [name, rule] : draft.classes) {
        catalog_->classes_.insert_or_assign(name, rule);
    }
    errorBody_ = draft.errorBody.value_or(errorBody_);
    errors_.insert(errors_.begin(), draft.errors.begin(), draft.errors.end());
    joinOperations(draft);
}

void CatalogBuilder::joinOperations(CatalogDraft& draft) {
    std::map<std::string, xml::Position> inThisFile;
    for (OperationDraft& operation : draft.operations) {
        const std::string key = operation.relUrl.key.canonical();
        const auto [first, isNew] = inThisFile.emplace(key, operation.relUrl.position);
        if (!isNew) {
            diagnostics_.error(operation.relUrl.position,
                               "operation key \"" + operation.relUrl.key.toString() +
                                   "\" a second time, first at " + first->second.toString());
            continue;
        }
        operations_.insert_or_assign(key, std::move(operation));
    }
}

/** Fills in what the template leaves open: by its class for lists and single objects, else by the
 * defaults of the file. */
void CatalogBuilder::finish(OperationDraft& operation) const {
    RelUrlTemplate& relUrl = operation.relUrl;
    const ClassRule& rule = catalog_->classRule(relUrl.key.objectClass());
    const bool isClassLevel = relUrl.key.attributePath().empty();
    const Operation kind = relUrl.key.operation();
    const bool isList = isClassLevel && kind == Operation::kSearch;
    const bool hasObject = isList || kind == Operation::kSearch || kind == Operation::kCreate ||
                           kind == Operation::kGet || (isClassLevel && kind == Operation::kUpdate);
    relUrl.response.uid = operation.uid.value_or(hasObject ? rule.uid : "");
    relUrl.response.name = operation.name.value_or(hasObject ? rule.name : "");
    relUrl.response.records = operation.records.value_or(isList ? rule.records : "");
    const bool isPaged = !relUrl.response.records.empty();
    relUrl.response.nextPageToken =
        operation.nextPageToken.value_or(isPaged ? rule.nextPageToken : "");
    relUrl.pageSize = rule.pageSize;
    relUrl.contentType = operation.contentType.value_or(contentType_);
    relUrl.accept = operation.accept.value_or(accept_);
    const PlacedText byClass{rule.limit, rule.limitPosition};
    const PlacedText limit =
        operation.limit.value_or(rule.limit.empty() ? limit_.value_or(PlacedText{}) : byClass);
    relUrl.limit = limit.text;
    relUrl.limitPosition = limit.position;
    for (const auto& [name, placeholder] : placeholders_) {
        if (placeholder.defaultValue) {
            relUrl.defaults.emplace(name, *placeholder.defaultValue);
        }
    }
    // RFC 9110 section 9.2.2: GET, PUT and DELETE are idempotent by definition.
    relUrl.idempotent = operation.idempotent.value_or(
        relUrl.method == "GET" || relUrl.method == "PUT" || relUrl.method == "DELETE");
    if (options_.description != nullptr && !operation.idempotent) {
        for (const OperationKeyInfo& info : options_.description->operationKeys) {
            if (info.key == relUrl.key.toString() || info.key == relUrl.key.canonical()) {
                relUrl.idempotent = info.idempotent || relUrl.method == "GET";
            }
        }
    }
}

void CatalogBuilder::lint() {
    std::vector<std::string> configuration = options_.configuration;
    for (const auto& [name, placeholder] : placeholders_) {
        configuration.push_back(name);
    }
    for (const RelUrlTemplate* relUrl : catalog_->all()) {
        lintTemplate(*relUrl, diagnostics_);
    }
    if (!diagnostics_.hasErrors()) {  // else a template that could not be read may be meant
        lintUnused(*catalog_, catalog_->classes_, diagnostics_);
    }
    const auto known = options_.limits ? options_.limits(catalog_->folders()) : std::nullopt;
    if (known) {
        lintLimits(*catalog_, *known, diagnostics_);
    }
    if (options_.description != nullptr) {
        lintAgainst(*options_.description, *catalog_, configuration, file_, diagnostics_);
    } else {
        lintNames(*catalog_, configuration, diagnostics_);
    }
    if (known && !diagnostics_.hasErrors()) {
        lintLimitNames(*catalog_, options_, configuration, *known, diagnostics_);
    }
}

std::shared_ptr<const OperationCatalog> OperationCatalog::load(const std::filesystem::path& folder,
                                                               const CatalogOptions& options,
                                                               xml::Diagnostics& diagnostics) {
    xml::Diagnostics own;
    std::shared_ptr<const OperationCatalog> catalog = CatalogBuilder(options, own).build(folder);
    diagnostics.append(own);
    return catalog;
}

}  // namespace muster::rest
