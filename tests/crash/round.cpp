#include "round.h"

#include <algorithm>

#include <boost/json.hpp>

#include "journal_rows.h"
#include "person.h"
#include "truth.h"

namespace crash {

namespace json = boost::json;

namespace {

constexpr int kMostPasses = 30;

/// One round on its way; keeps what it learns in its verdict.
class Round {
public:
    Round(Lane& lane, Verdict& verdict)
        : lane_(lane), verdict_(verdict), person_(verdict.plan, verdict.facts.commands) {
        for (const auto& worker : verdict.plan.workload.workers) {
            Facts& facts = verdict.facts;
            facts.commands.insert(facts.commands.end(), worker.begin(), worker.end());
        }
    }

    void prepare();
    void runFirst();
    void keepLeft();
    void recover();
    void close();

private:
    const Plan& plan() const { return verdict_.plan; }
    std::vector<std::string> typed() const;
    void add(Run run);
    std::vector<OperationRow> rows(const Truth& truth) const;
    bool pass(const Kill& kill, const std::vector<std::string>& faults);

    Lane& lane_;
    Verdict& verdict_;
    Person person_;
    std::int64_t last_ = 0;  ///< the last operation of earlier rounds
};

/// The results that were told, one JSON object a line; the last line may be cut.
std::vector<Told> toldIn(const std::string& out) {
    std::vector<Told> all;
    for (std::size_t begin = 0; begin < out.size();) {
        const std::size_t end = std::min(out.find('\n', begin), out.size());
        boost::system::error_code fault;
        const json::value line = json::parse(out.substr(begin, end - begin), fault);
        begin = end + 1;
        const auto* object = fault ? nullptr : line.if_object();
        const auto* number = object == nullptr ? nullptr : object->if_contains("operation");
        const auto* state = object == nullptr ? nullptr : object->if_contains("journal_state");
        if (number == nullptr || state == nullptr) continue;
        all.push_back({number->is_int64() ? number->get_int64() : 0,
                       std::string(object->at("outcome").as_string()),
                       std::string(state->as_string())});
    }
    return all;
}

void Round::prepare() {
    lane_.forget();
    verdict_.facts.seeds = plan().workload.seeds;
    if (const std::string& seed = plan().workload.seed; !seed.empty()) {
        lane_.site().sandbox().control("POST", "seed", seed);
    }
    lane_.setSettleSeconds(plan().settleSeconds);
    last_ = lane_.lastOperation();
}

std::vector<std::string> Round::typed() const {
    std::vector<std::string> lines;
    lines.reserve(verdict_.facts.commands.size());
    for (const Command& command : verdict_.facts.commands) lines.push_back(command.typed());
    if (lines.empty()) lines.emplace_back("status");
    return lines;
}

void Round::add(Run run) {
    lane_.drain();
    for (const std::string& secret : lane_.site().secrets()) {
        if ((run.ended.out + run.ended.err).find(secret) != std::string::npos) {
            verdict_.facts.complaints.emplace_back("the host has shown a secret");
        }
    }
    verdict_.runs.push_back(std::move(run));
}

void Round::runFirst() {
    lane_.orderFaults(plan().faults);
    add(plan().isTogether ? lane_.runTogether(plan().workload.workers, plan().first)
                          : lane_.run(typed(), plan().usesScript, plan().first));
    verdict_.facts.told = toldIn(verdict_.runs.back().ended.out);
    verdict_.facts.wasKilled = verdict_.runs.back().wasKilled;
}

/// What the journal has before anybody goes on.
void Round::keepLeft() {
    if (!lane_.hasJournal()) return;  // killed before it was made
    verdict_.facts.left = JournalCopy(lane_.home().path()).operations(last_);
}

std::vector<OperationRow> Round::rows(const Truth& truth) const {
    std::vector<OperationRow> operations = JournalCopy(lane_.home().path()).operations(last_);
    for (OperationRow& row : operations) {
        row.object = truth.objectOf(row.name.empty() ? row.uid : row.name);
    }
    return operations;
}

/// One run of the person's commands; false when there was nothing left to type.
bool Round::pass(const Kill& kill, const std::vector<std::string>& faults) {
    std::vector<std::string> commands = {"status"};
    if (lane_.hasJournal() && JournalCopy(lane_.home().path()).isMade()) {
        const Truth truth = lane_.site().truth(verdict_.facts.commands);
        const std::vector<OperationRow> operations = rows(truth);
        const bool isOpen = std::any_of(operations.begin(), operations.end(), [](const auto& row) {
            return row.state == OperationRow::kOpen;
        });
        // Only an owner turns what was open into what was interrupted.
        if (!isOpen) commands = person_.commands(operations, truth);
    }
    if (commands.empty()) return false;
    lane_.orderFaults(faults);
    add(lane_.run(commands, plan().usesScript, kill));
    return true;
}

void Round::recover() {
    for (const Kill& kill : plan().later) {
        if (!pass(kill, plan().laterFaults)) break;
    }
    for (int left = kMostPasses; pass({}, {}); --left) {
        if (left > 0) continue;
        verdict_.facts.complaints.push_back("after " + std::to_string(kMostPasses) +
                                            " passes there was still something to do");
        return;
    }
}

void Round::close() {
    Facts& facts = verdict_.facts;
    const Truth truth = lane_.site().truth(facts.commands);
    const JournalCopy journal(lane_.home().path());
    facts.operations = rows(truth);
    facts.writes = truth.writes;
    facts.objects = truth.objects;
    facts.reads = truth.reads;
    facts.uids = truth.uids;
    facts.accounts = journal.accountUids();
    facts.journalBytes = journal.bytes();
    facts.secrets = lane_.site().secrets();
    if (const std::string found = journal.integrity(); found != "ok") {
        facts.complaints.push_back("SQLite finds the database damaged: " + found);
    }
    if (const auto patience = person_.decisions().find("lost patience");
        patience != person_.decisions().end()) {
        facts.complaints.emplace_back("an operation had to be abandoned since it never ended");
    }
    verdict_.decisions = person_.decisions();
    lane_.setLastOperation(journal.lastOperation());
}

}  // namespace

int Verdict::kills() const {
    return static_cast<int>(
        std::count_if(runs.begin(), runs.end(), [](const Run& run) { return run.wasKilled; }));
}

Verdict runRound(Lane& lane, const Plan& plan, const std::function<void(Lane&)>& doctor) {
    Verdict verdict{.plan = plan};
    try {
        Round round(lane, verdict);
        round.prepare();
        round.runFirst();
        if (doctor) doctor(lane);
        round.keepLeft();
        round.recover();
        round.close();
    } catch (const std::exception& problem) {
        verdict.facts.complaints.emplace_back(problem.what());
    }
    verdict.findings = judge(verdict.facts);
    return verdict;
}

}  // namespace crash
