#include "provision/recovery/settler.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "provision/recovery/later_rule.h"
#include "provision/recovery/reference_uids.h"
#include "provision/recovery/step_rules.h"
#include "store/request_json.h"

namespace muster::provision {
namespace {

std::string goOn(const store::OperationRecord& record) {
    return "; \"operation resume " + std::to_string(record.id.number) + "\" goes on";
}

/** What has to be shown for the rules to tell. */
std::vector<std::string> namesToRead(const SettleFacts& facts) {
    std::vector<std::string> names;
    const auto add = [&](const std::string& name) {
        const AttributeInfo* info = name.empty() ? nullptr : facts.info.find(name);
        const bool isKnown = info != nullptr && info->readable &&
                             std::find(names.begin(), names.end(), info->name) == names.end();
        if (isKnown) {
            names.push_back(info->name);
        }
    };
    for (const Attribute& attribute : facts.request.attributes) {
        add(attribute.name());
    }
    for (const AttributeDelta& delta : facts.request.deltas) {
        add(delta.name());
    }
    add(facts.info.markAttribute);
    add(facts.info.createdAttribute);
    add("status");
    add(std::string(attr::kEnable));
    return names;
}

/** A pause of at most a second that a stop ends. */
void pauseUntil(Time when, const std::stop_token& cancel) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, cancel,
                   std::chrono::microseconds(when.microseconds - Time::now().microseconds),
                   [] { return false; });
}

Error cannotLook(const store::OperationRecord& record, const std::string& why) {
    const std::string number = std::to_string(record.id.number);
    return {.code = ErrorCode::kNotSupported,
            .message = why + ", so nobody can tell from here what became of this",
            .hint = "look at the target yourself; then \"operation resume " + number +
                    " --not-applied\" sends it again, and \"operation abandon " + number +
                    " --why ...\" ends it",
            .outcome = Outcome::kUnknown};
}

/** What an action did need not be seen on the object: a mail was sent or not. */
Result<Settled> settleAction(const store::OperationRecord& record, bool isResumable) {
    if (hasUnknownStep(record) || record.outcome == Outcome::kUnknown) {
        const std::string why = "what an action has done is not told by reading the object";
        Error error = cannotLook(record, why);
        if (isResumable) {
            error.message = why + "; this one finds it out when it is run again";
            error.hint = "\"operation resume " + std::to_string(record.id.number) + "\" does so";
        }
        return error;
    }
    return Settled{.finding = Finding::kIncomplete, .reason = "some steps of it were applied"};
}

/** What a person may decide of a conflict. */
std::string decisions(const store::OperationRecord& record, const Settled& settled) {
    const std::string number = std::to_string(record.id.number);
    const std::string again = "\"operation resume " + number + " --not-applied\"";
    if (settled.uid.empty()) {
        return "\"operation abandon " + number + " --why ...\" ends it, " + again +
               " takes it for not done and sends it again";
    }
    return "\"operation resume " + number + " --take " + settled.uid +
           "\" accepts it as made by this operation, " + again +
           " takes it for another's and sends the create again";
}

/** The name that the request gives the object; null when it gives none. */
const std::string* nameGiven(const store::Request& request) {
    for (const AttributeDelta& delta : request.deltas) {
        if (equalNames(delta.name(), attr::kName) && delta.attribute.text() != nullptr) {
            return delta.attribute.text();
        }
    }
    return nullptr;
}

std::string savedUid(const Settled& settled) {
    return boost::json::serialize(
        boost::json::value{{"status", 0}, {"uid", settled.uid}, {"name", settled.name}});
}

}  // namespace

bool isResumableAction(const store::OperationRecord& record, const Description& description) {
    const Result<store::ParsedRequest> parsed = store::parseRequest(record.requestJson);
    const ActionInfo* action =
        record.kind == store::OperationKind::kAction && parsed
            ? description.findAction(record.objectClass, parsed->request.action)
            : nullptr;
    return action != nullptr && action->resumable;
}

CallKind callOf(store::OperationKind kind, const ObjectClassInfo& info) {
    using store::OperationKind;
    const auto withSupport = [](Support support, CallKind plain) {
        return support == Support::kSameAsDisable  ? CallKind::kUpdate
               : support == Support::kSameAsDelete ? CallKind::kDelete
                                                   : plain;
    };
    switch (kind) {
        case OperationKind::kCreate:
            return CallKind::kCreate;
        case OperationKind::kDelete:
            return withSupport(info.remove, CallKind::kDelete);
        case OperationKind::kDisassociate:
            return withSupport(info.disassociate, CallKind::kDisassociate);
        case OperationKind::kUpdate:
        case OperationKind::kEnable:
        case OperationKind::kDisable:
            return CallKind::kUpdate;
        case OperationKind::kAction:
            return CallKind::kAction;
    }
    return CallKind::kUpdate;
}

store::Settlement settlementOf(const store::OperationRecord& record, const Settled& settled) {
    store::Settlement found{.waiting = {.reason = settled.reason},
                            .uid = settled.uid,
                            .name = settled.name,
                            .looked = settled.looked};
    const auto asTold = [&] {
        store::OperationRecord told = record;
        for (store::StepSettlement step : settled.steps) {
            step.savedResult = step.outcome == Outcome::kApplied && !settled.uid.empty()
                                   ? savedUid(settled)
                                   : std::string();
            for (store::StepRecord& known : told.steps) {
                known.settled = known.ordinal == step.ordinal ? step.outcome : known.settled;
            }
            found.steps.push_back(std::move(step));
        }
        found.outcome = hasUnknownStep(told)   ? Outcome::kUnknown
                        : hasAppliedStep(told) ? Outcome::kPartial
                                               : Outcome::kNotApplied;
    };
    const auto settleSteps = [&](Outcome first, Outcome others) {
        bool isFirst = true;
        for (const store::StepRecord& step : record.steps) {
            // That nobody is there tells nothing of what else was to be done.
            const bool isTold = !settled.tellsSteps || isRemoval(step);
            if (step.outcome() == Outcome::kUnknown && isTold) {
                const Outcome outcome = isFirst ? first : others;
                const bool isApplied = outcome == Outcome::kApplied && !settled.uid.empty();
                found.steps.push_back(
                    {step.ordinal, outcome, isApplied ? savedUid(settled) : std::string()});
                isFirst = false;
            }
        }
    };
    const bool isCreation =
        record.kind == store::OperationKind::kCreate && knownUid(record).empty();
    switch (settled.finding) {
        case Finding::kDone:
            found.state = store::OperationState::kEnded;
            found.outcome = Outcome::kApplied;
            settleSteps(Outcome::kApplied, Outcome::kApplied);
            break;
        case Finding::kIncomplete:
            if (settled.tellsSteps) {
                asTold();
                found.waiting.reason += goOn(record);
                break;
            }
            found.outcome =
                isCreation || hasAppliedStep(record) ? Outcome::kPartial : Outcome::kNotApplied;
            found.waiting.reason += goOn(record);
            settleSteps(isCreation ? Outcome::kApplied : Outcome::kNotApplied,
                        Outcome::kNotApplied);
            break;
        case Finding::kNotApplied:
            found.outcome = hasAppliedStep(record) ? Outcome::kPartial : Outcome::kNotApplied;
            found.waiting.reason += goOn(record);
            settleSteps(Outcome::kNotApplied, Outcome::kNotApplied);
            break;
        case Finding::kConflict:
            found.state = store::OperationState::kConflict;
            found.waiting.foundUid = settled.uid;
            found.waiting.reason += "; " + decisions(record, settled);
            found.uid.clear();
            break;
        case Finding::kLookAgain:
            found.uid.clear();
            break;
    }
    return found;
}

/** Reads the object by the name by which it was addressed, or by the one that the operation was to
 * give it: nobody is there under the old one if that was done. */
Result<std::optional<ConnectorObject>> Settler::readByName(const SettleFacts& facts,
                                                           const std::vector<std::string>& names,
                                                           const LookLimits& limits) {
    const store::OperationRecord& record = facts.record;
    MUSTER_ASSIGN_OR_RETURN(const Name name, Name::parse(record.name));
    MUSTER_ASSIGN_OR_RETURN(
        auto found, reader_(record.target, facts.info.name, ObjectRef(name), names, limits));
    const std::string* const asked = nameGiven(facts.request);
    if (found || asked == nullptr || (!hasUnknownStep(record) && !hasAppliedStep(record))) {
        return found;
    }
    MUSTER_ASSIGN_OR_RETURN(const Name given, Name::parse(*asked));
    return reader_(record.target, facts.info.name, ObjectRef(given), names, limits);
}

namespace {

/** What a create sent and nobody else sets, where objects can be sought by it. It decides by
 * itself: names need not be unique, and what has the name without the mark is another object. */
const Attribute* markSent(const SettleFacts& facts) {
    const bool canSeek = facts.call == CallKind::kCreate && !facts.info.markAttribute.empty() &&
                         facts.info.search == Support::kSupported;
    const Attribute* mark =
        canSeek ? findAttribute(facts.request.attributes, facts.info.markAttribute) : nullptr;
    return mark == nullptr || mark->single() == nullptr ? nullptr : mark;
}

}  // namespace

/** Reads the object by all that is known of it. */
Result<void> Settler::readObject(SettleFacts& facts, const LookLimits& limits) {
    const store::OperationRecord& record = facts.record;
    const std::string uid = knownUid(record);
    const std::string& asked = uid.empty() ? record.name : uid;
    MUSTER_ASSIGN_OR_RETURN(const auto known,
                            journal_.account(record.target, asked, facts.info.name));
    const std::vector<std::string> names = namesToRead(facts);
    const auto readByUid = [&](const std::string& text) -> Result<void> {
        MUSTER_ASSIGN_OR_RETURN(const Uid parsed, Uid::parse(text));
        MUSTER_ASSIGN_OR_RETURN(
            facts.found, reader_(record.target, facts.info.name, ObjectRef(parsed), names, limits));
        return {};
    };
    if (!uid.empty()) {
        MUSTER_RETURN_IF_ERROR(readByUid(uid));
    } else if (const Attribute* mark = markSent(facts)) {
        MUSTER_ASSIGN_OR_RETURN(facts.found,
                                finder_(record.target, facts.info.name, *mark, names, limits));
    } else {
        MUSTER_ASSIGN_OR_RETURN(facts.found, readByName(facts, names, limits));
        const bool mayBeRenamed = facts.call == CallKind::kUpdate && hasAppliedStep(record);
        if (!facts.found && known && mayBeRenamed) {
            MUSTER_RETURN_IF_ERROR(readByUid(known->uid));
        }
    }
    if (known && facts.found && known->uid == facts.found->uid) {
        facts.knownSince = known->firstSeen;
    }
    return {};
}

/** Puts what was asked for into the target's own words, where it refers to other objects. */
Result<void> Settler::nameReferences(SettleFacts& facts, const ConnectorObject& shown,
                                     const Description& description, const LookLimits& limits) {
    const ReadUid read = [&](const std::string& objectClass,
                             const std::string& reference) -> Result<std::optional<std::string>> {
        const ObjectClassInfo* referred = description.findClass(objectClass);
        const Result<Uid> uid = Uid::parse(reference);
        if (referred == nullptr || referred->get != Support::kSupported || !uid) {
            return std::optional<std::string>();
        }
        MUSTER_ASSIGN_OR_RETURN(const auto found, reader_(facts.record.target, referred->name,
                                                          ObjectRef(*uid), {}, limits));
        return found ? std::optional(found->uid) : std::nullopt;
    };
    MUSTER_ASSIGN_OR_RETURN(facts.request.attributes,
                            withShownUids(facts.info, facts.request.attributes, shown, read));
    for (AttributeDelta& delta : facts.request.deltas) {
        MUSTER_ASSIGN_OR_RETURN(std::vector<Attribute> named,
                                withShownUids(facts.info, {delta.attribute}, shown, read));
        delta.attribute = std::move(named.front());
    }
    return {};
}

/** The later operation that removed the object, or may have, if there is one: under its name, or
 * under the one that the operation may have given it. */
Result<std::optional<store::OperationId>> Settler::removalAfter(const SettleFacts& facts) {
    constexpr std::int64_t kMost = 100;
    const store::OperationRecord& record = facts.record;
    std::vector<std::string> names = {record.name};
    if (const std::string* given = nameGiven(facts.request)) {
        names.push_back(*given);
    }
    for (const std::string& name : names) {
        MUSTER_ASSIGN_OR_RETURN(const auto later,
                                journal_.removalsAfter({.target = record.target,
                                                        .objectClass = record.objectClass,
                                                        .uid = knownUid(record),
                                                        .name = name},
                                                       record.id, kMost));
        const auto removal =
            std::find_if(later.begin(), later.end(),
                         [](const store::OperationRecord& other) { return !other.steps.empty(); });
        if (removal != later.end()) {
            return std::optional(removal->id);
        }
    }
    return std::optional<store::OperationId>();
}

/** Later operations may have met the object under a name that this one was to give it, so they are
 * sought by the Uid that was found. */
Result<std::vector<std::string>> Settler::overwrittenOf(const SettleFacts& facts,
                                                        const ConnectorObject& found) {
    constexpr std::int64_t kMost = 100;
    MUSTER_ASSIGN_OR_RETURN(const auto later,
                            journal_.laterOf({.target = facts.record.target,
                                              .objectClass = facts.record.objectClass,
                                              .uid = found.uid,
                                              .name = found.name},
                                             facts.record.id, kMost));
    return writtenBy(later);
}

Result<Settled> Settler::lookOnce(const store::OperationRecord& record, const LookLimits& limits) {
    MUSTER_ASSIGN_OR_RETURN(const auto runtime, targets_.find(record.target));
    MUSTER_ASSIGN_OR_RETURN(const ObjectClassInfo* info,
                            requireClass(runtime->description(), record.objectClass));
    MUSTER_ASSIGN_OR_RETURN(store::ParsedRequest parsed, store::parseRequest(record.requestJson));
    if (!hasUnknownStep(record) && !hasAppliedStep(record) &&
        record.outcome == Outcome::kNotApplied) {
        return Settled{.finding = Finding::kNotApplied,
                       .reason = "nothing that changes the target had been sent"};
    }
    if (record.kind == store::OperationKind::kAction) {
        return settleAction(record, isResumableAction(record, runtime->description()));
    }
    if (info->get != Support::kSupported) {
        return cannotLook(record, "the connector cannot read objects of class " + info->name);
    }
    MUSTER_ASSIGN_OR_RETURN(const bool wasBehind, journal_.beganByAClockBehind(record));
    MUSTER_ASSIGN_OR_RETURN(const auto nextOwner, journal_.ownerAfter(record.epoch));
    SettleFacts facts{.record = record,
                      .info = *info,
                      .call = callOf(record.kind, *info),
                      .request = std::move(parsed.request),
                      .ownerStarted = nextOwner.value_or(Time{}),
                      .isOfEarlierOwner = nextOwner.has_value(),
                      .window = runtime->target().settleWindow,
                      .timeout = runtime->target().timeout,
                      .trustsCreated = runtime->target().trustsCreated && !wasBehind,
                      .description = runtime->description().usesTemplatedCalls
                                         ? &runtime->description()
                                         : nullptr};
    MUSTER_RETURN_IF_ERROR(readObject(facts, limits));
    if (facts.found) {
        const ConnectorObject& found = *facts.found;
        MUSTER_RETURN_IF_ERROR(nameReferences(facts, found, runtime->description(), limits));
        MUSTER_ASSIGN_OR_RETURN(facts.overwritten, overwrittenOf(facts, found));
    } else {
        MUSTER_ASSIGN_OR_RETURN(facts.removedBy, removalAfter(facts));
    }
    facts.now = Time::now();
    facts.clockAhead = runtime->clockAhead();
    return settleByRules(facts);
}

Result<Settled> Settler::look(const store::OperationRecord& record, const LookLimits& limits) {
    constexpr std::int64_t kWorthWaiting = 1'100'000;
    MUSTER_ASSIGN_OR_RETURN(Settled first, lookOnce(record, limits));
    const bool isSoon = first.finding == Finding::kLookAgain && first.lookAgain &&
                        first.lookAgain->microseconds - Time::now().microseconds < kWorthWaiting;
    const auto wait = std::chrono::microseconds(kWorthWaiting);
    const bool isOver = limits.until && std::chrono::steady_clock::now() + wait > *limits.until;
    if (!isSoon || isOver || limits.cancel.stop_requested()) {
        return first;
    }
    pauseUntil(*first.lookAgain, limits.cancel);
    store::OperationRecord looked = record;
    looked.looked = first.looked;
    return lookOnce(looked, limits);
}

Result<Settled> Settler::settle(const store::OperationRecord& record, const LookLimits& limits) {
    Result<Settled> settled = look(record, limits);
    if (settled) {
        MUSTER_RETURN_IF_ERROR(journal_.settle(record.id, settlementOf(record, *settled)));
        return settled;
    }
    if (!limits.cancel.stop_requested()) {
        store::Settlement same{
            .state = record.state,
            .outcome = record.outcome,
            .waiting = {.reason = "the last look told nothing: " + settled.error().message,
                        .foundUid = record.foundUid},
            .looked = record.looked};
        MUSTER_RETURN_IF_ERROR(journal_.settle(record.id, same));
    }
    return settled;
}

}  // namespace muster::provision
