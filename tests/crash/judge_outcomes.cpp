#include <algorithm>

#include "judge_parts.h"

namespace crash {
namespace {

namespace json = boost::json;

bool isDone(const Judged& judged, const Need& need) {
    return std::any_of(judged.steps.begin(), judged.steps.end(), [&](const SentStep& sent) {
        return std::any_of(sent.writes.begin(), sent.writes.end(), [&](const Write* write) {
            return write->hadEffect && write->method == need.method &&
                   write->ending() == need.ending &&
                   (need.action.empty() || write->action == need.action);
        });
    });
}

bool hadEffect(const Judged& judged) {
    return std::any_of(judged.steps.begin(), judged.steps.end(),
                       [](const SentStep& sent) { return sent.hadEffect(); });
}

/// Whether the user was as the write was to make him while the operation was under way: then
/// nothing had to be sent.
bool wasSo(const Judged& judged, const Need& need, const History& history) {
    const OperationRow& operation = *judged.operation;
    const auto was = [&](const std::string& status) {
        return history.was(operation.object, status, operation.startedUs / 1000,
                           operation.endedUs / 1000);
    };
    if (removes(operation.kind) &&
        history.lacked(operation.object, judged.command->mail, operation.startedUs / 1000,
                       operation.endedUs / 1000)) {
        return true;
    }
    if (need.ending == "/status") return was(statusAfter(need.action));
    const Need deactivate{"PUT", "/status", "deactivate"};
    return need.ending == "/token" && !isDone(judged, deactivate) && was("inactive");
}

/// The first write that is missing, "" when there is none.
std::string missing(const Judged& judged, const History& history) {
    for (const Need& need : judged.command->needs) {
        if (isDone(judged, need) || wasSo(judged, need, history)) continue;
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

std::string memberOf(const json::object& user, const std::string& member) {
    const auto* value = user.if_contains(member);
    if (value == nullptr) {
        const auto* profile = user.if_contains("profile");
        value = profile == nullptr ? nullptr : profile->get_object().if_contains(member);
    }
    return value == nullptr || !value->is_string() ? "" : std::string(value->get_string());
}

/// A user as the operations leave him that were applied; a member that nobody can tell is not
/// there.
struct Expected {
    std::string object;
    std::string mail;
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
            expected.mail = command.newMail.empty() ? expected.mail : command.newMail;
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

void judgeUsers(const Facts& facts, const std::vector<Judged>& all,
                std::vector<Finding>& findings) {
    std::map<std::string, Expected> expected;
    for (const Judged& judged : all) {
        Expected& user = expected[judged.operation->object];
        user.object = judged.operation->object;
        user.mail = user.mail.empty() ? judged.command->mail : user.mail;
        applyTo(user, judged);
        const auto uid = facts.uids.find(user.object);
        const bool isMade =
            judged.command->kind == Kind::kCreate && judged.operation->outcome == Known::kApplied;
        if (isMade && (uid == facts.uids.end() || !facts.accounts.contains(uid->second))) {
            findings.push_back({"account", user.object,
                                judged.operation->text() +
                                    " made a user whom the journal does not know as an account"});
        }
    }
    for (const auto& [key, user] : expected) {
        if (!user.isCertain || !user.isThere) continue;
        const auto found = facts.users.find(user.mail);
        if (user.isGone == (found != facts.users.end())) {
            findings.push_back(
                {"user", key, user.mail + (user.isGone ? " is still there" : " is not there")});
            continue;
        }
        for (const auto& [name, value] : user.fields) {
            const std::string now = user.isGone ? value : memberOf(found->second, name);
            if (now != value) {
                findings.push_back(
                    {"user", key,
                     user.mail + " has " + name + " \"" + now + "\", expected \"" + value + "\""});
            }
        }
    }
}

void judgeTold(const Facts& facts, std::vector<Finding>& findings) {
    for (const Told& told : facts.told) {
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
