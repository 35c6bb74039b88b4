#include "store/checkpointer.h"

#include <utility>

namespace muster::store {
namespace {

// Pages have 4 KiB: a checkpoint every 4 MiB of log, and the writer waits for one at 64 MiB.
constexpr int kPagesBetween = 1000;
constexpr int kMostPages = 16384;

}  // namespace

Result<std::unique_ptr<Checkpointer>> Checkpointer::start(const std::filesystem::path& file) {
    MUSTER_ASSIGN_OR_RETURN(auto database,
                            sqlite::Database::open(file, sqlite::OpenMode::kExisting));
    MUSTER_RETURN_IF_ERROR(database->execute("PRAGMA synchronous=FULL"));
    return std::unique_ptr<Checkpointer>(new Checkpointer(std::move(database)));
}

Checkpointer::Checkpointer(std::unique_ptr<sqlite::Database> database)
    : database_(std::move(database)), thread_([this] { run(); }) {}

Checkpointer::~Checkpointer() {
    {
        const std::lock_guard lock(mutex_);
        isStopping_ = true;
        changed_.notify_one();
    }
    thread_.join();
}

void Checkpointer::noteLogPages(int pages) {
    if (pages < askedAt_) {
        askedAt_ = 0;  // the log was started anew
    }
    if (pages >= kMostPages) {
        checkpoint();
        return;
    }
    if (pages - askedAt_ >= kPagesBetween) {
        askedAt_ = pages;
        const std::lock_guard lock(mutex_);
        isAsked_ = true;
        changed_.notify_one();
    }
}

void Checkpointer::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return isAsked_ || isStopping_; });
        if (isStopping_) {
            return;
        }
        isAsked_ = false;
        lock.unlock();
        checkpoint();
        lock.lock();
    }
}

void Checkpointer::checkpoint() {
    const std::lock_guard lock(using_);
    (void)database_->checkpoint().hasValue();
}

}  // namespace muster::store
