#include "zoom/account_rules.h"

#include <algorithm>

namespace sandbox::zoom {

namespace {

std::string_view domainOf(std::string_view mail) {
    const auto at = mail.rfind('@');
    return at == std::string_view::npos ? std::string_view{} : mail.substr(at + 1);
}

bool holdsDomain(const std::vector<std::string>& domains, std::string_view mail) {
    return std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
        return equalsIgnoringCase(domain, domainOf(mail));
    });
}

}  // namespace

bool onAssociatedDomain(const Settings& settings, std::string_view mail) {
    return holdsDomain(settings.domains, mail);
}

Refusal checkDomainAllowed(const Settings& settings, std::string_view mail) {
    if (holdsDomain(settings.blockedDomains, mail)) {
        return apiError(400, 1107, "Email domain is blocked.");
    }
    const auto& limited = settings.limitedDomains;
    if (!limited.empty() && !holdsDomain(limited, mail)) {
        return apiError(400, 1116,
                        "Email address " + std::string(mail) +
                            " doesn't match limited domains: " + joinList(limited, ", "));
    }
    return {};
}

Refusal checkTypeAllowed(const Settings& settings, int userType, bool madeBySso) {
    if (userType == type::kOnPrem && !settings.onPrem) {
        return apiError(400, 300, "Your account can't set user type as On-prem.");
    }
    if (userType == type::kNone && !madeBySso) {
        return apiError(400, 1108,
                        "Permission requirements to change the user type of this user were not "
                        "met.");
    }
    return {};
}

Refusal checkSeat(const Account& account, int userType) {
    const auto& settings = account.settings;
    const int paid = settings.plan == "free" ? 0 : settings.paidSeats;
    const auto full = [&](int seats) {
        return seats >= 0 && account.users.seatsTaken(userType) >= seats;
    };
    if (userType == type::kLicensed && full(paid)) {
        if (settings.oldTexts) {  // 2018 error list
            return apiError(400, 3412, "You can add max " + std::to_string(paid) + " paid users.");
        }
        return apiError(400, 3412,
                        "The account has reached the maximum number of " + std::to_string(paid) +
                            " paid users. Clear pending users or buy more licenses.");
    }
    if (userType == type::kBasic && full(settings.basicSeats)) {
        return apiError(400, 2033,
                        "The account has reached the maximum number of " +
                            std::to_string(settings.basicSeats) + " basic users.");
    }
    return {};
}

bool addressInUse(const Account& account, std::string_view mail) {
    return account.users.findByMail(mail) != nullptr || account.outside.contains(lowered(mail));
}

bool isMailAddress(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\r\n\"<>,") == std::string_view::npos && codePoints(text) <= 128;
}

}  // namespace sandbox::zoom
