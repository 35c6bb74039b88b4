#include "testing/loopback_crossing.h"

namespace muster::testing {
namespace {

Result<StepReportMessage> copyStepReport(const muster_step_report& report) {
    StepReportMessage copy{.outcome = report.outcome};
    MUSTER_ASSIGN_OR_RETURN(copy.name, abi::copyText(report.name, "a step's name"));
    MUSTER_ASSIGN_OR_RETURN(copy.result, abi::copyText(report.result, "a step's result"));
    return copy;
}

Result<SearchReportMessage> copySearchReport(const muster_search_report& report) {
    SearchReportMessage copy{.remaining = report.remaining,
                             .filterEvaluated = report.filter_evaluated};
    MUSTER_ASSIGN_OR_RETURN(copy.nextPageToken,
                            abi::copyText(report.next_page_token, "a page token"));
    return copy;
}

}  // namespace

CrossingSink::CrossingSink(const muster_sink& outer)
    : outer_(outer), table_{sizeof(muster_sink), this,      &onWrite, &onObject,
                            &onSearchEnd,        &onNotice, &onStep,  &onError} {}

void CrossingSink::reject(const Error& error) {
    if (!rejected_) {
        rejected_ = error;
    }
}

muster_status CrossingSink::settle(muster_status status) {
    if (!rejected_) {
        return status;
    }
    if (!hasError_) {
        abi::Marshal marshal;
        outer_.error(outer_.context, marshal.error(*rejected_));
    }
    return static_cast<muster_status>(rejected_->code);
}

void CrossingSink::onWrite(void* context, const muster_write_report* report) {
    CrossingSink& self = from(context);
    const Result<WriteReport> copy = crossed(abi::copyWriteReport(*report));
    if (!copy) {
        return self.reject(copy.error());
    }
    abi::Marshal marshal;
    self.outer_.write(self.outer_.context, marshal.writeReport(*copy));
}

std::int32_t CrossingSink::onObject(void* context, const muster_object* object) {
    CrossingSink& self = from(context);
    const Result<ConnectorObject> copy = crossed(abi::copyObject(*object));
    if (!copy) {
        self.reject(copy.error());
        return 0;
    }
    abi::Marshal marshal;
    return self.outer_.object(self.outer_.context, marshal.object(*copy));
}

void CrossingSink::onSearchEnd(void* context, const muster_search_report* report) {
    CrossingSink& self = from(context);
    const Result<SearchReportMessage> copy = crossed(copySearchReport(*report));
    if (!copy) {
        return self.reject(copy.error());
    }
    const muster_search_report made = {sizeof made, abi::view(copy->nextPageToken), copy->remaining,
                                       copy->filterEvaluated};
    self.outer_.search_end(self.outer_.context, &made);
}

void CrossingSink::onNotice(void* context, const muster_notice* notice) {
    CrossingSink& self = from(context);
    const Result<Notice> copy = crossed(abi::copyNotice(*notice));
    if (!copy) {
        return self.reject(copy.error());
    }
    abi::Marshal marshal;
    self.outer_.notice(self.outer_.context, marshal.notice(*copy));
}

void CrossingSink::onStep(void* context, const muster_step_report* report) {
    CrossingSink& self = from(context);
    const Result<StepReportMessage> copy = crossed(copyStepReport(*report));
    if (!copy) {
        return self.reject(copy.error());
    }
    const muster_step_report made = {sizeof made, abi::view(copy->name), copy->outcome, 0,
                                     abi::view(copy->result)};
    self.outer_.step(self.outer_.context, &made);
}

void CrossingSink::onError(void* context, const muster_error* error) {
    CrossingSink& self = from(context);
    self.hasError_ = true;
    const Result<ErrorMessage> copy = crossed(ErrorMessage{abi::copyError(*error)});
    if (!copy) {
        return self.reject(copy.error());
    }
    abi::Marshal marshal;
    self.outer_.error(self.outer_.context, marshal.error(copy->error));
}

}  // namespace muster::testing
