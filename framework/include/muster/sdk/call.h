#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <muster/abi/connector_abi.h>
#include <muster/core/abi_convert.h>
#include <muster/core/object.h>
#include <muster/core/result.h>
#include <muster/sdk/host.h>

namespace muster::sdk {

/** The circumstances of one call, the way back to whoever asked, and the host's services. Valid
 * during the call. */
class Call {
public:
    Call(const muster_call& call, const muster_sink& sink, const Host& host)
        : call_(call), sink_(sink), host_(host) {}
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    const Host& host() const { return host_; }
    std::string_view correlation() const { return abi::text(call_.correlation); }
    /** Show, do not do. Templated calls and `step` keep to it by themselves. */
    bool isDryRun() const { return (call_.flags & MUSTER_CALL_DRY_RUN) != 0; }
    /** The operation was begun before and goes on: plan every step that it asks for, also where
     * what you read is so already. The host answers those that were applied. */
    bool isResumed() const { return (call_.flags & MUSTER_CALL_RESUMED) != 0; }
    /** What the caller said with this call (`policy=deactivate`), or nothing. The host has checked
     * it against the description. */
    std::optional<std::string> option(std::string_view name) const;

    /** Tells the caller something although nothing failed. */
    void notice(std::string_view code, std::string_view message, std::string_view attribute = {});
    /** Reports the object before the call is over, so that a later failure leaves a partial result
     * with its Uid. What the operation returns afterwards is then not reported again. A dry run
     * reports nothing. */
    void reportEarly(const WriteReport& report);
    bool hasReported() const { return hasReported_; }

    /** Does one step of the connector's own I/O: asks the host, runs `work`, reports the end. In a
     * dry run `work` is not run; when the step was applied before, its saved result is returned.
     * @return what `work` returned. */
    Result<std::string> step(std::string_view name, std::string_view action,
                             const std::function<Result<std::string>()>& work);
    /** The same for work that has nothing to save. */
    Result<void> step(std::string_view name, std::string_view action,
                      const std::function<Result<void>()>& work);

    const muster_sink& sink() const { return sink_; }

private:
    const muster_call& call_;
    const muster_sink& sink_;
    const Host& host_;
    bool hasReported_ = false;
};

}  // namespace muster::sdk
