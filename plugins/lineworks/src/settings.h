#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** What becomes of a member who is deleted or disassociated. */
enum class RemovalPolicy {
    kDelete,       ///< deleted, and can be brought back for 7 days
    kForceDelete,  ///< deleted at once, for good
    kSuspend,      ///< the member stays and cannot sign in
    kUnlink,       ///< the member stays as it is, without an External Key
};

/** The word of a setting or an option. kConfiguration for any other one. */
Result<RemovalPolicy> parseRemovalPolicy(const std::string& word);

/** The target's settings, as the properties of the description say. */
struct Settings {
    std::int64_t domainId = 0;
    std::string plan = "standard";
    /** Whether the tenant signs in by single sign-on: new members are then in use at once. */
    bool hasSingleSignOn = true;
    /** What may stand behind the `@` of a login id; empty for anything. */
    std::vector<std::string> emailDomains = {};
    RemovalPolicy deletePolicy = RemovalPolicy::kDelete;
    RemovalPolicy disassociatePolicy = RemovalPolicy::kSuspend;
    /** Whether a removal by suspending deletes a pending member, who cannot be suspended. */
    bool deletesPending = false;
    bool adoptsExisting = true;
    bool undeletesExisting = false;
    /** How many levels of org units there may be; 0 for no limit. */
    std::int64_t maxOrgDepth = 9;
    /** Whether a phonetic that is no katakana is left out, with a notice, and not refused. */
    bool dropsIllegalPhonetics = false;
    bool passwordNeedsSpecial = false;

    /** What the token is asked for. */
    std::vector<std::string> scopes = {};

    bool isFree() const { return plan.starts_with("free"); }
    /** Whether every scope asked for is one that the plan Free has too; they read alone
     * (Developers, directory). */
    bool asksForFreeAlone() const;

    /** kConfiguration for a setting out of its range, or two that contradict each other. */
    static Result<Settings> from(const sdk::Properties& properties);
};

}  // namespace muster::lineworks
