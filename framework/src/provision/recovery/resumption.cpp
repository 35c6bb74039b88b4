#include "provision/recovery/resumption.h"

namespace muster::provision {

std::string number(const store::OperationRecord& record) {
    return std::to_string(record.id.number);
}

Error wrongState(const store::OperationRecord& record, const std::string& what,
                 const std::string& hint) {
    return {.code = ErrorCode::kInvalidState,
            .message = "operation " + number(record) + " " + what,
            .hint = hint,
            .outcome = Outcome::kNotApplied};
}

std::string showIt(const store::OperationRecord& record) {
    return "\"operation show " + number(record) + "\" tells how it ended";
}

void Provisioner::Resumption::fail(Error error) {
    outcome.result.id = record.id;
    outcome.result.outcome =
        error.outcome == Outcome::kUnknown ? Outcome::kUnknown : record.outcome;
    outcome.result.refused = outcome.result.outcome == Outcome::kNotApplied;
    outcome.result.state = record.state;
    outcome.result.waiting.reason = record.reason;
    error.outcome = outcome.result.outcome;
    outcome.result.error = std::move(error);
}

void Provisioner::Resumption::finish(const Settled& found) {
    outcome.result.id = record.id;
    outcome.result.outcome = Outcome::kApplied;
    outcome.result.report = WriteReport{.uid = found.uid.empty() ? record.uid : found.uid,
                                        .name = found.name.empty() ? record.name : found.name};
    if (outcome.result.report->uid.empty()) {
        outcome.result.report.reset();
    }
    outcome.result.notices.push_back({"settled", "nothing had to be sent: " + found.reason, ""});
}

bool Provisioner::Resumption::reload(store::Journal& journal) {
    auto read = journal.operation(record.id);
    if (!read) {
        fail(read.error());
        return false;
    }
    std::optional<store::OperationRecord> found = *std::move(read);
    if (!found) {
        fail({.code = ErrorCode::kInternal, .message = "the operation has gone"});
        return false;
    }
    record = *std::move(found);
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
