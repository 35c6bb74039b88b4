#include "provision/recovery/settler.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

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
    const auto settleSteps = [&](Outcome first, Outcome others) {
        bool isFirst = true;
        for (const store::StepRecord& step : record.steps) {
            if (step.outcome() == Outcome::kUnknown) {
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
            found.waiting.reason +=
                "; \"operation resume " + std::to_string(record.id.number) +
                (settled.uid.empty() ? ""
                                     : " --take " + settled.uid +
                                           "\" accepts it as made by "
                                           "this operation, \"operation resume " +
                                           std::to_string(record.id.number)) +
                " --not-applied\" takes it for another's and sends the create again";
            found.uid.clear();
            break;
        case Finding::kLookAgain:
            found.uid.clear();
            break;
    }
    return found;
}

namespace {

/** What a create sent and nobody else sets, where objects can be sought by it. */
const Attribute* markSent(const SettleFacts& facts) {
    const bool canSeek = facts.call == CallKind::kCreate && !facts.info.markAttribute.empty() &&
                         facts.info.search == Support::kSupported;
    const Attribute* mark =
        canSeek ? findAttribute(facts.request.attributes, facts.info.markAttribute) : nullptr;
    return mark == nullptr || mark->single() == nullptr ? nullptr : mark;
}

}  // namespace

/** A mark that was sent decides by itself: names need not be unique, and what has the name without
 * the mark is another object. */
Result<std::optional<ConnectorObject>> Settler::findObject(
    const SettleFacts& facts, const std::optional<store::AccountRecord>& known,
    const std::stop_token& cancel) {
    const store::OperationRecord& record = facts.record;
    const std::vector<std::string> names = namesToRead(facts);
    const auto readBy = [&](const ObjectRef& ref) {
        return reader_(record.target, facts.info.name, ref, names, cancel);
    };
    const std::string uid = knownUid(record);
    if (!uid.empty()) {
        MUSTER_ASSIGN_OR_RETURN(const Uid parsed, Uid::parse(uid));
        return readBy(parsed);
    }
    if (const Attribute* mark = markSent(facts)) {
        return finder_(record.target, facts.info.name, *mark, names, cancel);
    }
    MUSTER_ASSIGN_OR_RETURN(const Name name, Name::parse(record.name));
    MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> found, readBy(name));
    const bool mayBeRenamed = facts.call == CallKind::kUpdate && hasAppliedStep(record);
    if (!found && known && mayBeRenamed) {
        MUSTER_ASSIGN_OR_RETURN(const Uid parsed, Uid::parse(known->uid));
        return readBy(parsed);
    }
    return found;
}

Result<Settled> Settler::lookOnce(const store::OperationRecord& record,
                                  const std::stop_token& cancel) {
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
    SettleFacts facts{.record = record,
                      .info = *info,
                      .call = callOf(record.kind, *info),
                      .request = std::move(parsed.request),
                      .ownerStarted = started_,
                      .isOfEarlierOwner = record.epoch < journal_.epoch(),
                      .window = runtime->target().settleWindow,
                      .timeout = runtime->target().timeout,
                      .trustsCreated = runtime->target().trustsCreated};
    const std::string uid = knownUid(record);
    const std::string& asked = uid.empty() ? record.name : uid;
    MUSTER_ASSIGN_OR_RETURN(const auto known, journal_.account(record.target, asked, info->name));
    MUSTER_ASSIGN_OR_RETURN(facts.found, findObject(facts, known, cancel));
    if (known && facts.found && known->uid == facts.found->uid) {
        facts.knownSince = known->firstSeen;
    }
    facts.now = Time::now();
    facts.clockAhead = runtime->clockAhead();
    return settleByRules(facts);
}

Result<Settled> Settler::look(const store::OperationRecord& record, const std::stop_token& cancel) {
    constexpr std::int64_t kWorthWaiting = 1'100'000;
    MUSTER_ASSIGN_OR_RETURN(Settled first, lookOnce(record, cancel));
    const bool isSoon = first.finding == Finding::kLookAgain && first.lookAgain &&
                        first.lookAgain->microseconds - Time::now().microseconds < kWorthWaiting;
    if (!isSoon || cancel.stop_requested()) {
        return first;
    }
    pauseUntil(*first.lookAgain, cancel);
    store::OperationRecord looked = record;
    looked.looked = first.looked;
    return lookOnce(looked, cancel);
}

Result<Settled> Settler::settle(const store::OperationRecord& record,
                                const std::stop_token& cancel) {
    Result<Settled> settled = look(record, cancel);
    if (settled) {
        MUSTER_RETURN_IF_ERROR(journal_.settle(record.id, settlementOf(record, *settled)));
        return settled;
    }
    if (!cancel.stop_requested()) {
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
