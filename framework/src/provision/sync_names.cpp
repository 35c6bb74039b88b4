#include <set>

#include "provision/provisioner.h"
#include "provision/reference_names.h"

namespace muster::provision {
namespace {

/** All that a target can be expected to have; what the journal holds beyond is left as it is. */
constexpr std::int64_t kMostRemembered = 1'000'000;

}  // namespace

Result<std::int64_t> Provisioner::syncNames(std::string_view target, std::string_view objectClass,
                                            const std::stop_token& cancel) {
    std::set<std::string> seen;
    const auto remember = [&](const ConnectorObject& object, std::string_view state) {
        journal_.rememberAccount({.target = std::string(target),
                                  .objectClass = object.objectClass,
                                  .uid = object.uid,
                                  .name = object.name,
                                  .state = std::string(state)});
    };
    MUSTER_ASSIGN_OR_RETURN(
        const SearchResult result,
        search({.target = std::string(target),
                .objectClass = std::string(objectClass),
                .cancel = cancel},
               [&](const ConnectorObject& object) {
                   // `search` has remembered it; one that came back is no longer deleted.
                   if (object.find("status") == nullptr && object.find(attr::kEnable) == nullptr) {
                       remember(object, kStatePresent);
                   }
                   seen.insert(object.uid);
                   return true;
               }));
    MUSTER_RETURN_IF_ERROR(journal_.flush());
    MUSTER_ASSIGN_OR_RETURN(const std::vector<store::AccountRecord> known,
                            journal_.accounts({.target = std::string(target),
                                               .objectClass = std::string(objectClass),
                                               .limit = kMostRemembered}));
    for (const store::AccountRecord& record : known) {
        if (!seen.contains(record.uid) && record.state != kStateDeleted) {
            remember({.objectClass = record.objectClass, .uid = record.uid, .name = record.name},
                     kStateDeleted);
        }
    }
    MUSTER_RETURN_IF_ERROR(journal_.flush());
    return result.shown;
}

}  // namespace muster::provision
