#include "provision/recovery/waiting_rule.h"

#include "provision/recovery/attribute_match.h"

namespace muster::provision {
namespace {

using store::OperationState;

std::string command(const AttemptFacts& facts, const std::string& rest = {}) {
    return "\"operation resume " + std::to_string(facts.id.number) + rest + "\"";
}

void needSecret(const AttemptFacts& facts, OperationResult& result) {
    std::string names;
    std::string assignments;
    for (const std::string& name : facts.missingSecrets) {
        names += (names.empty() ? "" : ", ") + name;
        assignments += " " + name + "=@prompt";
    }
    result.state = OperationState::kNeedsSecret;
    result.waiting.reason = "it has to send " + names + ", which muster does not keep; " +
                            command(facts, assignments) + " goes on";
    result.error = Error{.code = ErrorCode::kInvalidState,
                         .message = "operation " + std::to_string(facts.id.number) +
                                    " has to send " + names + ", which muster does not keep",
                         .hint = command(facts, assignments) + " goes on",
                         .outcome = result.outcome,
                         .attributes = facts.missingSecrets};
}

/** How long the target asked to wait, if that is long enough for the journal to do it. */
std::optional<std::chrono::microseconds> askedWait(const AttemptFacts& facts,
                                                   const OperationResult& result) {
    const bool isRefused =
        result.outcome == Outcome::kNotApplied || result.outcome == Outcome::kPartial;
    if (!isRefused || !result.error || !result.error->isRetryable()) {
        return std::nullopt;
    }
    const std::optional<std::chrono::milliseconds> wait = result.error->retryAfter;
    return wait && *wait >= facts.deferralFrom ? wait : std::nullopt;
}

void deferFor(std::chrono::microseconds wait, const AttemptFacts& facts, OperationResult& result) {
    result.state = OperationState::kDeferred;
    result.waiting.notBefore = Time{facts.now.microseconds + wait.count()};
    result.waiting.deltas = facts.deferredBefore;
    result.waiting.reason = "the target asked to wait (" +
                            (result.error ? result.error->message : std::string()) + "); " +
                            command(facts) + " goes on";
}

/** Refused for a while that is too short, or not told, to wait for in the journal. */
bool wasAskedToWait(const OperationResult& result) {
    const bool isRefused =
        result.outcome == Outcome::kNotApplied || result.outcome == Outcome::kPartial;
    return isRefused && result.error && result.error->code == ErrorCode::kRetryable;
}

void sayUntilWhen(const AttemptFacts& facts, OperationResult& result) {
    const Error& error = *result.error;
    std::string text = error.httpStatus == 0 ? "it has to wait" : "the target asked to wait";
    if (error.retryAfter) {
        const auto wait = std::chrono::duration_cast<std::chrono::microseconds>(*error.retryAfter);
        text += " until " + Time{facts.now.microseconds + wait.count()}.toString();
    } else {
        text += error.httpStatus == 0 ? "" : " and did not say how long";
    }
    result.waiting.reason =
        text + "; " + command(facts) + (error.retryAfter ? " sends it then" : " sends it again");
}

void deferChanges(const AttemptFacts& facts, std::vector<AttributeDelta> deltas,
                  const std::string& why, OperationResult& result) {
    result.state = OperationState::kDeferred;
    result.waiting.reason = why + "; not written are " + namesOf(deltas) + ": " + command(facts) +
                            " writes them once the target takes them";
    result.waiting.deltas = std::move(deltas);
}

}  // namespace

void decideState(const AttemptFacts& facts, OperationResult& result) {
    result.state = OperationState::kEnded;
    result.waiting = {};
    if (facts.neededSecret) {
        needSecret(facts, result);
        result.waiting.deltas = facts.deferredBefore;
    } else if (const auto wait = askedWait(facts, result)) {
        deferFor(*wait, facts, result);
    } else if (result.outcome == Outcome::kApplied && result.report &&
               !result.report->deferred.empty()) {
        deferChanges(
            facts, result.report->deferred,
            "the target takes some changes only later" +
                (result.report->state.empty() ? "" : " (it is " + result.report->state + ")"),
            result);
    } else if (result.outcome == Outcome::kNotApplied && !facts.deferredBefore.empty()) {
        deferChanges(facts, facts.deferredBefore,
                     result.error ? result.error->message : "the target did not take the changes",
                     result);
    } else if (wasAskedToWait(result)) {
        sayUntilWhen(facts, result);
    }
}

}  // namespace muster::provision
