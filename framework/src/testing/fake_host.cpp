#include "testing/fake_host.h"

#include <algorithm>

#include <muster/core/abi_convert.h>

namespace muster::testing {
namespace {

/** Where the values of one object are kept. */
std::string placeOf(muster_string_view objectClass, muster_string_view uid) {
    return std::string(abi::text(objectClass)) + "\n" + std::string(abi::text(uid));
}

}  // namespace

FakeHost::FakeHost(std::vector<Attribute> secrets) : secrets_(std::move(secrets)) {}

void FakeHost::beginCall(const CallSettings& settings) {
    settings_ = settings;
    deadline_ = std::chrono::steady_clock::now() + settings.timeLimit;
    isInCall_ = true;
    thread_ = std::this_thread::get_id();
    begun_.clear();
    names_.clear();
}

std::vector<StepBegun> FakeHost::endCall() {
    isInCall_ = false;
    return std::move(begun_);
}

void FakeHost::stepEnded(const muster_step_report& report) {
    if (!names_.contains(std::string(abi::text(report.name)))) {
        violations_.push_back("C-54: step \"" + std::string(abi::text(report.name)) +
                              "\" was reported and never begun");
    }
}

std::vector<std::string> FakeHost::takeViolations() {
    return std::exchange(violations_, std::vector<std::string>());
}

muster_status FakeHost::enter(const char* service) {
    returned_ = std::string();  // what was lent before is gone
    if (!isInCall_) {
        violations_.push_back("C-61: " + std::string(service) + " was called outside a call");
    } else if (thread_ != std::this_thread::get_id()) {
        violations_.push_back("C-61: " + std::string(service) + " was called on another thread");
    }
    if (settings_.isCancelled) {
        return MUSTER_E_CANCELLED;
    }
    return std::chrono::steady_clock::now() >= deadline_ ? MUSTER_E_TIMEOUT : MUSTER_OK;
}

muster_status FakeHost::call(const muster_call_request& request,
                             muster_call_response& /*response*/) {
    violations_.push_back(
        "the quirks give no host services, but the connector made the "
        "templated call " +
        std::string(abi::text(request.operation_key)));
    return MUSTER_E_NOT_SUPPORTED;
}

muster_status FakeHost::beginStep(const muster_step& step, muster_step_decision& decision) {
    if (const muster_status refused = enter("begin_step"); refused != MUSTER_OK) {
        return refused;
    }
    StepBegun begun{.name = std::string(abi::text(step.name)),
                    .action = std::string(abi::text(step.action))};
    if (begun.name.empty() || !names_.insert(begun.name).second) {
        violations_.push_back(begun.name.empty()
                                  ? "C-53: a step has no name"
                                  : "C-53: step \"" + begun.name + "\" was begun twice");
    }
    const auto applied = settings_.applied.find(begun.name);
    if (settings_.isDryRun) {
        begun.verdict = MUSTER_STEP_DRY_RUN;
    } else if (applied != settings_.applied.end()) {
        begun.verdict = MUSTER_STEP_ALREADY_APPLIED;
        returned_ = applied->second;
    }
    decision.verdict = begun.verdict;
    decision.result = abi::view(returned_);
    begun_.push_back(std::move(begun));
    return MUSTER_OK;
}

muster_status FakeHost::throttle(muster_string_view /*label*/) { return enter("throttle"); }

std::int64_t FakeHost::remainingMs() {
    if (enter("remaining_ms") != MUSTER_OK) {
        return 0;
    }
    const auto left = deadline_ - std::chrono::steady_clock::now();
    return std::max<std::int64_t>(std::chrono::ceil<std::chrono::milliseconds>(left).count(), 0);
}

muster_status FakeHost::secret(muster_string_view property, muster_value& value) {
    if (const muster_status refused = enter("secret"); refused != MUSTER_OK) {
        return refused;
    }
    const Attribute* found = findAttribute(secrets_, abi::text(property));
    const auto* secret =
        found == nullptr || found->single() == nullptr ? nullptr : found->single()->as<Secret>();
    if (secret == nullptr) {
        value = muster_value{};
        return MUSTER_OK;
    }
    returned_ = secret->expose();
    value = {MUSTER_VALUE_SECRET, 0, {.text = abi::view(returned_)}};
    return MUSTER_OK;
}

void FakeHost::log(std::uint32_t /*level*/, muster_string_view message,
                   muster_attribute_list fields) {
    enter("log");
    log_ += abi::text(message);
    for (const Attribute& field : abi::copyAttributes(fields).valueOr({})) {
        for (const Value& value : field.values()) {
            log_ += " " + field.name() + "=" + value.toDisplay();
        }
    }
    log_ += '\n';
}

muster_status FakeHost::remember(muster_string_view objectClass, muster_string_view uid,
                                 muster_attribute_list values) {
    if (const muster_status refused = enter("remember"); refused != MUSTER_OK) {
        return refused;
    }
    Result<std::vector<Attribute>> copies = abi::copyAttributes(values);
    if (!copies || uid.size == 0) {
        return MUSTER_E_PROTOCOL;
    }
    memory_[placeOf(objectClass, uid)] = *std::move(copies);
    return MUSTER_OK;
}

muster_status FakeHost::recall(muster_string_view objectClass, muster_string_view uid,
                               muster_attribute_list& values) {
    if (const muster_status refused = enter("recall"); refused != MUSTER_OK) {
        return refused;
    }
    recalled_ = memory_[placeOf(objectClass, uid)];
    marshal_ = std::make_unique<abi::Marshal>();
    values = marshal_->attributes(recalled_);
    return MUSTER_OK;
}

}  // namespace muster::testing
