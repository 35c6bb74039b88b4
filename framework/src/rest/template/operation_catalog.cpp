#include "rest/template/operation_catalog.h"

#include <algorithm>

#include <muster/core/ids.h>

namespace muster::rest {

std::vector<std::string> RelUrlTemplate::placeholders() const {
    std::vector<std::string> names = path.names();
    const auto add = [&names](const PlaceholderText& text) {
        const std::vector<std::string> more = text.names();
        names.insert(names.end(), more.begin(), more.end());
    };
    for (const QueryRule& rule : query) add(rule.value);
    for (const HeaderRule& rule : headers) add(rule.value);
    if (body) add(*body);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

const RelUrlTemplate* OperationCatalog::find(const OperationKey& key) const {
    if (const auto found = templates_.find(key.canonical()); found != templates_.end()) {
        return &found->second;
    }
    const bool isSwitch =
        key.operation() == Operation::kEnable || key.operation() == Operation::kDisable;
    if (isSwitch && key.attributePath().empty()) {
        const std::string spelling =
            key.objectClass() + "." + std::string(attr::kEnable) + ".UPDATEOP";
        const auto found = templates_.find(spelling);
        return found == templates_.end() ? nullptr : &found->second;
    }
    return nullptr;
}

Result<const RelUrlTemplate*> OperationCatalog::require(std::string_view key) const {
    MUSTER_ASSIGN_OR_RETURN(const OperationKey parsed, OperationKey::parse(key));
    if (const RelUrlTemplate* found = find(parsed)) {
        return found;
    }
    std::vector<std::string_view> known;
    for (const auto& [name, relUrl] : templates_) {
        if (relUrl.key.objectClass() == parsed.objectClass()) {
            known.push_back(name);
        }
    }
    const std::string_view near = xml::nearest(key, known);
    return Error{
        .code = ErrorCode::kConfiguration,
        .message = (files_.empty() ? std::string(kFileName) : files_.back().string()) +
                   ": no template for \"" + std::string(key) + "\", " +
                   (known.empty() ? "and none for the class \"" + parsed.objectClass() + "\""
                                  : "expected " + xml::quotedList(known)),
        .hint = near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?"};
}

std::vector<std::filesystem::path> OperationCatalog::folders() const {
    std::vector<std::filesystem::path> folders;
    folders.reserve(files_.size());
    for (const std::filesystem::path& file : files_) {
        folders.push_back(file.parent_path());
    }
    return folders;
}

std::vector<const RelUrlTemplate*> OperationCatalog::all() const {
    std::vector<const RelUrlTemplate*> templates;
    templates.reserve(templates_.size());
    for (const auto& [key, relUrl] : templates_) {
        templates.push_back(&relUrl);
    }
    return templates;
}

const ClassRule& OperationCatalog::classRule(std::string_view objectClass) const {
    static const ClassRule kNone;
    const auto found = classes_.find(objectClass);
    return found == classes_.end() ? kNone : found->second;
}

std::optional<Classified> OperationCatalog::judge(const ExpandedRequest& request, int status,
                                                  std::string_view body) const {
    const bool isSuccess = status >= 200 && status <= 299;
    if (isSuccess && !errors_.isErrorInSuccess(body)) {
        return std::nullopt;
    }
    // Masked before it is read: what is cut to a length later must not leave half a secret.
    const std::string shown = maskSecrets(std::string(body), request.secrets);
    Classified classified = errors_.classify({.status = status,
                                              .target = errors_.readBody(shown),
                                              .operationKey = request.operationKey,
                                              .idempotent = request.idempotent,
                                              .readOnly = request.readOnly});
    classified.error.message = maskSecrets(std::move(classified.error.message), request.secrets);
    return classified;
}

}  // namespace muster::rest
