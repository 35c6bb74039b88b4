#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "store/sqlite/database.h"
#include <muster/core/result.h>

namespace muster::store {

/** Keeps the write-ahead log bounded from a connection and a thread of its own, so that no commit
 *  waits for the database file. PASSIVE checkpoints only: they wait for nobody.
 *
 *  A checkpoint that fails loses nothing (the log has it all, and the next one starts over), so it
 *  is not reported; a disk in trouble shows itself in the next commit. */
class Checkpointer {
public:
    static Result<std::unique_ptr<Checkpointer>> start(const std::filesystem::path& file);
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /** The writer tells after each commit how long the log is. Only while nobody writes can a
     * checkpoint reach its end, after which SQLite starts the log anew: so the writer waits for one
     * when the log is long and little of it is left to move, or when it is far too long. Otherwise
     * returns at once. One thread. */
    void noteLogPages(int pages);

private:
    explicit Checkpointer(std::unique_ptr<sqlite::Database> database);
    void run();
    /** @return how many pages of the log are in the database; 0 when that failed. */
    int checkpoint();
    bool endsSoon(int pages);
    void ask();

    std::unique_ptr<sqlite::Database> database_;
    std::mutex using_;  ///< held while the connection is used
    int askedAt_ = 0;   ///< the writer's: length of the log when a checkpoint was last asked for

    std::mutex mutex_;
    std::condition_variable changed_;
    bool isAsked_ = false;
    bool isUnderWay_ = false;
    int moved_ = 0;  ///< pages of the log that the last checkpoint has left in the database
    bool isStopping_ = false;
    std::thread thread_;
};

}  // namespace muster::store
