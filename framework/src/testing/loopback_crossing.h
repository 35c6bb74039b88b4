#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "testing/messages.h"
#include "testing/service_table.h"
#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/abi_convert.h>

/** The two halves that the loop-back table puts between plugin and host. */
namespace muster::testing {

/** Counts one message. */
void countMessage();

/** The value after its way through bytes. */
template <typename T>
Result<T> crossed(const T& value) {
    countMessage();
    return decode<T>(encode(value));
}

/** The same for what a `copy...` function of core gave. */
template <typename T>
Result<T> crossed(const Result<T>& copy) {
    if (!copy) {
        return copy.error();
    }
    return crossed(*copy);
}

/** A sink for the plugin that passes on decoded copies of what is reported. */
class CrossingSink {
public:
    explicit CrossingSink(const muster_sink& outer);
    CrossingSink(const CrossingSink&) = delete;
    CrossingSink& operator=(const CrossingSink&) = delete;
    const muster_sink& table() const { return table_; }
    /** The status to return: the plugin's own, or MUSTER_E_PROTOCOL (which is then reported) when
     * something that it reported could not be a message. */
    muster_status settle(muster_status status);

private:
    static void onWrite(void* context, const muster_write_report* report);
    static std::int32_t onObject(void* context, const muster_object* object);
    static void onSearchEnd(void* context, const muster_search_report* report);
    static void onNotice(void* context, const muster_notice* notice);
    static void onStep(void* context, const muster_step_report* report);
    static void onError(void* context, const muster_error* error);
    static CrossingSink& from(void* context) { return *static_cast<CrossingSink*>(context); }
    void reject(const Error& error);

    const muster_sink& outer_;
    muster_sink table_;
    bool hasError_ = false;
    std::optional<Error> rejected_;
};

/** Host services for the plugin that pass on decoded copies, and give back decoded copies that live
 * until the next service call. */
class CrossingHost : private ServiceTable {
public:
    explicit CrossingHost(const muster_host& outer);
    const muster_host& table() const { return services(); }

private:
    /** What the last service call returned. */
    struct Returned {
        std::string text = {};
        std::optional<Value> value = {};
        std::vector<Attribute> attributes = {};
        ResponseMessage response = {};
        abi::Marshal marshal = {};
    };

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
    Returned& renew() { return *(returned_ = std::make_unique<Returned>()); }

    const muster_host& outer_;
    std::unique_ptr<Returned> returned_;
};

}  // namespace muster::testing
