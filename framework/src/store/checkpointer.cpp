#include "store/checkpointer.h"

#include <utility>

namespace muster::store {
namespace {

// Pages have 4 KiB: a checkpoint every 4 MiB of log. From 64 MiB on one follows the other until so
// little is left that the writer can wait for the rest; at 256 MiB it waits for all of it.
constexpr int kPagesBetween = 1000;
constexpr int kManyPages = 16384;
constexpr int kFewPages = 256;
constexpr int kMostPages = 65536;

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
    if (pages >= kManyPages && endsSoon(pages)) {
        checkpoint();
        return;
    }
    if (pages >= kManyPages || pages - askedAt_ >= kPagesBetween) {
        askedAt_ = pages;
        ask();
    }
}

bool Checkpointer::endsSoon(int pages) {
    const std::lock_guard lock(mutex_);
    const bool isIdle = !isAsked_ && !isUnderWay_;
    return pages >= kMostPages || (isIdle && pages - moved_ <= kFewPages);
}

void Checkpointer::ask() {
    const std::lock_guard lock(mutex_);
    if (!isUnderWay_) {
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
        isUnderWay_ = true;
        lock.unlock();
        const int moved = checkpoint();
        lock.lock();
        isUnderWay_ = false;
        moved_ = moved;
    }
}

int Checkpointer::checkpoint() {
    const std::lock_guard lock(using_);
    const Result<int> moved = database_->checkpoint();
    return moved ? *moved : 0;
}

}  // namespace muster::store
