#include "zoom/account.h"

#include <random>
#include <utility>

#include "zoom/roles.h"

namespace sandbox::zoom {

namespace {

/// Developer docs, "Pagination".
constexpr std::int64_t kPageTokenLifeMs = std::int64_t{15} * 60 * 1000;

User makeOwner(const Settings& start, IdSource& ids, std::int64_t nowMs) {
    User owner;
    owner.id = ids.base64Url(22);
    owner.email = start.ownerEmail;
    owner.firstName = std::string("Account");
    owner.lastName = std::string("Owner");
    owner.displayName = builtDisplayName(owner.firstName, owner.lastName);
    owner.type = start.plan == "free" ? type::kBasic : type::kLicensed;
    owner.loginTypes = {login::kWorkEmail};
    owner.roleId = std::string(role::kOwner);
    owner.pmi = ids.tenDigits();
    owner.createdAtMs = nowMs;
    return owner;
}

}  // namespace

Account::Account(const Clock& time, const Settings& start) : clock(time) { reset(start); }

void Account::reset(const Settings& start) {
    settings = start;
    ids = IdSource(static_cast<std::uint64_t>(start.idSeed));
    // Tokens from before the reset are unknown.
    pages = PageTokens(std::random_device{}(), kPageTokenLifeMs);
    users.clear();
    groups.clear();
    roles.clear();
    addBuiltInRoles(roles);
    outside.clear();
    tokens.revokeAll();
    transfers.clear();
    gate.wake();
    late.clear();
    ledger.clear();
    limits.reset();

    users.add(makeOwner(start, ids, clock.nowMs()));
}

}  // namespace sandbox::zoom
