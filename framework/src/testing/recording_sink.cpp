#include "testing/recording_sink.h"

#include <muster/core/abi_convert.h>

namespace muster::testing {

std::vector<std::string> CallResult::stepNames() const {
    std::vector<std::string> names;
    names.reserve(stepsBegun.size());
    for (const StepBegun& step : stepsBegun) {
        names.push_back(step.name);
    }
    return names;
}

std::string CallResult::describe() const {
    if (isOk()) {
        return "OK";
    }
    return errors.empty() ? "status " + std::to_string(status) : errors.front().describe();
}

Outcome CallResult::outcome() const {
    if (isOk()) {
        return Outcome::kApplied;
    }
    return errors.empty() ? defaultOutcome(static_cast<ErrorCode>(status))
                          : errors.front().effectiveOutcome();
}

RecordingSink::RecordingSink(HostServices& services)
    : services_(services), table_{sizeof(muster_sink), this,      &onWrite, &onObject,
                                  &onSearchEnd,        &onNotice, &onStep,  &onError} {}

void RecordingSink::open(std::size_t stopAfter) {
    // What came between the calls stays in `violations`, for this call to tell.
    std::vector<std::string> violations = std::move(result_.violations);
    result_ = CallResult{.violations = std::move(violations)};
    stopAfter_ = stopAfter;
    isStopped_ = false;
    isOpen_ = true;
    thread_ = std::this_thread::get_id();
}

CallResult RecordingSink::close() {
    isOpen_ = false;
    return std::exchange(result_, CallResult());
}

RecordingSink& RecordingSink::enter(void* context, const char* what) {
    auto& self = *static_cast<RecordingSink*>(context);
    if (!self.isOpen_) {
        self.result_.violations.push_back("C-16: " + std::string(what) +
                                          " was reported after the call had returned");
    } else if (self.thread_ != std::this_thread::get_id()) {
        self.result_.violations.push_back("C-16: " + std::string(what) +
                                          " was reported on another thread");
    }
    return self;
}

template <typename T>
void RecordingSink::keep(std::vector<T>& list, Result<T> copy) {
    if (copy) {
        list.push_back(*std::move(copy));
    } else {
        result_.violations.push_back("C-18: " + copy.error().message);
    }
}

void RecordingSink::onWrite(void* context, const muster_write_report* report) {
    RecordingSink& self = enter(context, "a write");
    if (!self.result_.errors.empty()) {
        self.result_.violations.push_back("C-30: a write was reported after the error");
    }
    self.keep(self.result_.writes, abi::copyWriteReport(*report));
}

std::int32_t RecordingSink::onObject(void* context, const muster_object* object) {
    RecordingSink& self = enter(context, "an object");
    if (self.isStopped_) {
        self.result_.violations.push_back("C-49: an object was shown after the sink had stopped");
    }
    self.keep(self.result_.objects, abi::copyObject(*object));
    self.isStopped_ = self.stopAfter_ > 0 && self.result_.objects.size() >= self.stopAfter_;
    return self.isStopped_ ? 0 : 1;
}

void RecordingSink::onSearchEnd(void* context, const muster_search_report* report) {
    RecordingSink& self = enter(context, "the end of a search");
    const Result<std::string> token = abi::copyText(report->next_page_token, "a page token");
    if (!token) {
        self.result_.violations.push_back("C-18: " + token.error().message);
        return;
    }
    self.result_.searchEnds.push_back({*token, report->remaining, report->filter_evaluated});
}

void RecordingSink::onNotice(void* context, const muster_notice* notice) {
    RecordingSink& self = enter(context, "a notice");
    self.keep(self.result_.notices, abi::copyNotice(*notice));
}

void RecordingSink::onStep(void* context, const muster_step_report* report) {
    RecordingSink& self = enter(context, "a step");
    const Result<std::string> name = abi::copyText(report->name, "a step's name");
    const Result<std::string> result = abi::copyText(report->result, "a step's result");
    if (!name || !result) {
        self.result_.violations.push_back("C-18: " +
                                          (name ? result.error() : name.error()).message);
        return;
    }
    self.result_.stepsEnded.push_back({*name, report->outcome, *result});
    self.services_.stepEnded(*report);
}

void RecordingSink::onError(void* context, const muster_error* error) {
    RecordingSink& self = enter(context, "an error");
    self.result_.errors.push_back(abi::copyError(*error));
}

}  // namespace muster::testing
