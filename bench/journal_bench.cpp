// How many operations a second the journal makes durable, beside how often the same disk can sync
// at the same time: only their ratio can be compared between machines.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "store/journal.h"

namespace {

using namespace muster;
using namespace muster::store;
using Clock = std::chrono::steady_clock;

constexpr int kInFlight = 64;
constexpr int kOperations = 40'000;
constexpr int kSyncs = 500;

enum class Shape { kIntentAndEnd, kWithOneStep };

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <typename T>
T orStop(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().describe().c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(result).value();
    }
}

/** Appends of one page and fsync, one after the other. */
double syncsPerSecond(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "sync.tmp";
    const int opened = ::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    const std::array<char, 4096> page{};
    const auto start = Clock::now();
    for (int i = 0; i < kSyncs; ++i) {
        if (::write(opened, page.data(), page.size()) < 0 || ::fsync(opened) != 0) {
            std::fprintf(stderr, "\"%s\" cannot be written and synced\n", file.c_str());
            std::exit(1);
        }
    }
    const double rate = kSyncs / secondsSince(start);
    ::close(opened);
    std::filesystem::remove(file);
    return rate;
}

void oneOperation(Journal& journal, int number, Shape shape) {
    const std::string name = "user" + std::to_string(number) + "@example.com";
    const OperationId id = orStop(journal.begin(
        {.correlationId = "7f3a",
         .target = "zoom-prod",
         .objectClass = "__ACCOUNT__",
         .name = name,
         .askedBy = "root",
         .connectorName = "zoom",
         .connectorVersion = "0.1.0",
         .request = {
             .attributes = {
                 {"email", name}, {"type", 2}, {"first_name", "Taro"}, {"last_name", "Yamada"}}}}));
    if (shape == Shape::kWithOneStep) {
        const StepOrdinal step =
            orStop(journal.startStep(id, {.name = "create",
                                          .operationKey = "__ACCOUNT__.CREATEOP",
                                          .method = "POST",
                                          .url = "https://api.example.com/v2/users"}));
        journal.endStep(id, step, {.outcome = Outcome::kApplied, .httpStatus = 201});
    }
    const std::string uid = "u" + std::to_string(id.number * 7919);
    orStop(journal.end(id, {.outcome = Outcome::kApplied,
                            .uid = uid,
                            .accounts = {{.target = "zoom-prod",
                                          .objectClass = "__ACCOUNT__",
                                          .uid = uid,
                                          .name = name,
                                          .state = "active"}}}));
}

void measure(const std::filesystem::path& folder, Shape shape) {
    std::filesystem::create_directory(folder);
    const double syncsBefore = syncsPerSecond(folder);
    const auto journal = orStop(Journal::open({.folder = folder}));
    std::atomic<int> next = 0;
    std::vector<std::vector<double>> latencies(kInFlight);
    const auto start = Clock::now();
    {
        std::vector<std::jthread> workers;
        for (auto& mine : latencies) {
            workers.emplace_back([&] {
                for (int number = next++; number < kOperations; number = next++) {
                    const auto begun = Clock::now();
                    oneOperation(*journal, number, shape);
                    mine.push_back(secondsSince(begun) * 1000);
                }
            });
        }
    }
    const double rate = kOperations / secondsSince(start);
    const double syncs = (syncsBefore + syncsPerSecond(folder)) / 2;
    std::vector<double> all;
    for (const auto& some : latencies) {
        all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end());
    std::printf("%-22s %10.0f %10.0f %8.2f %8.2f %8.2f\n",
                shape == Shape::kWithOneStep ? "intent, step and end" : "intent and end", rate,
                syncs, rate / syncs, all[all.size() / 2], all[all.size() * 99 / 100]);
}

}  // namespace

int main(int count, char** arguments) {
    const std::filesystem::path parent = count > 1 ? arguments[1] : ".";
    const std::filesystem::path folder = parent / ("journal-bench-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    std::printf("%-22s %10s %10s %8s %8s %8s\n", "64 in flight", "op/s", "fsync/s", "ratio",
                "p50 ms", "p99 ms");
    measure(folder / "1", Shape::kIntentAndEnd);
    measure(folder / "2", Shape::kWithOneStep);
    std::filesystem::remove_all(folder);
    return 0;
}
