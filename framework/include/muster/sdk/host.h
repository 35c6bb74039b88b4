#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/abi/host.h>
#include <muster/core/result.h>
#include <muster/core/secret.h>
#include <muster/core/value.h>

namespace muster::sdk {

/** Sets, adds or (without a value) takes out one query parameter of a template. */
struct QueryOverride {
    std::string name;
    std::optional<std::string> value = {};
};

/** A request by template. The host owns address, credentials, limits, retries, journal and
 * redaction. */
struct TemplatedCall {
    /** One of the keys in the connector's description, e.g. `__ACCOUNT__.UPDATEOP`. */
    std::string key;
    /** Stable name of the step, unique within the operation. Empty for a read; a write must have
     * one. */
    std::string step = {};
    /** Values of placeholders, named as the placeholder. */
    std::vector<Attribute> placeholders = {};
    /** The body; written as JSON unless the template has its own. Secrets inside stay secret in
     * logs and dry runs. */
    std::optional<ObjectValue> body = {};
    std::vector<QueryOverride> query = {};
    /** A revision for If-Match, or empty. */
    std::string ifMatch = {};
};

/** The answer to a templated call that the error table does not call an error. */
struct Response {
    int httpStatus = 0;
    std::string body = {};
    std::string uid = {};                   ///< found by the template's response rules
    std::string name = {};                  ///< likewise
    std::string nextPageToken = {};         ///< likewise; empty on the last page
    std::vector<std::string> records = {};  ///< each record's JSON text
    /** Nothing was sent, since the call is a dry run; every other field is empty. */
    bool isDryRun = false;
    /** Nothing was sent, since the step was applied before; this is its saved answer. */
    bool isReplayed = false;
};

/** What begins a step of the connector's own I/O. */
struct StepDecision {
    enum class Verdict { kProceed = 0, kAlreadyApplied, kDryRun };
    Verdict verdict = Verdict::kProceed;
    std::string result = {};  ///< what was saved when it was applied before
};

enum class LogLevel { kError = 1, kWarning, kInfo, kDebug, kTrace };

/** The host's services for one instance. Call only on the thread and during the call that the host
 * made. */
class Host {
public:
    explicit Host(const muster_host& host) : host_(&host) {}

    /** Sends a templated call. An error is already classified by the connector's error table: see
     * `Error::targetCode`. */
    Result<Response> call(const TemplatedCall& call) const;
    /** Asks leave for a step of the connector's own I/O. `Call::step` does this and reports the
     * end. */
    Result<StepDecision> beginStep(std::string_view name, std::string_view action) const;
    /** Waits for the rate limit of that label; for the connector's own I/O. */
    Result<void> throttle(std::string_view label) const;
    /** Time until the call's deadline; zero when it has passed or the call was cancelled. */
    std::chrono::milliseconds remaining() const;
    /** A confidential property that the connector declared for itself. kConfiguration when the
     * target gives none, or one that cannot be read now; pass that error on, the host adds why. */
    Result<Secret> secret(std::string_view property) const;
    /** The same for one that need not be given: nothing when the target gives none. */
    Result<std::optional<Secret>> optionalSecret(std::string_view property) const;
    /** Keeps values with one object beyond the call; an attribute without values ends one of its
     * name. Durable before the next step. A host without memory keeps nothing. */
    Result<void> remember(std::string_view objectClass, std::string_view uid,
                          const std::vector<Attribute>& values) const;
    /** What was kept with one object; empty for nothing. */
    Result<std::vector<Attribute>> recall(std::string_view objectClass, std::string_view uid) const;
    /** Writes to the host's log; secrets among the fields are masked. */
    void log(LogLevel level, std::string_view message,
             const std::vector<Attribute>& fields = {}) const;

private:
    const muster_host* host_;
};

}  // namespace muster::sdk
