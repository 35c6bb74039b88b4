// The disk of the shaken host: a layer over SQLite's own, through which every read, write and lock
// of the journal goes, as long as an order tells it to fail. Orders, each a number of SQLite's
// (sqlite3.h) in a file of that name:
//   write      what is returned in place of writing to a database or its log
//   sync       the same for making it durable
//   read       the same for reading a page
//   lock       the same for taking the right to write
//   hurry      waiting for a lock takes no time; the number does not matter
//   read-only  opens databases without the right to write; the number does not matter
// `waited` tells how many milliseconds were asked to be waited for a lock.
#include <cstdlib>
#include <cstring>
#include <new>

#include <sqlite3.h>

#include "orders.h"

namespace {

sqlite3_vfs* real = nullptr;

/** A file of ours, with SQLite's own behind it in the same memory. */
struct File {
    sqlite3_file base;
    bool isJournal;  ///< a database or its log, as opposed to a temporary file
    sqlite3_file* behind() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& from(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* behind(sqlite3_file* file) { return from(file).behind(); }

int ordered(const char* name) {
    const auto told = shaken::order(name);
    return told ? std::atoi(told->c_str()) : SQLITE_OK;
}

int orderedFor(sqlite3_file* file, const char* name) {
    return from(file).isJournal ? ordered(name) : SQLITE_OK;
}

int closeFile(sqlite3_file* file) {
    sqlite3_file* const inner = behind(file);
    return inner->pMethods == nullptr ? SQLITE_OK : inner->pMethods->xClose(inner);
}
int readFile(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
    const int fault = orderedFor(file, "read");
    return fault != SQLITE_OK ? fault : behind(file)->pMethods->xRead(behind(file), to, count, at);
}
int writeFile(sqlite3_file* file, const void* text, int count, sqlite3_int64 at) {
    const int fault = orderedFor(file, "write");
    return fault != SQLITE_OK ? fault
                              : behind(file)->pMethods->xWrite(behind(file), text, count, at);
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    const int fault = orderedFor(file, "write");
    return fault != SQLITE_OK ? fault : behind(file)->pMethods->xTruncate(behind(file), size);
}
int syncFile(sqlite3_file* file, int flags) {
    const int fault = orderedFor(file, "sync");
    return fault != SQLITE_OK ? fault : behind(file)->pMethods->xSync(behind(file), flags);
}
int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return behind(file)->pMethods->xFileSize(behind(file), size);
}
int lockFile(sqlite3_file* file, int lock) {
    return behind(file)->pMethods->xLock(behind(file), lock);
}
int unlockFile(sqlite3_file* file, int lock) {
    return behind(file)->pMethods->xUnlock(behind(file), lock);
}
int checkLock(sqlite3_file* file, int* isReserved) {
    return behind(file)->pMethods->xCheckReservedLock(behind(file), isReserved);
}
int control(sqlite3_file* file, int what, void* value) {
    return behind(file)->pMethods->xFileControl(behind(file), what, value);
}
int sectorSize(sqlite3_file* file) { return behind(file)->pMethods->xSectorSize(behind(file)); }
int characteristics(sqlite3_file* file) {
    return behind(file)->pMethods->xDeviceCharacteristics(behind(file));
}
int mapShared(sqlite3_file* file, int page, int size, int extends, void volatile** to) {
    return behind(file)->pMethods->xShmMap(behind(file), page, size, extends, to);
}
/** Lock 0 of a log is the right to write (sqlite.org/walformat.html, "WAL-Index Locks"). */
int lockShared(sqlite3_file* file, int offset, int count, int flags) {
    const bool isWriting =
        offset == 0 && (flags & SQLITE_SHM_EXCLUSIVE) != 0 && (flags & SQLITE_SHM_LOCK) != 0;
    const int fault = isWriting ? orderedFor(file, "lock") : SQLITE_OK;
    return fault != SQLITE_OK
               ? fault
               : behind(file)->pMethods->xShmLock(behind(file), offset, count, flags);
}
void sharedBarrier(sqlite3_file* file) { behind(file)->pMethods->xShmBarrier(behind(file)); }
int unmapShared(sqlite3_file* file, int deletes) {
    return behind(file)->pMethods->xShmUnmap(behind(file), deletes);
}

const sqlite3_io_methods kMethods = {.iVersion = 2,
                                     .xClose = &closeFile,
                                     .xRead = &readFile,
                                     .xWrite = &writeFile,
                                     .xTruncate = &truncateFile,
                                     .xSync = &syncFile,
                                     .xFileSize = &fileSize,
                                     .xLock = &lockFile,
                                     .xUnlock = &unlockFile,
                                     .xCheckReservedLock = &checkLock,
                                     .xFileControl = &control,
                                     .xSectorSize = &sectorSize,
                                     .xDeviceCharacteristics = &characteristics,
                                     .xShmMap = &mapShared,
                                     .xShmLock = &lockShared,
                                     .xShmBarrier = &sharedBarrier,
                                     .xShmUnmap = &unmapShared,
                                     .xFetch = nullptr,
                                     .xUnfetch = nullptr};

int openFile(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* given) {
    File& made = *new (file) File{};
    made.isJournal = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
    if (made.isJournal && ordered("read-only") != SQLITE_OK) {
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    }
    const int code = real->xOpen(real, name, made.behind(), flags, given);
    made.base.pMethods = made.behind()->pMethods == nullptr ? nullptr : &kMethods;
    return code;
}

int sleepUnlessOrdered(sqlite3_vfs* /*vfs*/, int microseconds) {
    static long waitedMs = 0;
    if (ordered("hurry") == SQLITE_OK) {
        return real->xSleep(real, microseconds);
    }
    waitedMs += microseconds / 1000;
    shaken::tell("waited", std::to_string(waitedMs));
    return microseconds;
}

/** Registered before main: every database of the program is opened through it. */
const bool kIsThere = [] {
    static sqlite3_vfs vfs;
    if (shaken::folder().empty()) {
        return false;
    }
    real = sqlite3_vfs_find(nullptr);
    vfs = *real;
    vfs.zName = "shaken";
    vfs.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    vfs.pNext = nullptr;
    vfs.xOpen = &openFile;
    vfs.xSleep = &sleepUnlessOrdered;
    return sqlite3_vfs_register(&vfs, 1) == SQLITE_OK;
}();

}  // namespace
