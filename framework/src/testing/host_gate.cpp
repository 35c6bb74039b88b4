#include "testing/host_gate.h"

#include <algorithm>
#include <utility>

#include <muster/core/abi_convert.h>

namespace muster::testing {
namespace {

/** Why a templated call is refused. */
const muster_error& refusal() {
    static const muster_error kMade = {sizeof kMade,
                                       MUSTER_E_TIMEOUT,
                                       MUSTER_OUTCOME_NOT_APPLIED,
                                       0,
                                       0,
                                       -1,
                                       abi::view("the time of the call is over; nothing was sent"),
                                       {},
                                       {},
                                       {}};
    return kMade;
}

}  // namespace

HostGate::HostGate(const muster_host& behind)
    : behind_(behind), table_{sizeof(muster_host), this,      &onCall, &onBeginStep, &onThrottle,
                              &onRemaining,        &onSecret, &onLog,  &onRemember,  &onRecall} {}

void HostGate::open(std::optional<int> servicesGranted) {
    granted_ = servicesGranted;
    asked_ = {};
}

HostAsked HostGate::close() {
    takeBackSecrets();
    return std::exchange(asked_, HostAsked());
}

void HostGate::takeBackSecrets() {
    for (std::string& secret : secrets_) {
        std::fill(secret.begin(), secret.end(), '#');
    }
}

bool HostGate::isShut() {
    const bool isOver = granted_ && asked_.services >= *granted_;
    asked_.wasRefused = asked_.wasRefused || isOver;
    return isOver;
}

bool HostGate::isGranted() {
    takeBackSecrets();
    if (isShut()) {
        return false;
    }
    ++asked_.services;
    return true;
}

muster_status HostGate::onCall(void* context, const muster_call_request* request,
                               muster_call_response* response) {
    HostGate& self = from(context);
    if (!self.isGranted()) {
        response->error = &refusal();
        return MUSTER_E_TIMEOUT;
    }
    return self.behind_.call(self.behind_.context, request, response);
}

muster_status HostGate::onBeginStep(void* context, const muster_step* step,
                                    muster_step_decision* decision) {
    HostGate& self = from(context);
    return self.isGranted() ? self.behind_.begin_step(self.behind_.context, step, decision)
                            : MUSTER_E_TIMEOUT;
}

muster_status HostGate::onThrottle(void* context, muster_string_view label) {
    HostGate& self = from(context);
    return self.isGranted() ? self.behind_.throttle(self.behind_.context, label) : MUSTER_E_TIMEOUT;
}

std::int64_t HostGate::onRemaining(void* context) {
    HostGate& self = from(context);
    self.takeBackSecrets();
    return self.isShut() ? 0 : self.behind_.remaining_ms(self.behind_.context);
}

muster_status HostGate::onSecret(void* context, muster_string_view property, muster_value* value) {
    HostGate& self = from(context);
    if (!self.isGranted()) {
        return MUSTER_E_TIMEOUT;
    }
    self.asked_.secrets.emplace_back(abi::text(property));
    const muster_status status = self.behind_.secret(self.behind_.context, property, value);
    if (status == MUSTER_OK && value->kind == MUSTER_VALUE_SECRET) {
        value->as.text = abi::view(self.secrets_.emplace_back(abi::text(value->as.text)));
    }
    return status;
}

void HostGate::onLog(void* context, std::uint32_t level, muster_string_view message,
                     muster_attribute_list fields) {
    HostGate& self = from(context);
    self.takeBackSecrets();
    self.behind_.log(self.behind_.context, level, message, fields);
}

muster_status HostGate::onRemember(void* context, muster_string_view objectClass,
                                   muster_string_view uid, muster_attribute_list values) {
    HostGate& self = from(context);
    if (!self.isGranted()) {
        return MUSTER_E_TIMEOUT;
    }
    return self.behind_.remember == nullptr
               ? MUSTER_OK
               : self.behind_.remember(self.behind_.context, objectClass, uid, values);
}

muster_status HostGate::onRecall(void* context, muster_string_view objectClass,
                                 muster_string_view uid, muster_attribute_list* values) {
    HostGate& self = from(context);
    *values = {};
    if (!self.isGranted()) {
        return MUSTER_E_TIMEOUT;
    }
    return self.behind_.recall == nullptr
               ? MUSTER_OK
               : self.behind_.recall(self.behind_.context, objectClass, uid, values);
}

}  // namespace muster::testing
