#include "lineworks/control.h"

#include <mutex>
#include <shared_mutex>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/domains.h"
#include "lineworks/find.h"
#include "lineworks/seed.h"
#include "lineworks/state.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::uint64_t kDefaultSeconds = 10;
constexpr std::uint64_t kMostSeconds = 3600;

}  // namespace

Control::Control(const Parts& parts) : parts_(parts), tenant_(parts.tenant), table_(actions()) {
    table_.add(trafficActions(parts.traffic, tenant_.ledger));
}

std::vector<ControlAction> Control::actions() {
    const auto call = [this](Response (Control::*run)(const ControlOrder&)) {
        return [this, run](const ControlOrder& order) { return (this->*run)(order); };
    };
    return {
        {"GET", "state", "Users, org units, groups and so on, settings, time",
         call(&Control::state)},
        {"GET", "credentials", "What a client needs: domain, client, service account, private key",
         call(&Control::credentials)},
        {"POST", "seed", "{orgUnits, users, groups, levels, ..., settings}: add them",
         call(&Control::seed)},
        {"POST", "settings", "{switch: value, ...}: change switches",
         call(&Control::changeSettings)},
        {"POST", "activate", "{email}: the pending member logs in", call(&Control::activate)},
        {"POST", "revoke-tokens", "No token issued so far is valid any more",
         call(&Control::revokeTokens)},
        {"GET", "limits", "?seconds=N: calls, refusals and rates by operation",
         call(&Control::limits)},
        {"DELETE", "limits", "Forget these counts; what the minute has used stays",
         call(&Control::clearLimits)},
        {"GET", "pacing", "Writes that broke the rules of pacing", call(&Control::pacing)},
        {"DELETE", "pacing", "Forget them", call(&Control::clearPacing)},
        {"POST", "reset", "As it was at the start", call(&Control::reset)},
    };
}

std::optional<std::string> Control::fill() {
    const auto& start = parts_.start;
    if (!start.seed.is_null()) {
        if (const auto problem = applySeed(tenant_, start.seed)) {
            return "the seed cannot be used: " + *problem;
        }
    }
    if (start.users > 0) {
        const json::object generate{{"generate", json::object{{"count", start.users}}}};
        if (const auto problem = applySeed(tenant_, generate)) {
            return "--users cannot be used: " + *problem;
        }
    }
    std::uint64_t number = 0;
    for (const auto& fault : start.faults) {
        if (auto problem = parts_.traffic.order(fault, number)) return problem;
    }
    return {};
}

Response Control::seed(const ControlOrder& order) {
    const std::unique_lock lock(tenant_.lock);
    if (const auto problem = applySeed(tenant_, order.body)) return controlRefusal(400, *problem);
    return controlAnswer({{"users", tenant_.directory.users.size()},
                          {"orgUnits", tenant_.directory.orgUnits.size()}});
}

Response Control::state(const ControlOrder&) {
    const std::shared_lock lock(tenant_.lock);
    return controlAnswer(stateOf(tenant_));
}

Response Control::credentials(const ControlOrder&) {
    const std::shared_lock lock(tenant_.lock);
    const auto& settings = tenant_.settings;
    const auto pem = parts_.key.privatePem();
    return controlAnswer({{"domainId", homeDomain(settings)},
                          {"clientId", settings.clientId},
                          {"clientSecret", settings.clientSecret},
                          {"serviceAccount", settings.serviceAccount},
                          // With --public-key the private part stays with whoever made it.
                          {"privateKey", pem.empty() ? json::value(nullptr) : json::value(pem)}});
}

Response Control::activate(const ControlOrder& order) {
    const std::unique_lock lock(tenant_.lock);
    const auto* body = order.body.if_object();
    const auto mail = body == nullptr ? std::string_view() : textOf(*body, "email");
    if (mail.empty()) return controlRefusal(400, "expected {\"email\":\"...\"}");
    const auto* user = findUser(tenant_, mail);
    if (user == nullptr || !user->pending || user->deleted()) {
        return controlRefusal(400, "no pending user has the address \"" + std::string(mail) + "\"");
    }
    tenant_.directory.users.change(*user, [](User& held) { held.pending = false; });
    return controlAnswer(stateOfUser(tenant_, *user));
}

Response Control::changeSettings(const ControlOrder& order) {
    const std::unique_lock lock(tenant_.lock);
    if (const auto problem = applySwitches(tenant_.settings, switches(), order.body)) {
        return controlRefusal(400, *problem);
    }
    tenant_.gate.wake();
    return controlAnswer(toJson(tenant_.settings));
}

Response Control::revokeTokens(const ControlOrder&) {
    const std::unique_lock lock(tenant_.lock);
    const auto revoked = tenant_.tokens.size();
    tenant_.tokens.revokeAll();
    return controlAnswer({{"revoked", revoked}});
}

Response Control::limits(const ControlOrder& order) {
    const auto seconds = numberOf(order.query, "seconds", kDefaultSeconds, 1, kMostSeconds);
    if (!seconds) return controlRefusal(400, "\"seconds\" must be a number from 1 to 3600");
    const std::shared_lock lock(tenant_.lock);
    auto row = tenant_.limits.describe(tenant_.settings, parts_.traffic.clock.nowUs(),
                                       static_cast<int>(*seconds));
    row["answers"] = answersOf(parts_.traffic.answers);
    return controlAnswer(row);
}

Response Control::clearLimits(const ControlOrder&) {
    tenant_.limits.clearCounts();
    parts_.traffic.answers.clear();
    return emptyResponse(204);
}

Response Control::pacing(const ControlOrder&) { return controlAnswer(tenant_.pacing.describe()); }

Response Control::clearPacing(const ControlOrder&) {
    tenant_.pacing.clear();
    return emptyResponse(204);
}

Response Control::reset(const ControlOrder&) {
    const std::unique_lock lock(tenant_.lock);
    parts_.traffic.reset();
    tenant_.reset(parts_.start.settings);
    if (const auto problem = fill()) return controlRefusal(500, *problem);
    return controlAnswer({{"users", tenant_.directory.users.size()},
                          {"orgUnits", tenant_.directory.orgUnits.size()}});
}

}  // namespace sandbox::lineworks
