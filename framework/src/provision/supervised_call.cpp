#include "provision/supervised_call.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace muster::provision {

bool runSupervised(std::function<void()> work, std::chrono::steady_clock::time_point limit) {
    struct Progress {
        std::mutex mutex;
        std::condition_variable ended;
        bool isOver = false;
    };
    const auto progress = std::make_shared<Progress>();
    std::thread worker([progress, work = std::move(work)]() mutable {
        work();
        work = nullptr;  // what it owns goes before anyone is told
        const std::lock_guard lock(progress->mutex);
        progress->isOver = true;
        progress->ended.notify_all();
    });
    bool isOver = false;
    {
        std::unique_lock lock(progress->mutex);
        isOver = progress->ended.wait_until(lock, limit, [&] { return progress->isOver; });
    }
    if (isOver) {
        worker.join();
    } else {
        worker.detach();
    }
    return isOver;
}

}  // namespace muster::provision
