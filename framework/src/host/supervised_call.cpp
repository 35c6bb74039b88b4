#include "host/supervised_call.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

namespace muster::host {
namespace {

struct Progress {
    std::mutex mutex;
    std::condition_variable ended;
    bool isOver = false;
};

/** Waits for the end; false when the time to give up has come first. */
bool waitForEnd(Progress& progress, const GiveUpTime& limit) {
    std::unique_lock lock(progress.mutex);
    const auto isOver = [&] { return progress.isOver; };
    while (!progress.ended.wait_until(lock, limit(), isOver)) {
        if (limit() <= std::chrono::steady_clock::now()) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool runSupervised(std::function<void()> work, const GiveUpTime& limit) {
    const auto progress = std::make_shared<Progress>();
    const auto task = std::make_shared<std::function<void()>>(std::move(work));
    std::thread worker;
    try {
        worker = std::thread([progress, task] {
            (*task)();
            *task = nullptr;  // what it owns goes before anyone is told
            const std::lock_guard lock(progress->mutex);
            progress->isOver = true;
            progress->ended.notify_all();
        });
    } catch (const std::system_error&) {
        (*task)();
        return true;
    }
    const bool isOver = waitForEnd(*progress, limit);
    if (isOver) {
        worker.join();
    } else {
        worker.detach();
    }
    return isOver;
}

}  // namespace muster::host
