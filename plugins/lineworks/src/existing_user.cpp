#include "existing_user.h"

#include "schema.h"
#include "target_errors.h"
#include "user_reader.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

std::string shown(const User& user) {
    return "member \"" + user.email + "\" (id \"" + user.id + "\", " + user.status + ")";
}

/** The org unit was seen before the request, and has gone since; nothing when it is there, or
 * cannot be read: then waiting does no harm. */
std::optional<Error> goneOrgUnit(sdk::Call& call, OrgUnitFinder& finder,
                                 const WantedIdentity& wanted) {
    const Result<std::optional<std::string>> gone = finder.firstGone(call, wanted.orgUnitIds);
    return gone && *gone ? std::optional(orgUnitIsNotThere(**gone, name::kOrgUnits)) : std::nullopt;
}

}  // namespace

Error keyIsTaken(const std::string& externalKey, const User& holder) {
    return sdk::refusal(
        ErrorCode::kConflict,
        "the External Key \"" + externalKey + "\" belongs to " + shown(holder),
        "two people have one key: give another one, or take it from that member first",
        std::string(name::kExternalKey));
}

Error emailIsTaken(const User& holder) {
    return sdk::refusal(ErrorCode::kAlreadyExists,
                        "the login id is in use by " + shown(holder) +
                            (holder.externalKey.empty()
                                 ? ", who has no External Key"
                                 : ", who has the External Key \"" + holder.externalKey + "\""),
                        holder.externalKey.empty()
                            ? "adopt=true takes that member over; or update it by its id"
                            : "update that member instead, or choose another login id",
                        std::string(attr::kName));
}

Error heldByDeleted(const User& holder) {
    return sdk::refusal(
        ErrorCode::kAlreadyExists,
        "login id and External Key are held by " + shown(holder) +
            ", at least until LINE WORKS removes it for good (7 days after the delete)",
        "undelete=true, or the action undelete, brings that member back; a delete with "
        "policy=forcedelete frees both at once",
        std::string(attr::kName));
}

Result<Holders> findHolders(sdk::Call& call, const Settings& settings,
                            const WantedIdentity& wanted) {
    UserReader reader(call, settings);
    Holders holders;
    MUSTER_ASSIGN_OR_RETURN(holders.byKey, reader.findByKey(wanted.externalKey));
    if (!wanted.email.empty()) {
        MUSTER_ASSIGN_OR_RETURN(holders.byEmail, reader.findAny(wanted.email));
    }
    for (std::optional<User>* holder : {&holders.byKey, &holders.byEmail}) {
        if (*holder && (*holder)->id == wanted.ownId) {
            holder->reset();
        }
    }
    return holders;
}

Error dataOrNewOrgUnit(sdk::Call& call, OrgUnitFinder& finder, Error error,
                       const WantedIdentity& wanted) {
    if (std::optional<Error> gone = goneOrgUnit(call, finder, wanted)) {
        return *std::move(gone);
    }
    const Result<bool> isNew = isAnyNew(call, finder.idsOf(wanted.orgUnitIds));
    if (isNew && *isNew) {
        return waitForOrgUnit(std::move(error));
    }
    const bool isOfIdentity = !wanted.email.empty() || !wanted.externalKey.empty();
    if (error.hint.empty() && isOfIdentity && error.attributes.empty()) {
        error.hint =
            "no member has this login id or External Key; a member deleted lately may hold it for "
            "7 days or more (undelete=true, or the action undelete, brings that one back), the "
            "address may be an alias, or a group's or org unit's, the target's domainId may be "
            "none "
            "of this tenant, and the admin page may ask for more items";
    }
    if (error.hint.empty()) {
        error.hint = "give a value that LINE WORKS takes; the admin page may ask for more items";
    }
    return error;
}

Error whyRefused(sdk::Call& call, const Settings& settings, OrgUnitFinder& finder, Error error,
                 const WantedIdentity& wanted) {
    if (error.targetCode == "ORGUNIT_NOT_EXIST") {
        std::optional<Error> gone = goneOrgUnit(call, finder, wanted);
        return gone ? *std::move(gone) : waitForOrgUnit(std::move(error));
    }
    if (!isRefusedData(error)) {
        return error;
    }
    const Result<Holders> holders = findHolders(call, settings, wanted);
    if (!holders) {
        error.message +=
            "; asking who has the External Key or login id failed: " + holders.error().message;
        return error;
    }
    for (const std::optional<User>* holder : {&holders->byKey, &holders->byEmail}) {
        if (*holder && (*holder)->isDeleted()) {
            return heldByDeleted(**holder);
        }
    }
    if (holders->byKey) {
        return keyIsTaken(wanted.externalKey, *holders->byKey);
    }
    return holders->byEmail ? emailIsTaken(*holders->byEmail)
                            : dataOrNewOrgUnit(call, finder, std::move(error), wanted);
}

std::optional<Error> missingMember(sdk::Call& call, const Settings& settings,
                                   const std::vector<std::string>& addresses,
                                   std::string_view attribute) {
    UserReader reader(call, settings);
    for (const std::string& address : addresses) {
        const Result<std::optional<User>> found = reader.find(address);
        if (found && !*found) {
            return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                                std::string(attribute) + " names \"" + address +
                                    "\", who is no member of LINE WORKS",
                                "members are addressed by id, login id or externalKey:KEY",
                                std::string(attribute));
        }
    }
    return std::nullopt;
}

}  // namespace muster::lineworks
