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

FakeHost::FakeHost(std::vector<Attribute> secrets)
    : table_{sizeof(muster_host), this,      &onCall, &onBeginStep, &onThrottle,
             &onRemaining,        &onSecret, &onLog,  &onRemember,  &onRecall},
      secrets_(std::move(secrets)) {}

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

muster_status FakeHost::onCall(void* context, const muster_call_request* request,
                               muster_call_response* /*response*/) {
    auto& self = *static_cast<FakeHost*>(context);
    self.violations_.push_back(
        "the quirks give no host services, but the connector made the "
        "templated call " +
        std::string(abi::text(request->operation_key)));
    return MUSTER_E_NOT_SUPPORTED;
}

muster_status FakeHost::onBeginStep(void* context, const muster_step* step,
                                    muster_step_decision* decision) {
    auto& self = *static_cast<FakeHost*>(context);
    if (const muster_status refused = self.enter("begin_step"); refused != MUSTER_OK) {
        return refused;
    }
    StepBegun begun{.name = std::string(abi::text(step->name)),
                    .action = std::string(abi::text(step->action))};
    if (begun.name.empty() || !self.names_.insert(begun.name).second) {
        self.violations_.push_back(begun.name.empty()
                                       ? "C-53: a step has no name"
                                       : "C-53: step \"" + begun.name + "\" was begun twice");
    }
    const auto applied = self.settings_.applied.find(begun.name);
    if (self.settings_.isDryRun) {
        begun.verdict = MUSTER_STEP_DRY_RUN;
    } else if (applied != self.settings_.applied.end()) {
        begun.verdict = MUSTER_STEP_ALREADY_APPLIED;
        self.returned_ = applied->second;
    }
    decision->verdict = begun.verdict;
    decision->result = abi::view(self.returned_);
    self.begun_.push_back(std::move(begun));
    return MUSTER_OK;
}

muster_status FakeHost::onThrottle(void* context, muster_string_view /*label*/) {
    return static_cast<FakeHost*>(context)->enter("throttle");
}

std::int64_t FakeHost::onRemaining(void* context) {
    auto& self = *static_cast<FakeHost*>(context);
    if (self.enter("remaining_ms") != MUSTER_OK) {
        return 0;
    }
    const auto left = self.deadline_ - std::chrono::steady_clock::now();
    return std::max<std::int64_t>(std::chrono::ceil<std::chrono::milliseconds>(left).count(), 0);
}

muster_status FakeHost::onSecret(void* context, muster_string_view property, muster_value* value) {
    auto& self = *static_cast<FakeHost*>(context);
    if (const muster_status refused = self.enter("secret"); refused != MUSTER_OK) {
        return refused;
    }
    const Attribute* found = findAttribute(self.secrets_, abi::text(property));
    const auto* secret =
        found == nullptr || found->single() == nullptr ? nullptr : found->single()->as<Secret>();
    if (secret == nullptr) {
        *value = muster_value{};
        return MUSTER_OK;
    }
    self.returned_ = secret->expose();
    *value = {MUSTER_VALUE_SECRET, 0, {.text = abi::view(self.returned_)}};
    return MUSTER_OK;
}

void FakeHost::onLog(void* context, std::uint32_t /*level*/, muster_string_view message,
                     muster_attribute_list fields) {
    auto& self = *static_cast<FakeHost*>(context);
    self.enter("log");
    self.log_ += abi::text(message);
    for (const Attribute& field : abi::copyAttributes(fields).valueOr({})) {
        for (const Value& value : field.values()) {
            self.log_ += " " + field.name() + "=" + value.toDisplay();
        }
    }
    self.log_ += '\n';
}

muster_status FakeHost::onRemember(void* context, muster_string_view objectClass,
                                   muster_string_view uid, muster_attribute_list values) {
    auto& self = *static_cast<FakeHost*>(context);
    if (const muster_status refused = self.enter("remember"); refused != MUSTER_OK) {
        return refused;
    }
    Result<std::vector<Attribute>> copies = abi::copyAttributes(values);
    if (!copies || uid.size == 0) {
        return MUSTER_E_PROTOCOL;
    }
    self.memory_[placeOf(objectClass, uid)] = *std::move(copies);
    return MUSTER_OK;
}

muster_status FakeHost::onRecall(void* context, muster_string_view objectClass,
                                 muster_string_view uid, muster_attribute_list* values) {
    auto& self = *static_cast<FakeHost*>(context);
    if (const muster_status refused = self.enter("recall"); refused != MUSTER_OK) {
        return refused;
    }
    self.recalled_ = self.memory_[placeOf(objectClass, uid)];
    self.marshal_ = std::make_unique<abi::Marshal>();
    *values = self.marshal_->attributes(self.recalled_);
    return MUSTER_OK;
}

}  // namespace muster::testing
