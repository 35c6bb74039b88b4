#include <algorithm>

#include "judge_parts.h"

namespace crash {
namespace {

bool isDone(const Judged& judged, const Need& need) {
    return std::any_of(judged.steps.begin(), judged.steps.end(), [&](const SentStep& sent) {
        return std::any_of(sent.writes.begin(), sent.writes.end(), [&](const Write* write) {
            return write->hadEffect && write->method == need.method &&
                   write->ending == need.ending &&
                   (need.action.empty() || write->action == need.action);
        });
    });
}

bool hadEffect(const Judged& judged) {
    return std::any_of(judged.steps.begin(), judged.steps.end(),
                       [](const SentStep& sent) { return sent.hadEffect(); });
}

/// Whether the object was as the write was to make it while the operation was under way: then
/// nothing had to be sent.
bool wasSo(const Judged& judged, const Need& need, const History& history) {
    const OperationRow& operation = *judged.operation;
    const std::int64_t fromMs = operation.startedUs / 1000;
    const std::int64_t toMs = operation.endedUs / 1000;
    const bool isGone = removes(operation.kind) &&
                        history.lacked(operation.object, judged.command->name, fromMs, toMs);
    return isGone ||
           (!need.unless.empty() && history.was(operation.object, need.unless, fromMs, toMs));
}

/// The first write that is missing, "" when there is none.
std::string missing(const Judged& judged, const History& history) {
    const Need* last = nullptr;
    for (const Need& need : judged.command->needs) {
        const bool mayLack = last == nullptr || !need.followsLast || !isDone(judged, *last);
        last = &need;
        if (isDone(judged, need) || (mayLack && wasSo(judged, need, history))) continue;
        return need.method + " .." + need.ending + " " + need.action;
    }
    return "";
}

/// What is wrong with the outcome, "" for nothing.
std::string wrongOutcome(const Judged& judged, const History& history) {
    const std::string lacks = missing(judged, history);
    switch (judged.operation->outcome) {
        case Known::kApplied:
            return lacks.empty() ? "" : "is applied without " + lacks;
        case Known::kNotApplied:
            return hadEffect(judged) ? "is not applied, and a write of it had effect" : "";
        case Known::kPartial:
            if (!hadEffect(judged)) return "is partial, and no write of it had effect";
            // One that was given up stays as it was known: more might have been to come.
            return lacks.empty() && judged.operation->state != OperationRow::kAbandoned
                       ? "is partial, and every write of it had effect"
                       : "";
        case Known::kUnset:
        case Known::kUnknown:
            break;
    }
    return judged.operation->state == OperationRow::kAbandoned ? "" : "has no outcome";
}

/// An object as the operations leave it that were applied; a member that nobody can tell is not
/// there.
struct Expected {
    std::string name;
    std::map<std::string, std::string> fields;
    bool isThere = false;
    bool isGone = false;
    bool isCertain = true;
    std::uint64_t lastWrite = 0;  ///< of the operations so far
};

/// Numbers of the first and the last write that had effect; 0 for none.
std::pair<std::uint64_t, std::uint64_t> effectsOf(const Judged& judged) {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    for (const SentStep& sent : judged.steps) {
        for (const Write* write : sent.writes) {
            if (!write->hadEffect) continue;
            first = first == 0 ? write->number : std::min(first, write->number);
            last = std::max(last, write->number);
        }
    }
    return {first, last};
}

void applyTo(Expected& expected, const Judged& judged) {
    const Command& command = *judged.command;
    const auto [first, last] = effectsOf(judged);
    // An operation that went on after a later one leaves what nobody can tell from their order.
    if (first != 0 && first < expected.lastWrite) expected.isCertain = false;
    expected.lastWrite = std::max(expected.lastWrite, last);
    switch (judged.operation->outcome) {
        case Known::kApplied:
            // Nobody was there to be removed.
            if (removes(command.kind) && first == 0) expected.isCertain = false;
            expected.isThere = true;
            for (const auto& [name, value] : command.fields) expected.fields[name] = value;
            expected.name = command.newName.empty() ? expected.name : command.newName;
            expected.isGone = command.isGoneAfter;
            break;
        case Known::kNotApplied:
            break;
        case Known::kUnset:
        case Known::kPartial:
        case Known::kUnknown:
            expected.isCertain = false;
            break;
    }
}

}  // namespace

void judgeOutcome(const Judged& judged, const History& history, std::vector<Finding>& findings) {
    const OperationRow& operation = *judged.operation;
    const auto find = [&](const char* rule, const std::string& what) {
        findings.push_back({rule, operation.object, operation.text() + " " + what});
    };
    const bool isOver =
        operation.state == OperationRow::kEnded || operation.state == OperationRow::kAbandoned;
    if (!isOver) find("open", "is not over: " + operation.reason);
    if (operation.outcome != Known::kApplied && operation.error.empty() &&
        operation.reason.empty()) {
        find("sentence", "has no sentence that says why it is not done");
    }
    if (const std::string wrong = wrongOutcome(judged, history); !wrong.empty())
        find("outcome", wrong);
}

namespace {

/// An operation that made an object has to have told the journal whom.
void judgeAccount(const Facts& facts, const Judged& judged, std::vector<Finding>& findings) {
    const auto uid = facts.uids.find(judged.operation->object);
    const bool isMade =
        judged.command->kind == Kind::kCreate && judged.operation->outcome == Known::kApplied;
    if (isMade && (uid == facts.uids.end() || !facts.accounts.contains(uid->second))) {
        findings.push_back({"account", judged.operation->object,
                            judged.operation->text() +
                                " made an object that the journal does not know as an account"});
    }
}

/// Every object was asked for once.
void judgeDoubles(const Facts& facts, std::vector<Finding>& findings) {
    std::map<std::string, int> counts;
    for (const Object& object : facts.objects) ++counts[object.key];
    for (const auto& [key, count] : counts) {
        if (count > 1) {
            findings.push_back({"double", key,
                                "there are " + std::to_string(count) + " objects \"" + key +
                                    "\" at the simulator"});
        }
    }
}

Finding wrongField(const std::string& key, const std::string& object, const std::string& field,
                   const std::string& now, const std::string& expected) {
    return {"object", key,
            object + " has " + field + " \"" + now + "\", expected \"" + expected + "\""};
}

void judgeFields(const std::string& key, const Expected& expected, const Object& object,
                 std::vector<Finding>& findings) {
    for (const auto& [name, value] : expected.fields) {
        const auto found = object.fields.find(name);
        const std::string now = found == object.fields.end() ? "" : found->second;
        if (now == value) continue;
        findings.push_back(wrongField(key, expected.name, name, now, value));
    }
}

}  // namespace

void judgeObjects(const Facts& facts, const std::vector<Judged>& all,
                  std::vector<Finding>& findings) {
    std::map<std::string, Expected> expected;
    for (const Judged& judged : all) {
        Expected& object = expected[judged.operation->object];
        object.name = object.name.empty() ? judged.command->name : object.name;
        applyTo(object, judged);
        judgeAccount(facts, judged, findings);
    }
    judgeDoubles(facts, findings);
    for (const auto& [key, object] : expected) {
        if (!object.isCertain || !object.isThere) continue;
        const auto found = std::find_if(
            facts.objects.begin(), facts.objects.end(),
            [&](const Object& one) { return one.key == key && one.name == object.name; });
        if (object.isGone == (found != facts.objects.end())) {
            findings.push_back(
                {"object", key,
                 object.name + (object.isGone ? " is still there" : " is not there")});
        } else if (!object.isGone) {
            judgeFields(key, object, *found, findings);
        }
    }
}

void judgeLost(const Facts& facts, std::vector<Finding>& findings) {
    const auto refused = std::count_if(facts.told.begin(), facts.told.end(),
                                       [](const Told& told) { return told.operation == 0; });
    const std::size_t known = facts.operations.size() + static_cast<std::size_t>(refused);
    if (!facts.wasKilled && known < facts.commands.size()) {
        findings.push_back({"lost", "",
                            std::to_string(facts.commands.size()) +
                                " things were asked for, and only " + std::to_string(known) +
                                " are in the journal or were refused"});
    }
}

void judgeTold(const Facts& facts, std::vector<Finding>& findings) {
    for (const Told& told : facts.told) {
        if (told.operation == 0) continue;
        const auto kept =
            std::find_if(facts.left.begin(), facts.left.end(),
                         [&](const OperationRow& row) { return row.id == told.operation; });
        const std::string what = "operation " + std::to_string(told.operation) + " was told as " +
                                 told.state + ", " + told.outcome;
        if (kept == facts.left.end()) {
            findings.push_back({"told", "", what + ", and the journal does not have it"});
            continue;
        }
        const bool wasDone = told.state == "ended" && told.outcome == "applied";
        const bool isDone = kept->state == OperationRow::kEnded && kept->outcome == Known::kApplied;
        if (wasDone && !isDone) {
            findings.push_back({"told", kept->object, what + ", and is kept as " + kept->text()});
        }
    }
}

void judgeSecrets(const Facts& facts, std::vector<Finding>& findings) {
    for (std::size_t at = 0; at < facts.secrets.size(); ++at) {
        if (facts.journalBytes.find(facts.secrets[at]) != std::string::npos) {
            findings.push_back({"secret", "",
                                "secret " + std::to_string(at + 1) +
                                    " of the round stands in the files of the journal"});
        }
    }
}

}  // namespace crash
