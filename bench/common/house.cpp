#include "common/house.h"

namespace bench {

using namespace muster;

House::House(const std::filesystem::path& folder)
    : home_{folder},
      journal_(must(store::Journal::open({.folder = folder}))),
      catalogue_({.pluginsFolder = home_.plugins().string(),
                  .loadedFolder = home_.loaded().string(),
                  .probeProgram = MUSTER_PROGRAM}),
      targets_(home_, catalogue_, must(host::makeLog({})),
               [this](const std::string& target) {
                   return std::make_shared<host::JournalCounters>(*journal_, target);
               }),
      provisioner_(*journal_, targets_) {
    must(catalogue_.scan());
    targets_.load();
}

}  // namespace bench
