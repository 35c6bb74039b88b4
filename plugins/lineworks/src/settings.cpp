#include "settings.h"

#include <algorithm>
#include <array>
#include <limits>
#include <sstream>

namespace muster::lineworks {
namespace {

Error wrongSetting(const std::string& setting, const std::string& found,
                   const std::string& expected) {
    return Error{
        .code = ErrorCode::kConfiguration,
        .message = "the setting " + setting + " is \"" + found + "\"; expected " + expected};
}

std::vector<std::string> wordsOf(const std::string& text) {
    std::string parted = text;
    std::replace(parted.begin(), parted.end(), ',', ' ');
    std::istringstream words(parted);
    std::vector<std::string> all;
    for (std::string word; words >> word;) {
        all.push_back(word.starts_with("@") ? word.substr(1) : word);
    }
    return all;
}

}  // namespace

Result<RemovalPolicy> parseRemovalPolicy(const std::string& word) {
    if (word == "delete") {
        return RemovalPolicy::kDelete;
    }
    if (word == "forcedelete") {
        return RemovalPolicy::kForceDelete;
    }
    if (word == "suspend") {
        return RemovalPolicy::kSuspend;
    }
    if (word == "unlink") {
        return RemovalPolicy::kUnlink;
    }
    return wrongSetting("policy", word, "delete, forcedelete, suspend or unlink");
}

bool Settings::asksForFreeAlone() const {
    constexpr std::array<std::string_view, 5> kFree = {"user.read", "group.read", "orgunit.read",
                                                       "user.email.read", "user.profile.read"};
    return !scopes.empty() &&
           std::all_of(scopes.begin(), scopes.end(), [&](const std::string& scope) {
               return std::find(kFree.begin(), kFree.end(), scope) != kFree.end();
           });
}

Result<Settings> Settings::from(const sdk::Properties& properties) {
    Settings settings;
    settings.domainId = properties.integer("domainId");
    if (settings.domainId < 1 || settings.domainId > std::numeric_limits<std::int32_t>::max()) {
        return wrongSetting("domainId", std::to_string(settings.domainId),
                            "the number at the foot of the Developer Console's menu");
    }
    settings.plan = properties.text("plan");
    settings.scopes = wordsOf(properties.text("scope"));
    settings.hasSingleSignOn = properties.boolean("singleSignOn");
    settings.emailDomains = wordsOf(properties.text("emailDomains"));
    MUSTER_ASSIGN_OR_RETURN(settings.deletePolicy,
                            parseRemovalPolicy(properties.text("deletePolicy")));
    MUSTER_ASSIGN_OR_RETURN(settings.disassociatePolicy,
                            parseRemovalPolicy(properties.text("disassociatePolicy")));
    settings.deletesPending = properties.text("pendingRemoval") == "delete";
    settings.adoptsExisting = properties.boolean("adoptExisting");
    settings.undeletesExisting = properties.boolean("undeleteExisting");
    settings.maxOrgDepth = properties.integer("maxOrgDepth");
    if (settings.maxOrgDepth < 0) {
        return wrongSetting("maxOrgDepth", std::to_string(settings.maxOrgDepth),
                            "0 for no limit, or how many levels there may be");
    }
    settings.dropsIllegalPhonetics = properties.text("illegalPhonetics") == "drop";
    settings.passwordNeedsSpecial = properties.boolean("passwordNeedsSpecial");
    return settings;
}

}  // namespace muster::lineworks
