#include "org_unit_finder.h"

#include "schema.h"
#include "target_errors.h"
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

/** Org units may have been made elsewhere since. A walk costs a request for each 100 of them, so
 * that large tenants are walked through less often: a tenth of the requests of a minute at most. */
std::chrono::seconds missTrusted(const OrgUnitTree& tree) {
    constexpr std::size_t kPage = 100;
    constexpr std::chrono::seconds kForEachPage{6};
    return kForEachPage * static_cast<int>(tree.all().size() / kPage);
}

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
    return read(call, address);
}

Result<std::optional<OrgUnitFinder::Seen>> OrgUnitFinder::read(sdk::Call& call,
                                                               const std::string& address) {
    MUSTER_ASSIGN_OR_RETURN(const Uid uid, Uid::parse(address));
    MUSTER_ASSIGN_OR_RETURN(const std::optional<ConnectorObject> orgUnit,
                            sdk::NamedReader(call, orgUnits()).find(uid));
    if (!orgUnit) {
        std::erase_if(known_, [&](const auto& entry) {
            return entry.first == address || entry.second.seen.id == address;
        });
        return std::optional<Seen>();
    }
    Seen seen{.id = orgUnit->uid,
              .displayLevel = numberOf(*orgUnit, name::kDisplayLevel),
              .isHidden = textOf(*orgUnit, name::kVisible) == "false"};
    Entry entry{.seen = seen, .at = std::chrono::steady_clock::now()};
    entry.seen.isRemembered = true;  // for whoever asks next
    known_[address] = entry;
    known_[orgUnit->uid] = entry;
    return std::optional(std::move(seen));
}

Result<OrgUnitFinder::Seen> OrgUnitFinder::require(sdk::Call& call, const std::string& address,
                                                   std::string_view attribute) {
    MUSTER_ASSIGN_OR_RETURN(const std::optional<Seen> seen, find(call, address));
    if (seen) {
        return *seen;
    }
    return orgUnitIsNotThere(address, attribute);
}

Result<OrgUnitFinder::Seen> OrgUnitFinder::look(sdk::Call& call, const std::string& address,
                                                std::string_view attribute) {
    if (call.isDryRun()) {
        return require(call, address, attribute);
    }
    MUSTER_ASSIGN_OR_RETURN(const std::optional<Seen> seen, read(call, address));
    return seen ? Result<Seen>(*seen) : orgUnitIsNotThere(address, attribute);
}

Result<std::optional<std::string>> OrgUnitFinder::firstGone(
    sdk::Call& call, const std::vector<std::string>& addresses) {
    for (const std::string& address : addresses) {
        if (call.isDryRun()) {
            break;
        }
        const std::string asked = addressOf(address);
        MUSTER_ASSIGN_OR_RETURN(const std::optional<Seen> seen, read(call, address));
        if (!seen) {
            return std::optional(asked);
        }
    }
    return std::optional<std::string>();
}

Error OrgUnitFinder::whyNotWithin(sdk::Call& call, Error error, const std::string& parent) {
    constexpr int kNotFound = 404;
    const bool mayBeGone = error.httpStatus == kNotFound || isRefusedData(error);
    if (parent.empty() || !mayBeGone) {
        return error;
    }
    const Result<std::optional<std::string>> gone = firstGone(call, {parent});
    return gone && *gone ? orgUnitIsNotThere(**gone, name::kParent) : error;
}

std::vector<std::string> OrgUnitFinder::idsOf(std::vector<std::string> addresses) const {
    for (std::string& address : addresses) {
        const auto entry = known_.find(address);
        address = entry == known_.end() ? address : entry->second.seen.id;
    }
    return addresses;
}

/** What an org unit was asked for by, which people know better than its id. */
std::string OrgUnitFinder::addressOf(const std::string& id) const {
    for (const auto& [address, entry] : known_) {
        if (entry.seen.id == id && address != id) {
            return address;
        }
    }
    return id;
}

Result<std::vector<Value>> OrgUnitFinder::resolve(sdk::Call& call, const std::vector<Value>& posts,
                                                  const std::vector<Value>& current) {
    std::vector<Value> resolved;
    for (const Value& post : posts) {
        const std::string address = orgUnitOf(post);
        std::optional<std::string> id = idAmong(current, address);
        if (!id) {
            MUSTER_ASSIGN_OR_RETURN(const Seen seen, require(call, address, name::kOrgUnits));
            id = seen.isRemembered ? address : seen.id;
        }
        resolved.push_back(*id == address ? post : withOrgUnit(post, *id));
    }
    return resolved;
}

Result<std::vector<OrgUnitTree::Node>> OrgUnitFinder::keylessWithin(
    sdk::Call& call, const std::string& parent, const std::string& orgUnitName) {
    const auto age = std::chrono::steady_clock::now() - treeAt_;
    const bool isMiss = tree_ && tree_->within(parent, orgUnitName).empty();
    if (!tree_ || age > kTreeTrusted || (isMiss && age >= missTrusted(*tree_)) || call.isDryRun()) {
        treeAt_ = std::chrono::steady_clock::now();
        MUSTER_ASSIGN_OR_RETURN(tree_, OrgUnitTree::read(call));
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
    return error;
}

Error orgUnitIsNotThere(const std::string& address, std::string_view attribute) {
    return sdk::refusal(
        ErrorCode::kInvalidAttributeValue,
        "org unit \"" + address + "\" is not in LINE WORKS: provision organisations first",
        "org units are addressed by id or externalKey:KEY, and by name after lookup sync; search "
        "--class __ORGUNIT__ lists them",
        std::string(attribute));
}

}  // namespace muster::lineworks
