#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <muster/abi/host.h>

namespace muster::testing {

/** What a connector asked of the host during one call. */
struct HostAsked {
    /** Calls, steps, waits and secrets that were granted. */
    int services = 0;
    /** The gate refused at least one more, or was asked for the time left and said that there is
     * none. */
    bool wasRefused = false;
    /** The confidential properties asked for, in their order. */
    std::vector<std::string> secrets = {};
};

/** Stands between a connector and its host services: counts what is asked for, refuses all after a
 * number of services, and overwrites a secret that it has lent once its time is over (C-62). One
 * thread at a time. */
class HostGate {
public:
    /** `behind` outlives the gate. */
    explicit HostGate(const muster_host& behind);
    HostGate(const HostGate&) = delete;
    HostGate& operator=(const HostGate&) = delete;

    const muster_host& table() const { return table_; }
    /** A call into the connector begins. */
    void open(std::optional<int> servicesGranted);
    /** The call has returned. */
    HostAsked close();

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
    static HostGate& from(void* context) { return *static_cast<HostGate*>(context); }

    /** One more service is asked for. @return whether it is granted. */
    bool isGranted();
    /** Whether the time is over for this connector; notes that it was told. */
    bool isShut();
    void takeBackSecrets();

    const muster_host& behind_;
    muster_host table_;
    std::optional<int> granted_;
    HostAsked asked_;
    std::deque<std::string> secrets_;  // stay where they are, so that a kept pointer reads "###"
};

}  // namespace muster::testing
