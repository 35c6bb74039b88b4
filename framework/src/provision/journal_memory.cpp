#include "provision/journal_memory.h"

#include "store/request_json.h"

namespace muster::provision {

Result<std::vector<Attribute>> JournalMemory::recall(const std::string& objectClass,
                                                     const std::string& uid) {
    if (const auto kept = kept_.find({objectClass, uid}); kept != kept_.end()) {
        return kept->second;
    }
    MUSTER_ASSIGN_OR_RETURN(
        const std::vector<store::AccountRecord> found,
        journal_.accounts({.target = target_, .objectClass = objectClass, .uid = uid, .limit = 1}));
    if (found.empty() || found.front().rememberedJson.empty()) {
        return std::vector<Attribute>();
    }
    MUSTER_ASSIGN_OR_RETURN(store::ParsedRequest parsed,
                            store::parseRequest(found.front().rememberedJson));
    return std::move(parsed.request.attributes);
}

Result<void> JournalMemory::remember(const std::string& objectClass, const std::string& uid,
                                     const std::vector<Attribute>& values) {
    MUSTER_ASSIGN_OR_RETURN(std::vector<Attribute> known, recall(objectClass, uid));
    for (const Attribute& value : values) {
        std::erase_if(known,
                      [&](const Attribute& one) { return equalNames(one.name(), value.name()); });
        if (!value.values().empty()) {
            known.push_back(value);
        }
    }
    journal_.rememberAccount(
        {.target = target_,
         .objectClass = objectClass,
         .uid = uid,
         .remembered = known.empty() ? "" : store::requestToJson({.attributes = known})});
    kept_[{objectClass, uid}] = std::move(known);
    return {};
}

}  // namespace muster::provision
