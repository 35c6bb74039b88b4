#include "person.h"

#include <algorithm>

namespace crash {
namespace {

/// How often an operation is gone on with before it is given up: each look may be the first of two,
/// and each attempt may meet a kill or a fault.
constexpr int kPatience = 8;

/// Whether a create of the journal is the one that made the object.
bool madeIt(const OperationRow& operation, const Truth& truth) {
    return std::any_of(truth.writes.begin(), truth.writes.end(), [&](const Write& write) {
        return write.hadEffect && write.method == "POST" && write.object == operation.object &&
               write.arrivedMs >= operation.startedUs / 1000;
    });
}

/// The command on an object that comes after so many others on it.
const Command* nth(const std::vector<Command>& commands, const std::string& object, int before) {
    for (const Command& command : commands) {
        if (command.object == object && before-- == 0) return &command;
    }
    return nullptr;
}

}  // namespace

std::string Person::note(const char* decision, std::string command) {
    ++decisions_[decision];
    return command;
}

/// What is known of a conflict by looking at the target, as far as anybody can.
std::string Person::decide(const OperationRow& operation, const Truth& truth) {
    const std::string number = std::to_string(operation.id);
    const std::string resume = "operation resume " + number;
    if (operation.foundUid.empty()) {
        return note("abandoned what is gone",
                    "operation abandon " + number + " --why \"it is gone\"");
    }
    if (!truth.isThere(operation.foundUid)) return note("looked again", resume);
    return madeIt(operation, truth)
               ? note("took the object", resume + " --take " + operation.foundUid)
               : note("said not applied", resume + " --not-applied");
}

std::string Person::commandFor(const OperationRow& operation, const Command* asked,
                               const Truth& truth) {
    const std::string number = std::to_string(operation.id);
    const std::string resume = "operation resume " + number;
    if (operation.isUnsettled()) {
        const bool givesUp = plan_.abandonsOneIn > 0 && operation.id % plan_.abandonsOneIn == 0;
        if (givesUp || ++looks_[operation.id] > kPatience) {
            return note(givesUp ? "abandoned" : "lost patience",
                        "operation abandon " + number + " --why \"nobody needs it any more\"");
        }
        if (operation.state == OperationRow::kConflict) return decide(operation, truth);
        const auto says = [&](const char* words) {
            return operation.reason.find(words) != std::string::npos;
        };
        // What a later command wrote is not written over: this one is out of date.
        if (says("came later")) {
            return note("abandoned an outdated one",
                        "operation abandon " + number + " --why \"out of date\"");
        }
        // The target takes so many of these a day; nobody waits here until tomorrow.
        if (says("requests of today are used")) {
            return note("did without it today",
                        "operation abandon " + number + " --why \"not today\"");
        }
        return operation.state == OperationRow::kNeedsSecret
                   ? note("gave the secret",
                          resume + " __PASSWORD__=" + (asked ? asked->password() : ""))
                   : note("resumed", resume);
    }
    if (operation.state != OperationRow::kEnded) return "";
    if (operation.outcome == Known::kPartial && looks_[operation.id]++ < kPatience) {
        return note("resumed", resume);
    }
    const bool wasRefused = operation.outcome == Known::kNotApplied && plan_.retries;
    return wasRefused && retried_.insert(operation.id).second
               ? note("retried", "operation retry " + number)
               : "";
}

std::vector<std::string> Person::commands(const std::vector<OperationRow>& operations,
                                          const Truth& truth) {
    std::vector<std::string> lines;
    std::map<std::string, int> seen;
    for (const OperationRow& operation : operations) {
        const Command* asked = nth(asked_, operation.object, seen[operation.object]++);
        if (std::string line = commandFor(operation, asked, truth); !line.empty()) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

}  // namespace crash
