#include "org_unit_finder.h"

#include "schema.h"
#include "user_posts.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

/** How long an org unit that was seen is taken to be there. */
constexpr std::chrono::minutes kTrusted{5};
constexpr std::chrono::minutes kVisibleEverywhere{10};
constexpr std::chrono::seconds kTryAgainAfter{30};
constexpr std::string_view kMadeAt = "madeAt";

/** How long a walk through all org units serves. */
constexpr std::chrono::minutes kTreeTrusted{10};

}  // namespace

Result<std::optional<OrgUnitFinder::Seen>> OrgUnitFinder::find(sdk::Call& call,
                                                               const std::string& address) {
    using Found = std::optional<Seen>;
    const auto now = std::chrono::steady_clock::now();
    if (const auto entry = known_.find(address);
        entry != known_.end() && now - entry->second.at < kTrusted) {
        return Found(entry->second.seen);
    }
    if (call.isDryRun()) {
        return Found(Seen{.id = address});
    }
    MUSTER_ASSIGN_OR_RETURN(const Uid uid, Uid::parse(address));
    MUSTER_ASSIGN_OR_RETURN(const std::optional<ConnectorObject> orgUnit,
                            sdk::NamedReader(call, orgUnits()).find(uid));
    if (!orgUnit) {
        known_.erase(address);
        return Found();
    }
    const Seen seen{.id = orgUnit->uid, .displayLevel = numberOf(*orgUnit, name::kDisplayLevel)};
    known_[address] = {seen, now};
    known_[orgUnit->uid] = {seen, now};
    return Found(seen);
}

Result<OrgUnitFinder::Seen> OrgUnitFinder::require(sdk::Call& call, const std::string& address,
                                                   std::string_view attribute) {
    MUSTER_ASSIGN_OR_RETURN(const std::optional<Seen> seen, find(call, address));
    if (seen) {
        return *seen;
    }
    return sdk::refusal(
        ErrorCode::kInvalidAttributeValue,
        "org unit \"" + address + "\" is not in LINE WORKS: provision organisations first",
        "org units are addressed by id or externalKey:KEY; search --class "
        "__ORGUNIT__ lists them",
        std::string(attribute));
}

Result<std::vector<Value>> OrgUnitFinder::resolve(sdk::Call& call, const std::vector<Value>& posts,
                                                  const std::vector<Value>& current) {
    std::vector<Value> resolved;
    for (const Value& post : posts) {
        const std::string address = orgUnitOf(post);
        std::optional<std::string> id = idAmong(current, address);
        if (!id) {
            MUSTER_ASSIGN_OR_RETURN(const Seen seen, require(call, address, name::kOrgUnits));
            id = seen.id;
        }
        resolved.push_back(*id == address ? post : withOrgUnit(post, *id));
    }
    return resolved;
}

Result<std::vector<OrgUnitTree::Node>> OrgUnitFinder::keylessWithin(
    sdk::Call& call, const std::string& parent, const std::string& orgUnitName) {
    const auto now = std::chrono::steady_clock::now();
    if (!tree_ || now - treeAt_ > kTreeTrusted || call.isDryRun()) {
        MUSTER_ASSIGN_OR_RETURN(tree_, OrgUnitTree::read(call));
        treeAt_ = now;
    }
    std::vector<OrgUnitTree::Node> keyless;
    for (const OrgUnitTree::Node& node : tree_->within(parent, orgUnitName)) {
        MUSTER_ASSIGN_OR_RETURN(const Uid uid, Uid::parse(node.id));
        MUSTER_ASSIGN_OR_RETURN(const std::optional<ConnectorObject> orgUnit,
                                sdk::NamedReader(call, orgUnits()).find(uid));
        if (orgUnit && textOf(*orgUnit, name::kExternalKey).empty() &&
            textOf(*orgUnit, name::kParent) == parent) {
            keyless.push_back(node);
        }
    }
    return keyless;
}

void OrgUnitFinder::forget(const std::string& id) {
    std::erase_if(
        known_, [&](const auto& entry) { return entry.first == id || entry.second.seen.id == id; });
}

Result<void> rememberMade(sdk::Call& call, const std::string& orgUnitId) {
    return call.host().remember(class_name::kOrgUnit, orgUnitId,
                                {Attribute(std::string(kMadeAt), Value(Time::now()))});
}

Result<bool> isAnyNew(sdk::Call& call, const std::vector<std::string>& orgUnitIds) {
    for (const std::string& id : orgUnitIds) {
        MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> kept,
                                call.host().recall(class_name::kOrgUnit, id));
        const Attribute* made = findAttribute(kept, kMadeAt);
        const auto* time =
            made == nullptr || made->single() == nullptr ? nullptr : made->single()->as<Time>();
        const std::int64_t window =
            std::chrono::duration_cast<std::chrono::microseconds>(kVisibleEverywhere).count();
        if (time != nullptr && Time::now().microseconds - time->microseconds < window) {
            return true;
        }
    }
    return false;
}

Error waitForOrgUnit(Error error) {
    error.code = ErrorCode::kRetryable;
    error.outcome = Outcome::kNotApplied;
    error.retryable = true;
    error.retryAfter = kTryAgainAfter;
    error.message =
        "LINE WORKS does not let members into a new org unit yet, which may take 10 minutes: " +
        error.message;
    error.hint = "it goes on by itself";
    return error;
}

}  // namespace muster::lineworks
