#include "lineworks/names_in_use.h"

#include "common/text.h"

namespace sandbox::lineworks {

namespace {

constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;

template <typename Object>
bool hasMail(const ObjectStore<Object>& store, std::string_view mail, std::string_view self) {
    const auto* holder = store.findByMail(mail);
    return holder != nullptr && !isGone(*holder) && holder->id != self;
}

}  // namespace

bool mailHeld(const Directory& directory, std::string_view mail, std::string_view self) {
    return hasMail(directory.users, mail, self) || hasMail(directory.orgUnits, mail, self) ||
           hasMail(directory.groups, mail, self);
}

bool mailInUse(const Tenant& tenant, std::string_view mail, std::string_view self) {
    return mailHeld(tenant.directory, mail, self) ||
           tenant.directory.mails.holds(lowered(mail), tenant.clock.nowMs());
}

bool userKeyInUse(const Tenant& tenant, std::string_view key, std::string_view self) {
    return keyInUse(tenant.directory.users, key, self) ||
           tenant.directory.keys.holds(key, tenant.clock.nowMs());
}

void reserveNames(Tenant& tenant, const User& user, int days) {
    const auto untilMs = tenant.clock.nowMs() + days * kDayMs;
    for (const auto& mail : mailsOf(user)) tenant.directory.mails.hold(lowered(mail), untilMs);
    tenant.directory.keys.hold(user.externalKey, untilMs);
}

}  // namespace sandbox::lineworks
