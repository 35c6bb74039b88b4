#include "lane.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "open_connections.h"
#include "store/sqlite/database.h"
#include "together.h"

namespace crash {

namespace json = boost::json;

namespace {

constexpr std::chrono::seconds kRunLimit{120};
constexpr std::chrono::seconds kDrainLimit{20};

std::string settleText(int seconds) { return "settle-seconds=\"" + std::to_string(seconds) + "\""; }

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

}  // namespace

void Lane::renew() {
    site_->renew();
    settleSeconds_ = 0;
    lastOperation_ = 0;
    tryConnector();
}

/// The host gives the first load of a connector 2 s, which may be too little while others use the
/// machine; its verdict is kept, so that no round has to do with it.
void Lane::tryConnector() const {
    constexpr int kTries = 10;
    support::Finished last;
    for (const auto& file : std::filesystem::directory_iterator(home().path() / "plugins")) {
        for (int left = kTries; left > 0; --left) {
            last = support::run(home().program({"-c", "connector verify " + file.path().string()}),
                                "", kRunLimit);
            if (last.exitCode == 0) break;
        }
        if (last.exitCode != 0) throw std::runtime_error("the connector is refused: " + last.err);
    }
}

void Lane::setSettleSeconds(int seconds) {
    if (seconds == settleSeconds_) return;
    home().edit(site_->targetFile(), settleText(settleSeconds_), settleText(seconds));
    settleSeconds_ = seconds;
}

bool Lane::hasJournal() const { return std::filesystem::exists(home().path() / "muster.db"); }

void Lane::doctorJournal(const std::vector<std::string>& sql) {
    const auto database = muster::sqlite::Database::open(home().path() / "muster.db",
                                                         muster::sqlite::OpenMode::kExisting);
    for (const std::string& statement : sql) {
        if (!database || !(*database)->execute(statement)) {
            throw std::runtime_error("the journal could not be doctored: " + statement);
        }
    }
}

void Lane::forget() {
    for (const char* const what : {"faults", "requests", "ledger"}) control("DELETE", what);
}

void Lane::orderFaults(const std::vector<std::string>& faults) {
    for (const std::string& fault : faults) control("POST", "faults", fault);
}

Run Lane::run(const std::vector<std::string>& commands, bool isScript, const Kill& kill) {
    std::vector<std::string> arguments = {"--output", "json", "--keep-going"};
    for (const std::string& command : commands) {
        if (!isScript) arguments.insert(arguments.end(), {"-c", command});
    }
    support::Command command = home().program(std::move(arguments));
    if (kill.way != Kill::Way::kNone) command.program = MUSTER_CRASH_HOST;
    Run run = execute(std::move(command), isScript ? joined(commands) : "", kill);
    run.what = joined(commands);
    return run;
}

Run Lane::runTogether(const std::vector<std::vector<Command>>& workers, const Kill& kill) {
    json::array all;
    std::vector<std::string> lines;
    for (const auto& worker : workers) {
        json::array& commands = all.emplace_back(json::array()).as_array();
        for (const Command& command : worker) {
            commands.push_back(command.told());
            lines.push_back("worker " + std::to_string(all.size()) + ": " + command.typed());
        }
    }
    const auto file = home().path() / "together.json";
    std::ofstream(file) << json::serialize(all);
    support::Command command = home().program({});
    command.program = MUSTER_CRASH_HOST;
    command.arguments = {kTogether, home().path().string(), file.string()};
    Run run = execute(std::move(command), "", kill);
    run.what = joined(lines);
    return run;
}

Run Lane::execute(support::Command command, const std::string& input, const Kill& kill) {
    Run run{.kill = kill};
    const bool isHeld = kill.way == Kill::Way::kHeldBefore || kill.way == Kill::Way::kHeldAfter;
    if (isHeld) {
        orderFaults({std::string(R"({"fault":")") +
                     (kill.way == Kill::Way::kHeldBefore ? "delay-before" : "delay-after") +
                     R"(","ms":600000,"skip":)" + std::to_string(kill.skip) + "}"});
    }
    if (kill.way == Kill::Way::kWrite) {
        command.environment.emplace_back(kOrderVariable, kill.order.toText());
    }
    support::ChildProcess child(command);
    child.write(input);
    child.closeInput();
    if (kill.way == Kill::Way::kMoment) {
        std::this_thread::sleep_for(std::chrono::microseconds(kill.microseconds));
        child.signal(SIGKILL);
    }
    while (isHeld && child.isRunning()) {
        if (control("GET", "faults").at("held").as_int64() > 0) child.signal(SIGKILL);
    }
    run.ended = child.wait(kRunLimit);
    run.wasKilled = run.ended.exitCode == 128 + SIGKILL;
    return run;
}

void Lane::drain() {
    control("DELETE", "faults");
    const auto deadline = std::chrono::steady_clock::now() + kDrainLimit;
    while (hasConnections(site_->sandbox().port())) {
        if (std::chrono::steady_clock::now() > deadline) {
            throw std::runtime_error("the simulator still has connections after 20 s");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

}  // namespace crash
