#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/sdk/call.h>

namespace muster::zoom {

/** What it takes to invite somebody whose invitation is to be replaced. */
struct Invitation {
    std::string uid = {};  ///< of the pending user who is to go
    std::string email = {};
    std::vector<Attribute> info = {};  ///< `user_info` of POST /users
    std::vector<std::string> groupIds = {};
};

/** Keeps an invitation with the user, for the later attempts of the same operation: Zoom forgets
 * the user with the old invitation. Valid during the call. */
class InvitationMemory {
public:
    explicit InvitationMemory(sdk::Call& call) : call_(call) {}

    /** What an earlier attempt of this operation has kept; `asked` is how it names the user. What
     * another operation has kept is left alone: that user may be gone on purpose. */
    Result<std::optional<Invitation>> find(const std::string& asked) const;
    /** Durable before the next step. */
    Result<void> keep(const std::string& asked, const Invitation& invitation) const;
    Result<void> forget(const std::string& asked, const Invitation& invitation) const;

private:
    Result<void> write(const std::string& asked, const Invitation& invitation,
                       const Attribute& value) const;

    sdk::Call& call_;
};

}  // namespace muster::zoom
