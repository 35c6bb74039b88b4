#pragma once

#include <cstdint>

#include <muster/abi/host.h>

namespace muster::testing {

/** Host services as C++ functions, and the C table that calls them: whoever serves a connector in
 * the suite derives from it. A service that is appended to the contract is added here, and the
 * compiler names all who lack it. The arguments are those of `muster/abi/host.h`; none of the
 * functions throws. */
class ServiceTable {
public:
    ServiceTable(const ServiceTable&) = delete;
    ServiceTable& operator=(const ServiceTable&) = delete;

protected:
    ServiceTable();
    virtual ~ServiceTable() = default;
    const muster_host& services() const { return table_; }

private:
    struct Functions;

    virtual muster_status call(const muster_call_request& request,
                               muster_call_response& response) = 0;
    virtual muster_status beginStep(const muster_step& step, muster_step_decision& decision) = 0;
    virtual muster_status throttle(muster_string_view label) = 0;
    virtual std::int64_t remainingMs() = 0;
    virtual muster_status secret(muster_string_view property, muster_value& value) = 0;
    virtual void log(std::uint32_t level, muster_string_view message,
                     muster_attribute_list fields) = 0;
    virtual muster_status remember(muster_string_view objectClass, muster_string_view uid,
                                   muster_attribute_list values) = 0;
    virtual muster_status recall(muster_string_view objectClass, muster_string_view uid,
                                 muster_attribute_list& values) = 0;

    muster_host table_;
};

}  // namespace muster::testing
