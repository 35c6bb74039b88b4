#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "host/call_context.h"
#include "host/secret_reader.h"
#include "host/target.h"
#include "host/target_clock.h"
#include "host/target_limits.h"
#include "rest/auth/authenticator.h"
#include "rest/connection/http_client.h"
#include "rest/template/operation_catalog.h"
#include <muster/core/result.h>
#include <muster/core/value.h>

namespace muster::host {

/** A templated call as a connector asked for it. */
struct TemplatedRequest {
    std::string key = {};
    std::string step = {};  ///< empty for a read
    std::vector<Attribute> placeholders = {};
    std::optional<ObjectValue> body = {};
    std::vector<rest::QueryOverride> query = {};
    std::string ifMatch = {};
};

/** What the target answered. */
struct CallAnswer {
    int httpStatus = 0;
    bool isDryRun = false;
    bool isReplayed = false;
    std::string body = {};
    std::string uid = {};
    std::string name = {};
    std::string nextPageToken = {};
    std::vector<std::string> records = {};
};

/** Sends the templated calls of one target: expands, waits for the limits, journals the step,
 * proves who sends, classifies the answer, tries again. Thread-safe. */
class TemplatedCaller {
public:
    /** `limits` is null when nothing is limited. */
    TemplatedCaller(const Target& target, std::shared_ptr<const rest::OperationCatalog> operations,
                    std::shared_ptr<const SecretReader> secrets, std::filesystem::path home,
                    std::shared_ptr<Log> log, std::shared_ptr<const TargetLimits> limits = {});
    ~TemplatedCaller();

    /** Errors are classified by the connector's error table. A step that an earlier attempt of the
     * operation applied is answered with its saved result, and nothing is sent. Another write's
     * step is durable before the request leaves and its end is recorded after; a rejected access
     * token is renewed once, since the target did nothing then. What may be sent again is
     * (`RepeatedSend`). With a template that sends one request per value, the step of each is
     * `STEP:VALUE`, and the last answer is given back. */
    Result<CallAnswer> call(CallContext& context, const TemplatedRequest& request);
    const TargetClock& clock() const { return clock_; }

    /** The scopes that the newest access token was granted; nothing when none was asked for yet,
     * or when the target does not tell. */
    std::optional<std::vector<std::string>> grantedScopes();

private:
    struct Link;
    /** Client and credentials, made at the first use: reading secrets and certificates costs time,
     * and may fail. */
    Result<std::shared_ptr<Link>> link();
    Result<CallAnswer> perform(CallContext& context, const rest::RelUrlTemplate& relUrl,
                               const rest::ExpandedRequest& expanded, const std::string& step,
                               rest::RequestFacts facts);
    Result<CallAnswer> exchange(CallContext& context, const rest::RelUrlTemplate& relUrl,
                                const rest::ExpandedRequest& expanded, rest::Permit& permit,
                                int attempt);
    rest::AnswerLimits limitsOf(const rest::HttpResponse& response,
                                const rest::Classified* judged) const;
    rest::HttpRequest httpRequest(const CallContext& context, const rest::RelUrlTemplate& relUrl,
                                  const rest::ExpandedRequest& expanded) const;

    Target target_;
    std::shared_ptr<const rest::OperationCatalog> operations_;
    std::shared_ptr<const SecretReader> secrets_;
    std::filesystem::path home_;
    std::shared_ptr<Log> log_;
    std::shared_ptr<const TargetLimits> limits_;
    std::map<std::string, std::string, std::less<>> configuration_;
    std::string origin_;
    std::string basePath_;
    TargetClock clock_;
    std::mutex mutex_;
    std::shared_ptr<Link> link_;
};

/** What is wrong with the connection settings of a target, a sentence each, without reading its
 * secrets. */
std::vector<std::string> checkConnection(const Target& target);

}  // namespace muster::host
