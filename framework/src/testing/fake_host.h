#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <muster/core/abi_convert.h>
#include <muster/core/object.h>
#include <muster/testing/host_services.h>

namespace muster::testing {

/** Host services in memory: steps are recorded, secrets come from a list. There are no templated
 * calls. */
class FakeHost : public HostServices {
public:
    explicit FakeHost(std::vector<Attribute> secrets);

    const muster_host& table() const override { return table_; }
    void beginCall(const CallSettings& settings) override;
    std::vector<StepBegun> endCall() override;
    void stepEnded(const muster_step_report& report) override;
    bool canReplay() const override { return true; }
    std::vector<std::string> takeViolations() override;
    std::string logText() const override { return log_; }

private:
    static muster_status onCall(void* context, const muster_call_request* request,
                                muster_call_response* response);
    static muster_status onBeginStep(void* context, const muster_step* step,
                                     muster_step_decision* decision);
    static muster_status onThrottle(void* context, muster_string_view label);
    static std::int64_t onRemaining(void* context);
    static muster_status onSecret(void* context, muster_string_view property, muster_value* value);
    static void onLog(void* context, std::uint32_t level, muster_string_view message,
                      muster_attribute_list fields);
    static muster_status onRemember(void* context, muster_string_view objectClass,
                                    muster_string_view uid, muster_attribute_list values);
    static muster_status onRecall(void* context, muster_string_view objectClass,
                                  muster_string_view uid, muster_attribute_list* values);

    /** Notes a call of a service outside a call or on another thread. @return the status that the
     * deadline asks for. */
    muster_status enter(const char* service);

    muster_host table_;
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
