#include "host/call_sink.h"

#include <muster/core/abi_convert.h>

namespace muster::host {
namespace {

Error broken(const std::string& what) {
    return Error{.code = ErrorCode::kProtocol,
                 .message = "the connector broke the contract: " + what,
                 .hint = "tell the connector's author; `connector show` names its version"};
}

/** Nothing that the host's side of a report does may leave as an exception: it would cross the
 * plugin. */
template <typename Work>
void guarded(const Work& work) noexcept {
    try {
        work();
    } catch (...) {  // NOLINT(bugprone-empty-catch): out of memory is all that is left, and the
                     // call's status tells
    }
}

}  // namespace

struct SinkFunctions {
    static CallSink& sink(void* context) { return *static_cast<CallSink*>(context); }
    static void write(void* context, const muster_write_report* report) noexcept {
        guarded([&] { sink(context).onWrite(report); });
    }
    static int32_t object(void* context, const muster_object* object) noexcept {
        int32_t answer = 0;
        guarded([&] { answer = sink(context).onObject(object); });
        return answer;
    }
    static void searchEnd(void* context, const muster_search_report* report) noexcept {
        guarded([&] { sink(context).onSearchEnd(report); });
    }
    static void notice(void* context, const muster_notice* notice) noexcept {
        guarded([&] { sink(context).onNotice(notice); });
    }
    static void step(void* context, const muster_step_report* report) noexcept {
        guarded([&] { sink(context).onStep(report); });
    }
    static void error(void* context, const muster_error* error) noexcept {
        guarded([&] { sink(context).onError(error); });
    }
};

CallSink::CallSink()
    : table_{sizeof(muster_sink),       this,
             &SinkFunctions::write,     &SinkFunctions::object,
             &SinkFunctions::searchEnd, &SinkFunctions::notice,
             &SinkFunctions::step,      &SinkFunctions::error} {}

void CallSink::open(std::shared_ptr<CallContext> context, ObjectHandler onObject) {
    context_ = std::move(context);
    objectHandler_ = std::move(onObject);
    stopped_ = false;
}

CallReport CallSink::close() {
    context_.reset();
    objectHandler_ = nullptr;
    return std::exchange(report_, CallReport{});
}

void CallSink::violate(Error error) {
    if (!report_.violation) {
        report_.violation = std::move(error);
    }
}

void CallSink::onWrite(const muster_write_report* report) {
    if (!isOpen()) {
        return violate(broken("it reported a write after its call had returned"));
    }
    if (report == nullptr) {
        return violate(broken("it reported a write with a null pointer"));
    }
    if (report_.write) {
        return violate(broken("it reported a write twice in one call"));
    }
    Result<WriteReport> copy = abi::copyWriteReport(*report);
    if (!copy) {
        return violate(std::move(copy).error());
    }
    report_.write = *std::move(copy);
}

int CallSink::onObject(const muster_object* object) {
    if (!isOpen() || object == nullptr) {
        violate(broken(isOpen() ? "it showed an object with a null pointer"
                                : "it showed an object after its call had returned"));
        return 0;
    }
    if (stopped_) {
        violate(broken("it showed another object after it was told to stop"));
        return 0;
    }
    Result<ConnectorObject> copy = abi::copyObject(*object);
    if (!copy) {
        violate(std::move(copy).error());
        stopped_ = true;
        return 0;
    }
    if (context_->isOver() || (objectHandler_ && !objectHandler_(*copy))) {
        stopped_ = true;
    }
    return stopped_ ? 0 : 1;
}

void CallSink::onSearchEnd(const muster_search_report* report) {
    if (!isOpen() || report == nullptr || report->struct_size < sizeof *report) {
        return violate(broken(isOpen()
                                  ? "the report of its search's end cannot be read"
                                  : "it reported the end of a search after its call had returned"));
    }
    Result<std::string> token = abi::copyText(report->next_page_token, "the next page's token");
    if (!token) {
        return violate(std::move(token).error());
    }
    report_.searchEnded = true;
    report_.nextPageToken = *std::move(token);
    report_.filterEvaluated = report->filter_evaluated != 0;
}

void CallSink::onNotice(const muster_notice* notice) {
    if (!isOpen() || notice == nullptr) {
        return violate(broken(isOpen() ? "it gave a notice with a null pointer"
                                       : "it gave a notice after its call had returned"));
    }
    Result<Notice> copy = abi::copyNotice(*notice);
    if (!copy) {
        return violate(std::move(copy).error());
    }
    report_.notices.push_back(*std::move(copy));
}

void CallSink::onStep(const muster_step_report* report) {
    if (!isOpen() || report == nullptr || report->struct_size < sizeof *report) {
        return violate(broken(isOpen() ? "the report of a step cannot be read"
                                       : "it reported a step after its call had returned"));
    }
    Result<std::string> name = abi::copyText(report->name, "a step's name");
    Result<std::string> saved = abi::copyText(report->result, "a step's result");
    if (!name || !saved) {
        return violate(name ? std::move(saved).error() : std::move(name).error());
    }
    const auto running = context_->ownSteps.find(*name);
    if (running == context_->ownSteps.end()) {
        return violate(
            broken("it reported the end of step \"" + *name + "\", which it had not begun"));
    }
    const bool isKnown = report->outcome == MUSTER_OUTCOME_APPLIED ||
                         report->outcome == MUSTER_OUTCOME_NOT_APPLIED ||
                         report->outcome == MUSTER_OUTCOME_UNKNOWN;
    if (!isKnown) {
        violate(broken("it ended step \"" + *name + "\" with outcome " +
                       std::to_string(report->outcome) +
                       "; a step is applied, not applied or unknown"));
    }
    const auto took = std::chrono::steady_clock::now() - running->second.begun;
    context_->steps->end(
        running->second.ordinal,
        {.outcome = isKnown ? static_cast<Outcome>(report->outcome) : Outcome::kUnknown,
         .savedResult = *std::move(saved),
         .duration = std::chrono::duration_cast<std::chrono::milliseconds>(took)});
    context_->ownSteps.erase(running);
}

void CallSink::onError(const muster_error* error) {
    if (!isOpen() || error == nullptr) {
        return violate(broken(isOpen() ? "it reported an error with a null pointer"
                                       : "it reported an error after its call had returned"));
    }
    if (report_.error) {
        return violate(broken("it reported two errors in one call"));
    }
    report_.error = abi::copyError(*error);
}

}  // namespace muster::host
