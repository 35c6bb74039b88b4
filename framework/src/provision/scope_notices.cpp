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

/** Requests of one object class that need the same scopes. */
struct Missing {
    std::string objectClass;
    std::vector<std::string> scopes;
    std::string requests;
};

bool isSameNeed(const Missing& missing, const rest::RelUrlTemplate& relUrl) {
    return missing.objectClass == relUrl.key.objectClass() &&
           std::is_permutation(missing.scopes.begin(), missing.scopes.end(), relUrl.scopes.begin(),
                               relUrl.scopes.end());
}

void addMissing(std::vector<Missing>& all, const rest::RelUrlTemplate& relUrl,
                const std::string& what) {
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const Missing& one) { return isSameNeed(one, relUrl); });
    if (found == all.end()) {
        found = all.insert(all.end(), {relUrl.key.objectClass(), relUrl.scopes, ""});
    }
    found->requests +=
        (found->requests.empty() ? "\"" : ", \"") + what + "\" (" + relUrl.key.toString() + ")";
}

Notice toNotice(const Missing& missing) {
    const std::vector<std::string_view> needed(missing.scopes.begin(), missing.scopes.end());
    return {
        "scope-missing",
        "class " + missing.objectClass + ": not permitted: " + missing.requests +
            (needed.size() > 1 ? "; any one of the scopes " + xml::quotedList(needed) + " is enough"
                               : "; the scope " + xml::quotedList(needed) + " is needed"),
        ""};
}

}  // namespace

std::vector<Notice> scopeNotices(const rest::OperationCatalog& operations,
                                 const Description& description,
                                 const std::vector<std::string>& granted) {
    std::vector<Missing> missing;
    std::size_t known = 0;
    std::size_t permitted = 0;
    for (const rest::RelUrlTemplate* relUrl : operations.all()) {
        const std::string what = descriptionOf(description, *relUrl);
        if (relUrl->scopes.empty() || what.empty()) {
            continue;
        }
        ++known;
        if (isPermitted(*relUrl, granted)) {
            ++permitted;
        } else {
            addMissing(missing, *relUrl, what);
        }
    }
    if (known == 0) {
        return {};
    }
    std::vector<Notice> notices = {
        {"scopes",
         "the token's scopes permit " +
             (missing.empty() ? "all " + std::to_string(known)
                              : std::to_string(permitted) + " of " + std::to_string(known)) +
             " requests",
         ""}};
    std::transform(missing.begin(), missing.end(), std::back_inserter(notices), &toNotice);
    return notices;
}

}  // namespace muster::provision
