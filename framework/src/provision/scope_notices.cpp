#include "provision/scope_notices.h"

#include <algorithm>

#include "xml/diagnostics.h"

namespace muster::provision {
namespace {

bool isPermitted(const rest::RelUrlTemplate& relUrl, const std::vector<std::string>& granted) {
    return std::any_of(relUrl.scopes.begin(), relUrl.scopes.end(), [&](const std::string& scope) {
        return std::find(granted.begin(), granted.end(), scope) != granted.end();
    });
}

/** The connector's description of a key; empty when it does not list it. */
std::string descriptionOf(const Description& description, const rest::RelUrlTemplate& relUrl) {
    for (const OperationKeyInfo& info : description.operationKeys) {
        if (info.key == relUrl.key.toString() || info.key == relUrl.key.canonical()) {
            return info.description;
        }
    }
    return {};
}

}  // namespace

std::vector<Notice> scopeNotices(const rest::OperationCatalog& operations,
                                 const Description& description,
                                 const std::vector<std::string>& granted) {
    std::vector<Notice> missing;
    std::size_t known = 0;
    for (const rest::RelUrlTemplate* relUrl : operations.all()) {
        const std::string what = descriptionOf(description, *relUrl);
        if (relUrl->scopes.empty() || what.empty()) {
            continue;
        }
        ++known;
        if (!isPermitted(*relUrl, granted)) {
            const std::vector<std::string_view> needed(relUrl->scopes.begin(),
                                                       relUrl->scopes.end());
            missing.push_back({"scope-missing",
                               "not permitted: \"" + what + "\" (" + relUrl->key.toString() +
                                   "); it needs the scope " + xml::quotedList(needed),
                               ""});
        }
    }
    if (known == 0) {
        return {};
    }
    const std::string permitted = std::to_string(known - missing.size());
    std::vector<Notice> notices = {{"scopes",
                                    missing.empty()
                                        ? "the token's scopes permit all " + permitted + " requests"
                                        : "the token's scopes permit " + permitted + " of " +
                                              std::to_string(known) + " requests",
                                    ""}};
    notices.insert(notices.end(), missing.begin(), missing.end());
    return notices;
}

}  // namespace muster::provision
