#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/sdk/call.h>

namespace muster::zoom {

/** The address domains that the account has proved to be its own: e-mail changes, create types and
 * disassociate depend on them (Zoom help centre KB0068363; Zoom Users API reference). One for each
 * instance of the connector. */
class ManagedDomains {
public:
    /** The verified domains; nothing when Zoom does not tell them (the scope is missing, or the
     * template). What does not permit reading once is not asked again, since Zoom may disable apps
     * whose requests often fail (Zoom, "Using Zoom APIs"). Any other I/O error. */
    Result<std::optional<std::vector<std::string>>> read(sdk::Call& call);

    /** Tells in notices what the domains mean for operations; also that they cannot be read. */
    Result<void> explain(sdk::Call& call);

    /** Says in a notice `email-outside-managed-domains` that Zoom will probably refuse a change to
     * an address in a domain that is not managed. Reads nothing when the domain stays the same. */
    Result<void> warnOfChange(sdk::Call& call, std::string_view from, std::string_view to);

private:
    bool isForbidden_ = false;
};

}  // namespace muster::zoom
