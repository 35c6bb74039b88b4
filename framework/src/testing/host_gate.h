#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "testing/service_table.h"

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
class HostGate : private ServiceTable {
public:
    /** `behind` outlives the gate. */
    explicit HostGate(const muster_host& behind);

    const muster_host& table() const { return services(); }
    /** A call into the connector begins. */
    void open(std::optional<int> servicesGranted);
    /** The call has returned. */
    HostAsked close();

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

    /** One more service is asked for. @return whether it is granted. */
    bool isGranted();
    /** Whether the time is over for this connector; notes that it was told. */
    bool isShut();
    void takeBackSecrets();

    const muster_host& behind_;
    std::optional<int> granted_;
    HostAsked asked_;
    std::deque<std::string> secrets_;  // stay where they are, so that a kept pointer reads "###"
};

}  // namespace muster::testing
