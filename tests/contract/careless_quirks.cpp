// The quirks of the careless connector, which can do more than the hello connector it is made from.
#include <filesystem>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hello_quirks.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;

/** A folder that goes with the program, for the pipe through which the target can be silent. */
struct Folder {
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "careless.XXXXXX").string();
        path = mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path path;
};

const std::filesystem::path& folder() {
    static const Folder kFolder;
    return kFolder.path;
}

std::string pipePath() { return (folder() / "answers").string(); }

std::filesystem::path queuePath() {
    const std::filesystem::path queue = folder() / "queue";
    std::filesystem::create_directory(queue);
    return queue;
}

/** Guests wait until they are taken out of the queue. */
muster::testing::WaitingSample guests() {
    return {.newObject = [](int number) -> std::vector<Attribute> {
                return {Attribute("__NAME__", "guest" + std::to_string(number)),
                        Attribute("greeting", "Soon " + std::to_string(number))};
            },
            .change = [](int number) -> std::vector<AttributeDelta> {
                return {
                    {DeltaMode::kReplace, Attribute("greeting", "Now " + std::to_string(number))},
                    {DeltaMode::kReplace, Attribute::list("teams", {Value("white")})}};
            },
            .finish = [](const std::string& uid) { std::filesystem::remove(queuePath() / uid); }};
}

/** A pipe that somebody could write to, and nobody does; its end is the target's answer. */
std::shared_ptr<void> silence() {
    mkfifo(pipePath().c_str(), 0600);
    const int writer = open(pipePath().c_str(), O_RDWR | O_CLOEXEC);
    return {nullptr, [writer](void*) {
                unlink(pipePath().c_str());
                close(writer);
            }};
}

std::vector<AttributeDelta> changeInSteps(int number) {
    return {{DeltaMode::kReplace, Attribute("greeting", "Bye " + std::to_string(number))},
            {DeltaMode::kReplace, Attribute("__NAME__", "renamed" + std::to_string(number))},
            {DeltaMode::kReplace, Attribute::list("teams", {Value("white")})}};
}

ConnectorQuirks quirks() {
    ConnectorQuirks careless = helloQuirks();
    careless.properties.emplace_back("pipe", pipePath());
    careless.properties.emplace_back("queue", queuePath().string());
    careless.waiting = guests();
    careless.secrets = {Attribute("token", Secret("careless-token"))};
    careless.changeInSteps = changeInSteps;
    careless.silence = silence;
    return careless;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
