#include "lineworks/tenant.h"

#include <random>
#include <utility>
#include <vector>

#include "lineworks/domains.h"
#include "lineworks/user_fields.h"

namespace sandbox::lineworks {

namespace {

constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;
/// The docs name no limit.
constexpr std::int64_t kCursorLifeMs = 3650 * kDayMs;

User makeAdmin(const Settings& settings, IdSource& ids, std::int64_t nowMs) {
    User admin;
    admin.id = ids.hexId();
    admin.domainId = homeDomain(settings);
    admin.email = settings.adminEmail;
    admin.name = {"Admin", "Super", "", ""};
    admin.profile = emptyProfile();
    admin.role = Role::kSuperAdmin;
    admin.createdAtMs = nowMs;
    admin.organizations = {{.domainId = admin.domainId, .primary = true}};
    return admin;
}

}  // namespace

Tenant::Tenant(const Clock& time, const Settings& start) : clock(time) { reset(start); }

void Tenant::reset(const Settings& start) {
    settings = start;
    directory = Directory{};
    directory.ids = IdSource(static_cast<std::uint64_t>(start.idSeed));
    tokenIds = IdSource(std::random_device{}());
    pages = PageTokens(std::random_device{}(), kCursorLifeMs);  // old cursors are unknown
    tokens.revokeAll();
    gate.wake();
    late.clear();
    lateToUsers.clear();
    ledger.clear();
    limits.reset();
    pacing.reset();
    directory.users.add(makeAdmin(start, directory.ids, clock.nowMs()));
}

bool isPurged(const Tenant& tenant, const User& user) {
    const auto graceMs = std::int64_t{tenant.settings.graceDays} * kDayMs;
    return user.deletedAtMs && tenant.clock.nowMs() - *user.deletedAtMs >= graceMs;
}

void purgeExpired(Tenant& tenant) {
    auto& users = tenant.directory.users;
    std::vector<const User*> expired;
    for (const auto number : users.linkedTo(kDeletedLink)) {
        if (isPurged(tenant, users.at(number))) expired.push_back(&users.at(number));
    }
    for (const auto* user : expired) users.remove(*user);
}

}  // namespace sandbox::lineworks
