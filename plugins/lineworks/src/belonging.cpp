#include "belonging.h"

#include "target_errors.h"
#include <muster/sdk/json.h>
#include <muster/sdk/page_walk.h>

namespace muster::lineworks {

Result<std::vector<std::string>> readIds(sdk::Call& call, const BelongingList& list,
                                         const std::string& ownerId) {
    constexpr std::int64_t kPageSize = 100;  // the most that LINE WORKS gives
    std::vector<std::string> ids;
    sdk::PageWalk walk(
        call.host(),
        {.key = std::string(list.key), .placeholders = {Attribute("__UID__", Value(ownerId))}},
        kPageSize, std::string(list.what) + " " + ownerId);
    sdk::PagePosition position;
    const Result<bool> ended = walk.run(position, [&](const std::string& row) -> Result<bool> {
        const auto json = sdk::parseJsonObject(row);
        const bool isMeant =
            json && (list.type.empty() || sdk::jsonText(*json, "type") == list.type);
        std::string id = isMeant ? sdk::jsonText(*json, list.idMember) : std::string();
        if (!id.empty()) {
            ids.push_back(std::move(id));
        }
        return true;
    });
    if (!ended) {
        return explained(ended.error());
    }
    return ids;
}

Attribute asReferences(std::string_view attribute, const std::vector<std::string>& ids) {
    std::vector<Value> values;
    values.reserve(ids.size());
    for (const std::string& id : ids) {
        values.emplace_back(Reference{id});
    }
    return Attribute::list(std::string(attribute), std::move(values));
}

}  // namespace muster::lineworks
