#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lineworks/settings.h"

namespace sandbox::lineworks {

/// A domain of the tenant: a company of a group has one each.
struct Domain {
    std::int64_t id;
    std::string mailDomain;
};

/// Reads an item of the switch `domains`; nothing when it is not ID=MAIL.DOMAIN.
std::optional<Domain> parseDomain(std::string_view item);

/// What is wrong with such an item, nothing when it is right.
std::optional<std::string> checkDomain(std::string_view item);

/// The domains of the tenant; the first is that of the app.
std::vector<Domain> domainsOf(const Settings& settings);

/// Id of the domain in which the app was registered.
std::int64_t homeDomain(const Settings& settings);

bool isOurDomain(const Settings& settings, std::int64_t id);

/// True when the part of an address behind "@" is a mail domain of the tenant.
bool ownsMailDomain(const Settings& settings, std::string_view mailDomain);

}  // namespace sandbox::lineworks
