#include <algorithm>

#include "judge_parts.h"

namespace crash {
namespace {

std::string text(const SentStep& sent) {
    return sent.operation->text() + ": step " + std::to_string(sent.step->ordinal) + " \"" +
           sent.step->name + "\" (" + sent.step->method + " " + sent.step->target + ")";
}

/// Whether the journal says of a step that nobody knows what became of it. What cannot be read is
/// sent again if that does no harm (framework/docs/errors.md, "Settling").
bool isInDoubt(const SentStep& sent) { return sent.step->known() == Known::kUnknown; }

/// Whether an earlier step of that name, which is in doubt, had the effect that this one was to
/// have: sent again, it found that all was so.
bool hadEffectBefore(const Judged& judged, const SentStep& sent) {
    return std::any_of(judged.steps.begin(), judged.steps.end(), [&](const SentStep& earlier) {
        return earlier.step->ordinal < sent.step->ordinal && isInDoubt(earlier) &&
               earlier.hadEffect() && earlier.step->name == sent.step->name && !sent.writes.empty();
    });
}

/// Whether the state that was asked for was there already: the target said yes and did nothing.
bool wasSo(const SentStep& sent, const History& history) {
    return !sent.writes.empty() &&
           std::all_of(sent.writes.begin(), sent.writes.end(), [&](const Write* write) {
               return !write->asks.empty() &&
                      history.was(write->object, write->asks, write->arrivedMs, write->arrivedMs);
           });
}

/// Whether nobody is there any more about whom a removal could be in doubt.
bool isGone(const Judged& judged, const History& history) {
    const OperationRow& operation = *judged.operation;
    return removes(operation.kind) && operation.outcome == Known::kApplied &&
           history.was(operation.object, "gone", operation.startedUs / 1000,
                       operation.endedUs / 1000);
}

/// A later attempt has taken the place of this step, and is known.
bool isReplaced(const Judged& judged, const SentStep& sent) {
    return std::any_of(judged.steps.begin(), judged.steps.end(), [&](const SentStep& later) {
        return later.step->ordinal > sent.step->ordinal && later.step->name == sent.step->name &&
               later.step->known() == Known::kApplied;
    });
}

}  // namespace

void judgeSteps(const Judged& judged, const History& history, std::vector<Finding>& findings) {
    const auto find = [&](const SentStep& sent, const std::string& what) {
        findings.push_back({"step", judged.operation->object, text(sent) + " " + what});
    };
    for (const SentStep& sent : judged.steps) {
        if (sent.step->method == "GET") continue;
        switch (sent.step->known()) {
            case Known::kApplied:
                if (!sent.hadEffect() && !hadEffectBefore(judged, sent) && !wasSo(sent, history)) {
                    find(sent, "counts as applied, and had no effect");
                }
                break;
            case Known::kNotApplied:
                if (sent.hadEffect()) find(sent, "counts as not applied, and had effect");
                break;
            case Known::kUnset:
            case Known::kPartial:
            case Known::kUnknown:
                if (judged.operation->state != OperationRow::kAbandoned &&
                    !isReplaced(judged, sent) && !isGone(judged, history)) {
                    find(sent, "was never settled");
                }
                break;
        }
    }
}

void judgeRepeats(const Judged& judged, std::vector<Finding>& findings) {
    const auto find = [&](const Write& first, const Write& again) {
        findings.push_back({"twice", judged.operation->object,
                            judged.operation->text() + ": " + again.method + " " + again.target +
                                " was sent as request " + std::to_string(again.number) +
                                " although request " + std::to_string(first.number) +
                                " had done it"});
    };
    for (const SentStep& sent : judged.steps) {
        for (const Write* first : sent.writes) {
            if (!first->hadEffect) continue;
            for (const SentStep& other : judged.steps) {
                for (const Write* again : other.writes) {
                    const bool isSame =
                        again->number > first->number && again->method == first->method &&
                        again->ending == first->ending && again->action == first->action;
                    const bool isAllowed =
                        again->isRepeatable && (&other == &sent || isInDoubt(sent));
                    if (isSame && !isAllowed) find(*first, *again);
                }
            }
        }
    }
}

}  // namespace crash
