#include "start/left_home.h"

#include "common/durable_load.h"
#include "common/must.h"

namespace bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* kJournal = "muster.db";
constexpr const char* kLeft = "left.db";

}  // namespace

LeftHome::LeftHome(int operations) {
    const auto journal = must(muster::store::Journal::open({.folder = path()}));
    runDurably(*journal, {.shape = DurableLoad::Shape::kLeftOpen, .operations = operations});
    must(journal->close());
}

void LeftHome::leaveAgain() const {
    if (!fs::exists(path() / kLeft)) {
        fs::copy_file(path() / kJournal, path() / kLeft);
    }
    for (const char* const beside : {"-wal", "-shm"}) {
        fs::remove(path() / (std::string(kJournal) + beside));
    }
    fs::copy_file(path() / kLeft, path() / kJournal, fs::copy_options::overwrite_existing);
}

}  // namespace bench
