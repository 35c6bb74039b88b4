#include "provision/recovery/settle_rules.h"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "provision/object_state.h"
#include "provision/recovery/attribute_match.h"
#include "provision/recovery/step_rules.h"
#include <muster/core/ids.h>

namespace muster::provision {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;

/** The least time between the two looks that find nothing. */
constexpr std::chrono::milliseconds kBetweenLooks{1000};

Time later(Time time, std::chrono::milliseconds by) {
    return {time.microseconds + duration_cast<microseconds>(by).count()};
}

bool anyStep(const store::OperationRecord& record, Outcome outcome) {
    return std::any_of(record.steps.begin(), record.steps.end(),
                       [&](const store::StepRecord& step) { return step.outcome() == outcome; });
}

std::string uidIn(const std::string& savedResult) {
    boost::json::error_code problem;
    const boost::json::value saved = boost::json::parse(savedResult, problem);
    const auto* object = problem ? nullptr : saved.if_object();
    const auto* uid = object == nullptr ? nullptr : object->if_contains("uid");
    return uid == nullptr || !uid->is_string() ? "" : std::string(uid->get_string());
}

/** The last moment at which a step that was done, or may have been, can have left this machine. */
Time lastSent(const SettleFacts& facts) {
    Time last = facts.record.started;
    for (const store::StepRecord& step : facts.record.steps) {
        if (step.outcome() == Outcome::kNotApplied) {
            continue;
        }
        Time limit = later(step.start.started, facts.timeout);
        for (const store::StepRecord& other : facts.record.steps) {
            limit = other.attempt > step.attempt ? std::min(limit, other.start.started) : limit;
        }
        const Time end = step.end                 ? step.end->ended
                         : facts.isOfEarlierOwner ? std::min(limit, facts.ownerStarted)
                                                  : limit;
        last = std::max(last, end);
    }
    return last;
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string object(const SettleFacts& facts) {
    return quoted(facts.record.name.empty() ? facts.record.uid : facts.record.name);
}

bool hasMark(const SettleFacts& facts, const ConnectorObject& found) {
    const std::string& name = facts.info.markAttribute;
    const Attribute* sent = name.empty() ? nullptr : findAttribute(facts.request.attributes, name);
    return sent != nullptr && !sent->values().empty() &&
           isSo(facts.info, {DeltaMode::kReplace, *sent}, found);
}

bool isCreatedSince(const SettleFacts& facts, const ConnectorObject& found) {
    const auto& states = facts.info.createdTrustedStates;
    const Attribute* created = found.find(facts.info.createdAttribute);
    const Value* value = created == nullptr ? nullptr : created->single();
    const Time* time = value == nullptr ? nullptr : value->as<Time>();
    const bool isTrue = std::any_of(states.begin(), states.end(), [&](const std::string& state) {
        return equalNames(state, stateOf(found));
    });
    const bool wasThere = facts.knownSince && *facts.knownSince < facts.record.started;
    if (!facts.trustsCreated || time == nullptr || !isTrue || wasThere) {
        return false;
    }
    const std::int64_t ahead = facts.clockAhead.value_or(microseconds(0)).count();
    return time->microseconds >=
           facts.record.started.microseconds + ahead - microseconds(kCreatedMargin).count();
}

Settled lookAgain(Settled settled, Time when, const std::string& why) {
    settled.finding = Finding::kLookAgain;
    settled.lookAgain = when;
    settled.reason = why + " again from " + when.toString() + " on";
    return settled;
}

/** A later operation removed the object, and with it what this one did. */
Settled removed(const SettleFacts& facts, store::OperationId by) {
    return {.finding = Finding::kConflict,
            .reason = "operation " + std::to_string(by.number) + " removed " + object(facts) +
                      " later, or may have, so nothing tells what this one did"};
}

/** The last attempt of the create was refused since the object is there, and an earlier one may
 * have made it. */
bool isSaidToBeThere(const store::OperationRecord& record) {
    return record.kind == store::OperationKind::kCreate && record.error &&
           record.error->code == ErrorCode::kAlreadyExists && hasUnknownStep(record);
}

/** Not found counts only after the window, and twice. */
Settled notFound(const SettleFacts& facts) {
    if (facts.removedBy) {
        return removed(facts, *facts.removedBy);
    }
    Settled settled;
    const bool isFirst = !facts.record.looked || *facts.record.looked > facts.now;
    settled.looked = isFirst ? facts.now : *facts.record.looked;
    const Time earliest = std::max(later(lastSent(facts), facts.window),
                                   later(*settled.looked, std::min(kBetweenLooks, facts.window)));
    if (isFirst || facts.now < earliest) {
        return lookAgain(std::move(settled), earliest,
                         object(facts) +
                             " is not at the target; it counts as not made once a look "
                             "has not found it");
    }
    if (isSaidToBeThere(facts.record)) {
        settled.finding = Finding::kConflict;
        settled.reason = object(facts) +
                         " is not at the target, although the target refused it as there already, "
                         "so nothing tells whether this operation made it";
        return settled;
    }
    settled.finding = Finding::kNotApplied;
    settled.reason = object(facts) + " is not at the target: it was not made";
    return settled;
}

/** An object that was made may stay invisible for a while, too. */
Settled lost(const SettleFacts& facts, const std::string& uid) {
    Settled settled = notFound(facts);
    if (settled.finding == Finding::kNotApplied) {
        settled.finding = Finding::kConflict;
        settled.reason =
            "the object with Uid " + quoted(uid) + " was made, and is not at the target any more";
    }
    return settled;
}

std::vector<AttributeDelta> askedFor(const SettleFacts& facts) {
    return facts.call == CallKind::kCreate ? asDeltas(facts.request.attributes)
                                           : facts.request.deltas;
}

/** What became of each unknown step, as the object shows it. That all of them are known does not
 * tell that the operation is done: of steps that had not begun nobody knows. */
void tellSteps(const SettleFacts& facts, const ConnectorObject& found, Settled& settled) {
    const std::vector<AttributeDelta> asked = askedFor(facts);
    const StepContext context{.description = *facts.description,
                              .info = facts.info,
                              .asked = asked,
                              .overwritten = facts.overwritten};
    std::string untold;
    settled.tellsSteps = true;
    for (const store::StepRecord& step : facts.record.steps) {
        if (step.outcome() != Outcome::kUnknown) {
            continue;
        }
        const Outcome outcome = isCreation(step)  ? Outcome::kApplied
                                : isRemoval(step) ? Outcome::kNotApplied
                                                  : outcomeByReading(context, step, found);
        if (outcome != Outcome::kUnknown) {
            settled.steps.push_back({step.ordinal, outcome, ""});
        } else {
            untold += (untold.empty() ? "" : ", ") + quoted(step.start.name);
        }
    }
    if (!untold.empty()) {
        settled.reason += "; whether step " + untold + " was done cannot be read";
    }
}

/** Whether a step of which nobody knows would count as not applied by this finding. A creation that
 * has been found is none: it is done, and its values were sent with it. */
bool wouldCountAsNotApplied(const SettleFacts& facts, const Settled& settled) {
    if (settled.tellsSteps) {
        return std::any_of(settled.steps.begin(), settled.steps.end(),
                           [](const auto& step) { return step.outcome == Outcome::kNotApplied; });
    }
    const auto& steps = facts.record.steps;
    const auto unknown = std::count_if(steps.begin(), steps.end(), [](const auto& step) {
        return step.outcome() == Outcome::kUnknown;
    });
    const bool isCreation = facts.call == CallKind::kCreate && knownUid(facts.record).empty();
    return settled.finding == Finding::kIncomplete && unknown > (isCreation ? 1 : 0);
}

/** What is not so yet may become so: the request may be under way, or its effect not be shown. */
Settled afterTheWindow(const SettleFacts& facts, Settled settled) {
    const Time earliest = later(lastSent(facts), facts.window);
    if (facts.now >= earliest || !wouldCountAsNotApplied(facts, settled)) {
        return settled;
    }
    return lookAgain({}, earliest,
                     object(facts) + " does not show " + namesOf(settled.left) +
                         " as asked for yet, and the request may still be under way; look");
}

Settled completeOrNot(const SettleFacts& facts, const ConnectorObject& found,
                      const std::string& how) {
    Settled settled{.uid = found.uid, .name = found.name};
    settled.left = notSo(facts.info, askedFor(facts), found);
    settled.finding = settled.left.empty() ? Finding::kDone : Finding::kIncomplete;
    settled.reason =
        how + (settled.left.empty() ? ", and all that was asked for is so"
                                    : "; not so, or not to be read: " + namesOf(settled.left));
    if (facts.description != nullptr) {
        settled.finding = Finding::kIncomplete;
        tellSteps(facts, found, settled);
    }
    return afterTheWindow(facts, std::move(settled));
}

Settled settleCreate(const SettleFacts& facts) {
    const std::string uid = knownUid(facts.record);
    if (!facts.found) {
        if (uid.empty()) {
            return notFound(facts);
        }
        return lost(facts, uid);
    }
    const ConnectorObject& found = *facts.found;
    if (!uid.empty()) {
        return completeOrNot(facts, found, "it was made with Uid " + quoted(uid));
    }
    if (hasAppliedStep(facts.record) && !hasUnknownStep(facts.record)) {
        return completeOrNot(facts, found, "it was made");
    }
    if (hasMark(facts, found)) {
        return completeOrNot(facts, found, object(facts) + " is there with the mark that was sent");
    }
    if (isCreatedSince(facts, found)) {
        return completeOrNot(facts, found,
                             object(facts) + " is there, created after this was begun");
    }
    return {.finding = Finding::kConflict,
            .reason = object(facts) + " is there with Uid " + quoted(found.uid) +
                      ", and nothing proves that this operation made it",
            .uid = found.uid,
            .name = found.name};
}

/** Whether it may have given the object a name under which a later operation has found it. */
bool mayHaveRenamed(const SettleFacts& facts) {
    const auto& deltas = facts.request.deltas;
    return hasUnknownStep(facts.record) && knownUid(facts.record).empty() &&
           std::any_of(deltas.begin(), deltas.end(), [](const AttributeDelta& delta) {
               return equalNames(delta.name(), attr::kName);
           });
}

Settled settleUpdate(const SettleFacts& facts) {
    if (facts.found) {
        return completeOrNot(facts, *facts.found, "the object was read");
    }
    if (facts.removedBy && hasUnknownStep(facts.record)) {
        return removed(facts, *facts.removedBy);
    }
    const Time earliest = later(lastSent(facts), facts.window);
    if (hasUnknownStep(facts.record) && facts.now < earliest) {
        return lookAgain({}, earliest, object(facts) + " is not at the target; look");
    }
    if (mayHaveRenamed(facts)) {
        return {.finding = Finding::kConflict,
                .reason = object(facts) +
                          " is at the target neither under that name nor under the one that this "
                          "operation may have given it, so nothing tells what it did"};
    }
    return {.finding = Finding::kNotApplied,
            .reason = object(facts) + " is not at the target, so there is nothing to change",
            .left = facts.request.deltas};
}

Settled settleRemoval(const SettleFacts& facts) {
    if (!facts.found || equalNames(stateOf(*facts.found), "released")) {
        return {.finding = Finding::kDone,
                .reason = object(facts) + " is not at the target",
                .tellsSteps = facts.description != nullptr};
    }
    const Time earliest = later(lastSent(facts), facts.window);
    if (hasUnknownStep(facts.record) && facts.now < earliest) {
        return lookAgain({}, earliest, object(facts) + " is still there; look");
    }
    Settled settled{.finding = Finding::kNotApplied, .reason = object(facts) + " is still there"};
    if (facts.description != nullptr) {
        settled.finding = Finding::kIncomplete;
        tellSteps(facts, *facts.found, settled);
    }
    return settled;
}

}  // namespace

std::string knownUid(const store::OperationRecord& record) {
    for (const store::StepRecord& step : record.steps) {
        if (step.outcome() == Outcome::kApplied) {
            if (std::string uid = uidIn(step.result()); !uid.empty()) {
                return uid;
            }
        }
    }
    return record.uid;
}

bool hasUnknownStep(const store::OperationRecord& record) {
    return anyStep(record, Outcome::kUnknown);
}

bool hasAppliedStep(const store::OperationRecord& record) {
    return anyStep(record, Outcome::kApplied);
}

Settled settleByRules(const SettleFacts& facts) {
    switch (facts.call) {
        case CallKind::kCreate:
            return settleCreate(facts);
        case CallKind::kUpdate:
            return settleUpdate(facts);
        case CallKind::kDelete:
        case CallKind::kDisassociate:
            return settleRemoval(facts);
        case CallKind::kAction:
            break;  // reading tells nothing of it
    }
    return {};
}

}  // namespace muster::provision
