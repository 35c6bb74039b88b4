#include "judge.h"

#include <algorithm>

#include "judge_parts.h"

namespace crash {

bool SentStep::hadEffect() const {
    return std::any_of(writes.begin(), writes.end(),
                       [](const Write* write) { return write->hadEffect; });
}

std::vector<Judged> matchCommands(const Facts& facts, std::vector<Finding>& findings) {
    std::vector<Judged> all;
    std::map<std::string, std::vector<const Command*>> asked;
    for (const Command& command : facts.commands) asked[command.object].push_back(&command);
    std::map<std::string, std::size_t> next;
    for (const OperationRow& operation : facts.operations) {
        const auto& commands = asked[operation.object];
        const std::size_t at = next[operation.object]++;
        if (at >= commands.size() || commands[at]->kind != operation.kind) {
            findings.push_back({"unasked", operation.object,
                                operation.text() + " is in the journal, and nobody asked for it"});
            continue;
        }
        all.push_back({.command = commands[at], .operation = &operation});
        for (const StepRow& step : operation.steps) {
            all.back().steps.push_back({.operation = &operation, .step = &step});
        }
    }
    return all;
}

void matchWrites(const Facts& facts, std::vector<Judged>& all, std::vector<Finding>& findings) {
    for (const Write& write : facts.writes) {
        SentStep* sent = nullptr;
        for (Judged& judged : all) {
            if (judged.operation->object != write.object) continue;
            for (SentStep& each : judged.steps) {
                const StepRow& step = *each.step;
                const bool fits = step.method == write.method && step.target == write.target &&
                                  step.startedUs / 1000 <= write.arrivedMs;
                if (fits && (sent == nullptr || sent->step->startedUs <= step.startedUs)) {
                    sent = &each;
                }
            }
        }
        if (sent != nullptr) {
            sent->writes.push_back(&write);
            continue;
        }
        findings.push_back({"unrecorded", write.object,
                            write.method + " " + write.target + " (request " +
                                std::to_string(write.number) +
                                ") reached the simulator, and the journal has no such step"});
    }
}

std::vector<Finding> judge(const Facts& facts) {
    std::vector<Finding> findings;
    findings.reserve(facts.complaints.size());
    for (const std::string& complaint : facts.complaints) {
        findings.push_back({"trouble", "", complaint});
    }
    std::vector<Judged> all = matchCommands(facts, findings);
    matchWrites(facts, all, findings);
    const History history(facts);
    for (const Judged& judged : all) {
        judgeSteps(judged, history, findings);
        judgeRepeats(judged, findings);
        judgeOutcome(judged, history, findings);
    }
    judgeObjects(facts, all, findings);
    judgeLost(facts, findings);
    judgeTold(facts, findings);
    judgeSecrets(facts, findings);
    return findings;
}

}  // namespace crash
