#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "host/call_context.h"
#include "host/log.h"
#include "host/secret_reader.h"
#include "host/target_limits.h"
#include "host/templated_caller.h"
#include <muster/abi/host.h>
#include <muster/core/abi_convert.h>

namespace muster::host {

/** The services of the contract for one instance. Between `enter` and `leave` they serve that call;
 * outside of it they refuse. What a service returns lives until the next one on this object. */
class HostServices {
public:
    /** `caller` is null for a connector that does its own I/O, `limits` when nothing is limited. */
    HostServices(std::shared_ptr<TemplatedCaller> caller,
                 std::shared_ptr<const SecretReader> secrets, std::shared_ptr<Log> log,
                 std::shared_ptr<const TargetLimits> limits = {});
    HostServices(const HostServices&) = delete;
    HostServices& operator=(const HostServices&) = delete;

    const muster_host& table() const { return table_; }
    void enter(CallContext& context) { context_ = &context; }
    void leave() {
        context_ = nullptr;
        permits_.clear();
    }
    /** Writes to the log what nobody is told: an error of a call that has no caller. Never throws.
     */
    void tell(const Error& error) noexcept;
    /** Why a step, leave of a limit or a secret was refused last in the call that has ended; the
     * connector was told the code alone. Gives it once. */
    std::optional<Error> takeRefusal() { return std::exchange(refusal_, std::nullopt); }

private:
    friend struct ServiceFunctions;
    muster_status call(const muster_call_request& request, muster_call_response& response);
    muster_status beginStep(const muster_step& step, muster_step_decision& decision);
    muster_status throttle(muster_string_view label);
    Error unknownLabel(const std::string& label) const;
    /** Keeps why, and gives the code. */
    muster_status refuse(Error error);
    std::int64_t remainingMs() const;
    muster_status secret(muster_string_view property, muster_value& value);
    void log(std::uint32_t level, muster_string_view message, const muster_attribute_list& fields);
    muster_status remember(muster_string_view objectClass, muster_string_view uid,
                           const muster_attribute_list& values);
    muster_status recall(muster_string_view objectClass, muster_string_view uid,
                         muster_attribute_list& values);
    muster_status answerWith(Error error, muster_call_response& response);

    std::shared_ptr<TemplatedCaller> caller_;
    std::shared_ptr<const SecretReader> secrets_;
    std::shared_ptr<Log> log_;
    std::shared_ptr<const TargetLimits> limits_;
    CallContext* context_ = nullptr;  ///< while a call is under way
    /** Of the connector's own I/O, by label; nobody tells when it is over. */
    std::map<std::string, rest::Permit, std::less<>> permits_;
    muster_host table_;

    // What the last service returned.
    CallAnswer answer_;
    Error error_;
    Secret secret_;
    std::vector<Attribute> recalled_;
    std::optional<Error> refusal_;
    std::unique_ptr<abi::Marshal> marshal_;
};

}  // namespace muster::host
