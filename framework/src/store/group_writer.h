#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "store/file_guard.h"
#include "store/journal_writes.h"
#include "store/sqlite/database.h"
#include <muster/core/result.h>

namespace muster::store {

/** Group commit: records come from any thread, and one thread writes all that have gathered in one
 *  transaction, so that they share a sync.
 *
 *  A record has a key (its operation; 0 for none). When a group fails it is undone and each record
 *  gets a transaction of its own, so that one bad record harms no other. A failed record for which
 *  somebody waits is answered with the error. One for which nobody waits is kept and tried again,
 *  and blocks its key: until it is written, waiting records of the same key fail with its error. */
class GroupWriter {
public:
    /** Writes one record; runs on the writer's thread inside a transaction, perhaps twice. */
    using Work = std::function<Result<void>(JournalWrites&)>;

    /** No transaction is begun once `guard` says that the file is another.
     * `afterCommit` is called by the writer's thread between transactions. */
    GroupWriter(sqlite::Database& database, JournalWrites& writes, FileGuard guard,
                std::chrono::milliseconds linger, std::function<void()> afterCommit);
    ~GroupWriter();
    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;

    /** The result comes when the record is durable or has failed. Any thread. */
    std::shared_future<Result<void>> put(std::int64_t key, Work work);
    /** Nobody waits for it: written with the next `put`, or after the linger. Any thread. */
    void putLazily(std::int64_t key, Work work);
    /** The result comes when all records given before are durable; an error while some are kept.
     * Any thread. */
    std::shared_future<Result<void>> flush();
    /** Writes what is queued, and stops. Fails when kept records remain. Any thread. */
    Result<void> close();

private:
    struct Record {
        std::int64_t key = 0;
        Work work;
        std::optional<std::promise<Result<void>>> waiter = {};
    };
    using Group = std::vector<Record>;

    void run();
    bool takeGroup(Group& group);
    void write(Group& group);
    Result<void> commit(Group& group);
    Result<void> commitOne(Record& record);
    void settleBlocked(Group& group);
    void commitSingly(Group& group);
    void settle(Record record, Result<void> result);
    void retryKept();

    sqlite::Database& database_;
    JournalWrites& writes_;
    const FileGuard guard_;
    const std::chrono::milliseconds linger_;
    const std::function<void()> afterCommit_;

    std::mutex mutex_;
    std::condition_variable changed_;
    Group queue_;
    std::size_t waiting_ = 0;  ///< how many of the queue have a waiter
    bool isClosing_ = false;

    // Only the writer's thread touches these, until it has been joined.
    Group kept_;
    std::map<std::int64_t, Error> blocked_;  ///< by key: why a kept record could not be written
    std::optional<Error> lastTrouble_;

    std::mutex closing_;
    std::thread thread_;
};

}  // namespace muster::store
