#include "provision/recovery/resumption.h"

namespace muster::provision {

bool Provisioner::Resumption::reload(store::Journal& journal) {
    auto found = journal.operation(record.id);
    if (!found || !*found) {
        fail(found ? Error{.code = ErrorCode::kInternal, .message = "the operation has gone"}
                   : found.error());
        return false;
    }
    record = **std::move(found);
    return true;
}

void Provisioner::Resumption::apply(const store::Settlement& settlement) {
    record.state = settlement.state;
    record.outcome = settlement.outcome;
    record.reason = settlement.waiting.reason;
    record.uid = settlement.uid.empty() ? record.uid : settlement.uid;
    for (const store::StepSettlement& step : settlement.steps) {
        for (store::StepRecord& recorded : record.steps) {
            if (recorded.ordinal == step.ordinal) {
                recorded.settled = step.outcome;
                recorded.settledResult = step.savedResult;
            }
        }
    }
}

}  // namespace muster::provision
