#include <muster/core/abi_convert.h>
#include <muster/sdk/call.h>

namespace muster::sdk {

std::optional<std::string> Call::option(std::string_view name) const {
    for (const muster_attribute& attribute : abi::each(call_.options)) {
        if (equalNames(abi::text(attribute.name), name)) {
            const Result<Attribute> copy = abi::copyAttribute(attribute);
            const Value* value = copy ? copy->single() : nullptr;
            return value == nullptr ? std::nullopt : std::optional(value->toDisplay());
        }
    }
    return std::nullopt;
}

void Call::notice(std::string_view code, std::string_view message, std::string_view attribute) {
    const muster_notice notice = {sizeof(muster_notice), abi::view(code), abi::view(message),
                                  abi::view(attribute)};
    sink_.notice(sink_.context, &notice);
}

void Call::reportEarly(const WriteReport& report) {
    hasReported_ = true;
    if (isDryRun()) {
        return;  // nothing was written (C-57)
    }
    abi::Marshal marshal;
    sink_.write(sink_.context, marshal.writeReport(report));
}

Result<std::string> Call::step(std::string_view name, std::string_view action,
                               const std::function<Result<std::string>()>& work) {
    MUSTER_ASSIGN_OR_RETURN(StepDecision decision, host_.beginStep(name, action));
    if (decision.verdict != StepDecision::Verdict::kProceed) {
        return std::move(decision.result);
    }
    Result<std::string> result = work();
    const Outcome outcome = result ? Outcome::kApplied : result.error().effectiveOutcome();
    const muster_step_report report = {sizeof(muster_step_report), abi::view(name),
                                       static_cast<std::int32_t>(outcome), 0,
                                       result ? abi::view(*result) : muster_string_view{}};
    sink_.step(sink_.context, &report);
    return result;
}

Result<void> Call::step(std::string_view name, std::string_view action,
                        const std::function<Result<void>()>& work) {
    const auto savingNothing = [&work]() -> Result<std::string> {
        MUSTER_RETURN_IF_ERROR(work());
        return std::string();
    };
    MUSTER_RETURN_IF_ERROR(step(name, action, std::function<Result<std::string>()>(savingNothing)));
    return {};
}

}  // namespace muster::sdk
