#include "provision/recovery/later_rule.h"

#include <algorithm>

#include "store/request_json.h"
#include <muster/core/ids.h>

namespace muster::provision {
namespace {

using store::OperationKind;

/** Whether it is about the object as a whole: what was done to it since counts whatever it was. */
bool isWhole(const store::OperationRecord& record) {
    switch (record.kind) {
        case OperationKind::kCreate:
        case OperationKind::kDelete:
        case OperationKind::kDisassociate:
            return true;
        case OperationKind::kUpdate:
        case OperationKind::kEnable:
        case OperationKind::kDisable:
        case OperationKind::kAction:
            break;
    }
    return false;
}

/** What a request writes; nothing when it cannot be read. */
std::vector<std::string> namesIn(const std::string& requestJson) {
    std::vector<std::string> names;
    if (const Result<store::ParsedRequest> parsed = store::parseRequest(requestJson)) {
        for (const Attribute& attribute : parsed->request.attributes) {
            names.push_back(attribute.name());
        }
        for (const AttributeDelta& delta : parsed->request.deltas) {
            names.push_back(delta.name());
        }
    }
    return names;
}

bool overlap(const std::vector<std::string>& some, const std::vector<std::string>& others) {
    return std::any_of(some.begin(), some.end(), [&](const std::string& name) {
        return std::any_of(others.begin(), others.end(),
                           [&](const std::string& other) { return equalNames(name, other); });
    });
}

}  // namespace

std::vector<std::string> writtenBy(const std::vector<store::OperationRecord>& later) {
    std::vector<std::string> all;
    for (const store::OperationRecord& record : later) {
        if (record.steps.empty()) {
            continue;
        }
        const std::vector<std::string> names = namesIn(record.requestJson);
        all.insert(all.end(), names.begin(), names.end());
    }
    return all;
}

const store::OperationRecord* laterWrite(const store::OperationRecord& record,
                                         const std::vector<store::OperationRecord>& later) {
    // Changes that the target takes later are all that is left of such an operation.
    const bool isLeft = !record.deferredJson.empty();
    const std::vector<std::string> names =
        namesIn(isLeft ? record.deferredJson : record.requestJson);
    const bool isAll = isWhole(record) && !isLeft;
    const auto found =
        std::find_if(later.begin(), later.end(), [&](const store::OperationRecord& other) {
            return isAll || isWhole(other) || overlap(names, namesIn(other.requestJson));
        });
    return found == later.end() ? nullptr : &*found;
}

}  // namespace muster::provision
