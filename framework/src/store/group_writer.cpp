#include "store/group_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "store/sqlite/transaction.h"

namespace muster::store {
namespace {

/** The key of a record that writes nothing and asks whether all before it is written. */
constexpr std::int64_t kFlushKey = -1;

Error closedError() {
    return Error{.code = ErrorCode::kInternal,
                 .message = "the journal is closed; nothing more can be recorded"};
}

}  // namespace

GroupWriter::GroupWriter(sqlite::Database& database, JournalWrites& writes, FileGuard guard,
                         std::chrono::milliseconds linger, std::function<void()> afterCommit)
    : database_(database),
      writes_(writes),
      guard_(std::move(guard)),
      linger_(linger),
      afterCommit_(std::move(afterCommit)),
      thread_([this] { run(); }) {}

GroupWriter::~GroupWriter() { (void)close().hasValue(); }

std::shared_future<Result<void>> GroupWriter::put(std::int64_t key, Work work) {
    std::promise<Result<void>> waiter;
    std::shared_future<Result<void>> result = waiter.get_future().share();
    const std::lock_guard lock(mutex_);
    if (isClosing_) {
        waiter.set_value(closedError());
        return result;
    }
    queue_.push_back({key, std::move(work), std::move(waiter)});
    ++waiting_;
    changed_.notify_one();
    return result;
}

void GroupWriter::putLazily(std::int64_t key, Work work) {
    const std::lock_guard lock(mutex_);
    queue_.push_back({key, std::move(work)});
    if (queue_.size() == 1) {
        changed_.notify_one();
    }
}

std::shared_future<Result<void>> GroupWriter::flush() {
    return put(kFlushKey, [](JournalWrites&) { return Result<void>(); });
}

Result<void> GroupWriter::close() {
    const std::lock_guard once(closing_);
    {
        const std::lock_guard lock(mutex_);
        isClosing_ = true;
        changed_.notify_one();
    }
    if (thread_.joinable()) {
        thread_.join();
    }
    const std::size_t lost = kept_.size() + queue_.size();
    if (lost == 0) {
        return {};
    }
    const Error cause = lastTrouble_.value_or(closedError());
    return Error{
        .code = cause.code,
        .message = std::to_string(lost) + " journal records could not be written: " + cause.message,
        .hint = cause.hint};
}

void GroupWriter::run() {
    Group group;
    while (takeGroup(group)) {
        write(group);
        group.clear();
        afterCommit_();
    }
    retryKept();
}

/** Waits until somebody waits for a record, or one has lingered long enough. False at the end. */
bool GroupWriter::takeGroup(Group& group) {
    std::unique_lock lock(mutex_);
    const auto isUrgent = [this] { return waiting_ > 0 || isClosing_; };
    changed_.wait(lock, [&] { return isUrgent() || !queue_.empty(); });
    changed_.wait_for(lock, linger_, isUrgent);
    if (queue_.empty()) {
        return false;
    }
    group.swap(queue_);
    waiting_ = 0;
    return true;
}

void GroupWriter::write(Group& group) {
    if (!kept_.empty()) {
        retryKept();
    }
    settleBlocked(group);
    if (!commit(group)) {
        commitSingly(group);
        return;
    }
    for (Record& record : group) {
        settle(std::move(record), {});
    }
}

Result<void> GroupWriter::commit(Group& group) {
    MUSTER_RETURN_IF_ERROR(guard_.check());
    MUSTER_ASSIGN_OR_RETURN(
        auto transaction, sqlite::Transaction::begin(database_, sqlite::Transaction::Kind::kWrite));
    for (Record& record : group) {
        MUSTER_RETURN_IF_ERROR(record.work(writes_));
    }
    return transaction.commit();
}

/** Takes the records of blocked keys out of the group: they must not overtake a kept one. */
void GroupWriter::settleBlocked(Group& group) {
    if (blocked_.empty()) {
        return;
    }
    const auto isBlocked = [&](const Record& record) { return blocked_.contains(record.key); };
    const auto middle = std::stable_partition(group.begin(), group.end(), std::not_fn(isBlocked));
    Group held(std::make_move_iterator(middle), std::make_move_iterator(group.end()));
    group.erase(middle, group.end());
    commitSingly(held);
}

Result<void> GroupWriter::commitOne(Record& record) {
    MUSTER_RETURN_IF_ERROR(guard_.check());
    MUSTER_ASSIGN_OR_RETURN(
        auto transaction, sqlite::Transaction::begin(database_, sqlite::Transaction::Kind::kWrite));
    MUSTER_RETURN_IF_ERROR(record.work(writes_));
    return transaction.commit();
}

void GroupWriter::commitSingly(Group& group) {
    for (Record& record : group) {
        const auto blocked = record.key == 0 ? blocked_.end() : blocked_.find(record.key);
        Result<void> result =
            blocked == blocked_.end() ? commitOne(record) : Result<void>(blocked->second);
        settle(std::move(record), std::move(result));
    }
}

void GroupWriter::settle(Record record, Result<void> result) {
    if (record.key == kFlushKey && !kept_.empty() && lastTrouble_) {
        result = *lastTrouble_;
    }
    if (record.waiter) {
        record.waiter->set_value(std::move(result));
        return;
    }
    if (!result) {
        lastTrouble_ = result.error();
        if (record.key != 0) {
            blocked_.insert_or_assign(record.key, std::move(result).error());
        }
        kept_.push_back(std::move(record));
    }
}

void GroupWriter::retryKept() {
    blocked_.clear();
    Group again = std::exchange(kept_, {});
    commitSingly(again);
}

}  // namespace muster::store
