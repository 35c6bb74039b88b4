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

HostGate::HostGate(const muster_host& behind) : behind_(behind) {}

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

muster_status HostGate::call(const muster_call_request& request, muster_call_response& response) {
    if (!isGranted()) {
        response.error = &refusal();
        return MUSTER_E_TIMEOUT;
    }
    return behind_.call(behind_.context, &request, &response);
}

muster_status HostGate::beginStep(const muster_step& step, muster_step_decision& decision) {
    return isGranted() ? behind_.begin_step(behind_.context, &step, &decision) : MUSTER_E_TIMEOUT;
}

muster_status HostGate::throttle(muster_string_view label) {
    return isGranted() ? behind_.throttle(behind_.context, label) : MUSTER_E_TIMEOUT;
}

std::int64_t HostGate::remainingMs() {
    takeBackSecrets();
    return isShut() ? 0 : behind_.remaining_ms(behind_.context);
}

muster_status HostGate::secret(muster_string_view property, muster_value& value) {
    if (!isGranted()) {
        return MUSTER_E_TIMEOUT;
    }
    asked_.secrets.emplace_back(abi::text(property));
    const muster_status status = behind_.secret(behind_.context, property, &value);
    if (status == MUSTER_OK && value.kind == MUSTER_VALUE_SECRET) {
        value.as.text = abi::view(secrets_.emplace_back(abi::text(value.as.text)));
    }
    return status;
}

void HostGate::log(std::uint32_t level, muster_string_view message, muster_attribute_list fields) {
    takeBackSecrets();
    behind_.log(behind_.context, level, message, fields);
}

muster_status HostGate::remember(muster_string_view objectClass, muster_string_view uid,
                                 muster_attribute_list values) {
    if (!isGranted()) {
        return MUSTER_E_TIMEOUT;
    }
    return behind_.remember == nullptr
               ? MUSTER_OK
               : behind_.remember(behind_.context, objectClass, uid, values);
}

muster_status HostGate::recall(muster_string_view objectClass, muster_string_view uid,
                               muster_attribute_list& values) {
    values = {};
    if (!isGranted()) {
        return MUSTER_E_TIMEOUT;
    }
    return behind_.recall == nullptr ? MUSTER_OK
                                     : behind_.recall(behind_.context, objectClass, uid, &values);
}

}  // namespace muster::testing
