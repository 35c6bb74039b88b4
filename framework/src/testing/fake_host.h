#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "testing/service_table.h"
#include <muster/core/abi_convert.h>
#include <muster/core/object.h>
#include <muster/testing/host_services.h>

namespace muster::testing {

/** Host services in memory: steps are recorded, secrets come from a list. There are no templated
 * calls. */
class FakeHost : public HostServices, private ServiceTable {
public:
    explicit FakeHost(std::vector<Attribute> secrets);

    const muster_host& table() const override { return services(); }
    void beginCall(const CallSettings& settings) override;
    std::vector<StepBegun> endCall() override;
    void stepEnded(const muster_step_report& report) override;
    bool canReplay() const override { return true; }
    std::vector<std::string> takeViolations() override;
    std::string logText() const override { return log_; }

private:
    muster_status call(const muster_call_request& request, muster_call_response& response) override;
    muster_status beginStep(const muster_step& step, muster_step_decision& decision) override;
    muster_status throttle(muster_string_view label) override;
    std::int64_t remainingMs() override;
    muster_status secret(muster_string_view property, muster_value& value) override;
    void log(std::uint32_t level, muster_string_view message,
             muster_attribute_list fields) override;
    muster_status remember(muster_string_view objectClass, muster_string_view uid,
                           muster_attribute_list values) override;
    muster_status recall(muster_string_view objectClass, muster_string_view uid,
                         muster_attribute_list& values) override;

    /** Notes a call of a service outside a call or on another thread. @return the status that the
     * deadline asks for. */
    muster_status enter(const char* service);

    std::vector<Attribute> secrets_;
    CallSettings settings_;
    std::chrono::steady_clock::time_point deadline_;
    bool isInCall_ = false;
    std::thread::id thread_;
    std::vector<StepBegun> begun_;
    std::set<std::string> names_;
    std::vector<std::string> violations_;
    std::string returned_;  // what the last service call lent out
    std::string log_;
    std::map<std::string, std::vector<Attribute>> memory_;  // by class and Uid
    std::vector<Attribute> recalled_;                       // what the last recall lent out
    std::unique_ptr<abi::Marshal> marshal_ = std::make_unique<abi::Marshal>();
};

}  // namespace muster::testing
