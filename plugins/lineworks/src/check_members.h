#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "check_org_units.h"
#include "user.h"

namespace muster::lineworks {

/** Findings about members, who come one by one; what can only be said of all together comes with
 * `finish`. */
class MemberCheck {
public:
    MemberCheck(const OrgUnitPlaces& places, const Settings& settings, CheckFindings& findings)
        : places_(places), settings_(settings), findings_(findings) {}

    void add(const User& user);
    /** One realm, one `@` suffix, one manager for each org unit. */
    void finish();

private:
    /** What is kept of each member until the end. */
    struct Member {
        std::string id;
        std::string email;
        std::set<std::string> realms;  ///< org units at the top of its posts
    };

    void checkDeleted(const User& user);
    void checkKey(const User& user);
    void checkState(const User& user);
    void checkNamesOf(const User& user);
    void checkMains(const User& user);
    void keep(const User& user);
    void checkSuffixes();
    void checkRealms();
    void checkManagers();
    void tell(const Member& member, CheckFinding::Severity severity, std::string code,
              const std::string& fact, std::string hint);
    void tell(const User& user, CheckFinding::Severity severity, std::string code,
              const std::string& fact, std::string hint);

    const OrgUnitPlaces& places_;
    const Settings& settings_;
    CheckFindings& findings_;
    std::vector<Member> members_;
    std::map<std::string, std::vector<std::string>> managers_;  // login ids by org unit
};

}  // namespace muster::lineworks
