#include "host/call_sink.h"

#include "host/contract_breach.h"
#include <muster/core/abi_convert.h>

namespace muster::host {
namespace {

/** The Uid of a report that cannot be taken, when at least that is text. */
std::string uidOf(const muster_string_view& uid) { return abi::copyText(uid, "a Uid").valueOr({}); }

/** What went wrong on the host's side of a report. */
Error ownFailure(const char* what, const std::exception& exception) {
    return Error{.code = ErrorCode::kInternal,
                 .message = "muster could not take " + std::string(what) +
                            " that the connector reported: " + exception.what()};
}

/** What a report has at least. */
template <typename Report>
constexpr std::size_t smallest() {
    return sizeof(Report);
}
template <>
constexpr std::size_t smallest<muster_write_report>() {
    return abi::kSmallestWriteReport;
}

}  // namespace

/** The functions of the table. A report of an earlier call is not looked at: its pointers may be
 * stale. */
struct SinkFunctions {
    template <typename Report, typename Use>
    static void heed(void* context, const Report* report, const char* what,
                     const Use& use) noexcept {
        const auto& slot = *static_cast<const CallSink::Slot*>(context);
        // What the host's side of a report throws would cross the plugin.
        try {
            try {
                heedOn(*slot.owner, slot, report, what, use);
            } catch (const std::exception& exception) {
                slot.owner->violate(ownFailure(what, exception));
            }
        } catch (...) {  // NOLINT(bugprone-empty-catch): no memory is left for the sentence either
        }
    }
    template <typename Report, typename Use>
    static void heedOn(CallSink& sink, const CallSink::Slot& slot, const Report* report,
                       const char* what, const Use& use) {
        if (!sink.isHeard(slot, what)) {
            return;
        }
        if (report == nullptr || report->struct_size < smallest<Report>()) {
            sink.violate(contractBreach("it reported " + std::string(what) + " that cannot be read",
                                        "C-18"));
            return;
        }
        use(sink);
    }
    static void write(void* context, const muster_write_report* report) noexcept {
        heed(context, report, "a write", [&](CallSink& sink) { sink.onWrite(*report); });
    }
    static int32_t object(void* context, const muster_object* object) noexcept {
        int32_t answer = 0;
        heed(context, object, "an object",
             [&](CallSink& sink) { answer = sink.onObject(*object); });
        return answer;
    }
    static void searchEnd(void* context, const muster_search_report* report) noexcept {
        heed(context, report, "the end of a search",
             [&](CallSink& sink) { sink.onSearchEnd(*report); });
    }
    static void notice(void* context, const muster_notice* notice) noexcept {
        heed(context, notice, "a notice", [&](CallSink& sink) { sink.onNotice(*notice); });
    }
    static void step(void* context, const muster_step_report* report) noexcept {
        heed(context, report, "a step", [&](CallSink& sink) { sink.onStep(*report); });
    }
    static void error(void* context, const muster_error* error) noexcept {
        heed(context, error, "an error", [&](CallSink& sink) { sink.onError(*error); });
    }
};

CallSink::CallSink() {
    for (Slot& slot : slots_) {
        slot.owner = this;
        slot.table = {sizeof(muster_sink),       &slot,
                      &SinkFunctions::write,     &SinkFunctions::object,
                      &SinkFunctions::searchEnd, &SinkFunctions::notice,
                      &SinkFunctions::step,      &SinkFunctions::error};
    }
}

const muster_sink& CallSink::open(CallContext& context, const ViewHandler* onObject) {
    context_ = &context;
    onObject_ = onObject;
    stopped_ = false;
    current_ = (current_ + 1) % slots_.size();
    return slots_.at(current_).table;
}

bool CallSink::isHeard(const Slot& slot, const char* what) {
    const bool isCurrent = context_ != nullptr && &slot == &slots_.at(current_);
    if (!isCurrent) {
        violate(contractBreach(
            "it reported " + std::string(what) + " after the call that it belongs to had returned",
            "C-16"));
    }
    return isCurrent;
}

void CallSink::fail(Error error) { report_.error = std::move(error); }

CallReport CallSink::close() {
    context_ = nullptr;
    onObject_ = nullptr;
    return std::exchange(report_, CallReport{});
}

void CallSink::violate(Error error) {
    if (!report_.violation) {
        report_.violation = std::move(error);
    }
}

void CallSink::onWrite(const muster_write_report& report) {
    if (report_.write) {
        return violate(contractBreach("it reported a write twice in one call", "C-17"));
    }
    Result<WriteReport> copy = abi::copyWriteReport(report);
    if (!copy) {
        return violate(contractBreach(std::move(copy).error(), uidOf(report.uid), "C-18"));
    }
    report_.write = *std::move(copy);
}

int CallSink::onObject(const muster_object& object) {
    if (stopped_) {
        violate(contractBreach("it showed another object after it was told to stop", "C-49"));
        return 0;
    }
    if (Result<void> checked = abi::checkObject(object); !checked) {
        violate(contractBreach(std::move(checked).error(), uidOf(object.uid), "C-18"));
        stopped_ = true;
        return 0;
    }
    if (context_->isOver()) {
        report_.isCutShort = true;
        stopped_ = true;
    } else if (onObject_ != nullptr && !(*onObject_)(ObjectView(object))) {
        stopped_ = true;
    }
    return stopped_ ? 0 : 1;
}

void CallSink::onSearchEnd(const muster_search_report& report) {
    Result<std::string> token = abi::copyText(report.next_page_token, "the next page's token");
    if (!token) {
        return violate(contractBreach(std::move(token).error(), {}, "C-18"));
    }
    report_.searchEnded = true;
    report_.nextPageToken = *std::move(token);
    report_.filterEvaluated = report.filter_evaluated != 0;
}

void CallSink::onNotice(const muster_notice& notice) {
    Result<Notice> copy = abi::copyNotice(notice);
    if (!copy) {
        return violate(contractBreach(std::move(copy).error(), {}, "C-18"));
    }
    report_.notices.push_back(*std::move(copy));
}

void CallSink::onStep(const muster_step_report& report) {
    Result<std::string> name = abi::copyText(report.name, "a step's name");
    Result<std::string> saved = abi::copyText(report.result, "a step's result");
    if (!name || !saved) {
        return violate(
            contractBreach(name ? std::move(saved).error() : std::move(name).error(), {}, "C-18"));
    }
    const auto running = context_->ownSteps.find(*name);
    if (running == context_->ownSteps.end()) {
        return violate(contractBreach(
            "it reported the end of step \"" + *name + "\", which it had not begun", "C-54"));
    }
    const bool isKnown = report.outcome == MUSTER_OUTCOME_APPLIED ||
                         report.outcome == MUSTER_OUTCOME_NOT_APPLIED ||
                         report.outcome == MUSTER_OUTCOME_UNKNOWN;
    if (!isKnown) {
        violate(contractBreach("it ended step \"" + *name + "\" with outcome " +
                                   std::to_string(report.outcome) +
                                   "; a step is applied, not applied or unknown",
                               "C-54"));
    }
    const auto took = std::chrono::steady_clock::now() - running->second.begun;
    context_->steps->end(
        running->second.ordinal,
        {.outcome = isKnown ? static_cast<Outcome>(report.outcome) : Outcome::kUnknown,
         .savedResult = *std::move(saved),
         .duration = std::chrono::duration_cast<std::chrono::milliseconds>(took)});
    context_->ownSteps.erase(running);
}

void CallSink::onError(const muster_error& error) {
    if (report_.error) {
        return violate(contractBreach("it reported two errors in one call", "C-17"));
    }
    report_.error = abi::copyError(error);
}

}  // namespace muster::host
