#include "managed_domains.h"

#include <algorithm>

#include "schema.h"
#include "target_errors.h"
#include <muster/core/ids.h>
#include <muster/sdk/json.h>

namespace muster::zoom {
namespace {

std::string_view domainOf(std::string_view email) {
    const std::size_t at = email.rfind('@');
    return at == std::string_view::npos ? std::string_view() : email.substr(at + 1);
}

/** Errors that say that nothing of the kind is told here, and no trouble of the way there. */
bool isNotTold(const Error& error) {
    return error.code == ErrorCode::kPermissionDenied || error.code == ErrorCode::kUnknownUid ||
           error.code == ErrorCode::kConfiguration || error.code == ErrorCode::kNotSupported;
}

std::string joined(const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& item : list) {
        text += (text.empty() ? "" : ", ") + item;
    }
    return text;
}

}  // namespace

Result<std::optional<std::vector<std::string>>> ManagedDomains::read(sdk::Call& call) {
    using Domains = std::optional<std::vector<std::string>>;
    if (isForbidden_) {
        return Domains();
    }
    const Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kManagedDomains)});
    if (!response) {
        isForbidden_ = isNotTold(response.error());
        return isForbidden_ ? Result<Domains>(Domains()) : explained(response.error());
    }
    if (response->isDryRun) {
        return Domains();
    }
    std::vector<std::string> domains;
    for (const std::string& record : response->records) {
        const auto json = sdk::parseJsonObject(record);
        const std::string status = json ? sdk::jsonText(*json, "status") : std::string();
        if (json && (status.empty() || status == "verified")) {
            domains.push_back(sdk::jsonText(*json, "domain"));
        }
    }
    return Domains(std::move(domains));
}

Result<void> ManagedDomains::explain(sdk::Call& call) {
    MUSTER_ASSIGN_OR_RETURN(const auto domains, read(call));
    if (!domains) {
        call.notice("managed-domains-not-read",
                    "the account's managed domains cannot be read (scope "
                    "account:read:managed_domains:master), so nothing warns of addresses outside "
                    "them");
    } else if (domains->empty()) {
        call.notice("managed-domains",
                    "the account manages no domain: Zoom refuses to change addresses (1116), "
                    "createType ssoCreate leaves users pending, autoCreate is refused; "
                    "disassociate works for all users");
    } else {
        call.notice(
            "managed-domains",
            "the account manages " + joined(*domains) +
                ": addresses can be changed to these domains only; createType autoCreate "
                "and ssoCreate make active users there and pending or refused ones "
                "elsewhere; users there may be refused by disassociate (1107): delete them");
    }
    return {};
}

Result<void> ManagedDomains::warnOfChange(sdk::Call& call, std::string_view from,
                                          std::string_view to) {
    const std::string_view domain = domainOf(to);
    if (equalNames(domain, domainOf(from))) {
        return {};
    }
    MUSTER_ASSIGN_OR_RETURN(const auto domains, read(call));
    const bool isInside =
        !domains || std::any_of(domains->begin(), domains->end(),
                                [&](const auto& one) { return equalNames(one, domain); });
    if (!isInside) {
        call.notice("email-outside-managed-domains",
                    "\"" + std::string(to) + "\" is outside the account's managed domains (" +
                        (domains->empty() ? std::string("there are none") : joined(*domains)) +
                        "); Zoom refuses such changes",
                    attr::kName);
    }
    return {};
}

}  // namespace muster::zoom
