#include "lineworks/domains.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "common/text.h"

namespace sandbox::lineworks {

std::optional<Domain> parseDomain(std::string_view item) {
    const auto equals = item.find('=');
    if (equals == std::string_view::npos || equals + 1 == item.size()) return std::nullopt;
    std::int32_t id = 0;
    const auto [end, error] = std::from_chars(item.data(), item.data() + equals, id);
    if (error != std::errc{} || end != item.data() + equals || id < 1) return std::nullopt;
    return Domain{id, lowered(item.substr(equals + 1))};
}

std::optional<std::string> checkDomain(std::string_view item) {
    if (parseDomain(item)) return {};
    return "found \"" + std::string(item) +
           "\", expected ID=MAIL.DOMAIN with a number from 1 to 2147483647";
}

std::vector<Domain> domainsOf(const Settings& settings) {
    std::vector<Domain> domains;
    for (const auto& item : settings.domains) {
        if (auto domain = parseDomain(item)) domains.push_back(std::move(*domain));
    }
    return domains;
}

std::int64_t homeDomain(const Settings& settings) {
    const auto domains = domainsOf(settings);
    return domains.empty() ? 0 : domains.front().id;
}

bool isOurDomain(const Settings& settings, std::int64_t id) {
    const auto domains = domainsOf(settings);
    return std::any_of(domains.begin(), domains.end(), [&](auto& each) { return each.id == id; });
}

bool ownsMailDomain(const Settings& settings, std::string_view mailDomain) {
    const auto domains = domainsOf(settings);
    return std::any_of(domains.begin(), domains.end(),
                       [&](auto& each) { return equalsIgnoringCase(each.mailDomain, mailDomain); });
}

}  // namespace sandbox::lineworks
