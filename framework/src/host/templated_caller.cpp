#include "host/templated_caller.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "host/connection_settings.h"
#include "rest/auth/authorized_call.h"
#include "rest/template/extraction.h"
#include <muster/core/ids.h>

namespace muster::host {
namespace {

using rest::ExpandedRequest;

/** The text of a placeholder's only value, or empty. */
std::string textOf(const Attribute& attribute) {
    return attribute.single() == nullptr ? std::string() : attribute.single()->toDisplay();
}

rest::TemplateCall templateCall(
    const TemplatedRequest& request,
    const std::map<std::string, std::string, std::less<>>& configuration) {
    rest::TemplateCall call{.configuration = configuration};
    for (const Attribute& placeholder : request.placeholders) {
        const std::string& name = placeholder.name();
        if (name == attr::kUid) {
            call.uid = textOf(placeholder);
        } else if (name == attr::kName) {
            call.name = textOf(placeholder);
        } else if (name == "Filter Suffix") {
            call.filterSuffix = textOf(placeholder);
        } else if (name == "PAGE_TOKEN") {
            call.pageToken = textOf(placeholder);
        } else if (name == "PAGE_SIZE" || name == "PAGE_OFFSET") {
            const auto* number = placeholder.single() == nullptr
                                     ? nullptr
                                     : placeholder.single()->as<std::int64_t>();
            (name == "PAGE_SIZE" ? call.pageSize : call.pageOffset) =
                number == nullptr ? std::optional<std::int64_t>() : std::optional(*number);
        } else {
            call.attributes.push_back(placeholder);
        }
    }
    call.body = request.body;
    call.query = request.query;
    if (!request.ifMatch.empty()) {
        call.headers["If-Match"] = request.ifMatch;
    }
    return call;
}

/** What a resumed operation is told instead of sending the step again. */
std::string savedResult(const CallAnswer& answer) {
    return boost::json::serialize(boost::json::value{
        {"status", answer.httpStatus}, {"uid", answer.uid}, {"name", answer.name}});
}

Result<CallAnswer> readSuccess(const rest::RelUrlTemplate& relUrl, const ExpandedRequest& expanded,
                               rest::HttpResponse response) {
    MUSTER_ASSIGN_OR_RETURN(rest::ExtractedResponse found,
                            rest::extract(relUrl, {.status = response.status,
                                                   .body = response.body,
                                                   .singleRecord = expanded.singleRecord}));
    CallAnswer answer{.httpStatus = response.status, .body = std::move(response.body)};
    answer.uid = std::move(found.uid);
    answer.name = std::move(found.name);
    answer.nextPageToken = std::move(found.nextPageToken);
    for (rest::ExtractedRecord& record : found.records) {
        answer.records.push_back(std::move(record.json));
    }
    return answer;
}

}  // namespace

struct TemplatedCaller::Link {
    rest::HttpClient client;
    std::unique_ptr<rest::Authenticator> authenticator;
    explicit Link(rest::HttpClientSettings settings) : client(std::move(settings)) {}
};

TemplatedCaller::TemplatedCaller(const Target& target,
                                 std::shared_ptr<const rest::OperationCatalog> operations,
                                 std::shared_ptr<const SecretReader> secrets,
                                 std::filesystem::path home, std::shared_ptr<rest::TrafficLog> log)
    : target_(target),
      operations_(std::move(operations)),
      secrets_(std::move(secrets)),
      home_(std::move(home)),
      log_(std::move(log)) {
    if (Result<BaseUrl> url = BaseUrl::parse(target.text("baseUrl"))) {
        origin_ = std::move(url->origin);
        basePath_ = std::move(url->path);
    }
    for (const Target::Setting& setting : target.settings) {
        if (!setting.info.confidential && !setting.value.isNull()) {
            configuration_[setting.info.name] = setting.value.toDisplay();
        }
    }
}

TemplatedCaller::~TemplatedCaller() = default;

Result<std::shared_ptr<TemplatedCaller::Link>> TemplatedCaller::link() {
    const std::lock_guard lock(mutex_);
    if (link_ == nullptr) {
        MUSTER_ASSIGN_OR_RETURN(rest::HttpClientSettings settings,
                                clientSettings(target_, *secrets_, home_));
        settings.log = log_.get();
        MUSTER_ASSIGN_OR_RETURN(const rest::AuthenticationSettings credentials,
                                authenticationSettings(target_, *secrets_));
        auto made = std::make_shared<Link>(std::move(settings));
        MUSTER_ASSIGN_OR_RETURN(made->authenticator,
                                rest::makeAuthenticator(credentials, made->client));
        link_ = std::move(made);
    }
    return link_;
}

Result<CallAnswer> TemplatedCaller::call(CallContext& context, const TemplatedRequest& request) {
    MUSTER_ASSIGN_OR_RETURN(const rest::RelUrlTemplate* relUrl, operations_->require(request.key));
    if (!relUrl->isReadOnly() &&
        (request.step.empty() || (context.steps == nullptr && !context.dryRun))) {
        return Error{.code = ErrorCode::kInternal,
                     .message = "the connector asked for " + relUrl->method + " by " + request.key +
                                (request.step.empty() ? " without naming a step"
                                                      : " in a call that only reads"),
                     .outcome = Outcome::kNotApplied};
    }
    const rest::TemplateCall call = templateCall(request, configuration_);
    if (relUrl->perValue.empty()) {
        MUSTER_ASSIGN_OR_RETURN(const ExpandedRequest expanded, rest::expand(*relUrl, call));
        return perform(context, *relUrl, expanded, request.step);
    }
    MUSTER_ASSIGN_OR_RETURN(const std::vector<ExpandedRequest> all,
                            rest::expandEach(*relUrl, call));
    const Attribute* values = findAttribute(call.attributes, relUrl->perValue);
    CallAnswer last;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string value = values == nullptr || i >= values->values().size()
                                      ? std::to_string(i + 1)
                                      : values->values()[i].toDisplay();
        MUSTER_ASSIGN_OR_RETURN(last,
                                perform(context, *relUrl, all[i],
                                        request.step.empty() ? "" : request.step + ":" + value));
    }
    return last;
}

Result<CallAnswer> TemplatedCaller::perform(CallContext& context,
                                            const rest::RelUrlTemplate& relUrl,
                                            const ExpandedRequest& expanded,
                                            const std::string& step) {
    const std::string url = origin_ + basePath_ + expanded.redactedTarget();
    if (context.dryRun) {
        context.planned.push_back({.step = step,
                                   .operationKey = expanded.operationKey,
                                   .method = expanded.method,
                                   .url = url,
                                   .body = expanded.body ? expanded.body->redacted() : ""});
        return CallAnswer{.isDryRun = true};
    }
    if (context.isOver()) {
        const bool isCancelled = context.cancel.stop_requested();
        return Error{.code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                     .message = std::string(isCancelled ? "the operation was cancelled"
                                                        : "the operation's time was over") +
                                " before " + expanded.toDisplay() + " was sent",
                     .outcome = Outcome::kNotApplied};
    }
    if (step.empty()) {
        return exchange(context, relUrl, expanded);
    }
    MUSTER_ASSIGN_OR_RETURN(const store::StepOrdinal ordinal,
                            context.steps->start({.name = step,
                                                  .operationKey = expanded.operationKey,
                                                  .method = expanded.method,
                                                  .url = url}));
    const auto begun = std::chrono::steady_clock::now();
    Result<CallAnswer> answer = exchange(context, relUrl, expanded);
    store::StepEnd end{.duration = std::chrono::duration_cast<std::chrono::milliseconds>(
                           std::chrono::steady_clock::now() - begun)};
    if (answer) {
        end.outcome = Outcome::kApplied;
        end.httpStatus = answer->httpStatus;
        end.savedResult = savedResult(*answer);
    } else {
        end.outcome = answer.error().effectiveOutcome();
        end.httpStatus = answer.error().httpStatus;
        end.targetCode = answer.error().targetCode;
    }
    context.steps->end(ordinal, end);
    return answer;
}

rest::HttpRequest TemplatedCaller::httpRequest(const CallContext& context,
                                               const rest::RelUrlTemplate& relUrl,
                                               const ExpandedRequest& expanded) const {
    rest::HttpRequest request{.method = expanded.method,
                              .origin = origin_,
                              .pathAndQuery = basePath_ + expanded.target()};
    for (const ExpandedRequest::Header& header : expanded.headers) {
        if (header.value.hasSecret()) {
            request.headers.setSecret(header.name, header.value.exposed());
        } else {
            request.headers.set(header.name, header.value.exposed());
        }
    }
    if (expanded.body) {
        request.body = expanded.body->exposed();
        request.redactedBody = expanded.body->redacted();
    }
    request.repeat = expanded.idempotent ? rest::Repeat::kIdempotent : rest::Repeat::kOnlyIfUnsent;
    request.redactedPathAndQuery = basePath_ + expanded.redactedTarget();
    std::vector<std::string> confidential = operations_->confidential();
    confidential.insert(confidential.end(), relUrl.response.confidential.begin(),
                        relUrl.response.confidential.end());
    request.redactResponseBody = [confidential, secrets = expanded.secrets](std::string_view body) {
        return rest::maskSecrets(rest::redactJson(body, confidential), secrets);
    };
    request.correlationId = context.correlation;
    return request;
}

Result<CallAnswer> TemplatedCaller::exchange(CallContext& context,
                                             const rest::RelUrlTemplate& relUrl,
                                             const ExpandedRequest& expanded) {
    Result<std::shared_ptr<Link>> link = this->link();
    if (!link) {
        Error error = std::move(link).error();
        error.outcome = Outcome::kNotApplied;
        return error;
    }
    rest::HttpRequest request = httpRequest(context, relUrl, expanded);
    const rest::CallLimits limits{.deadline = context.effectiveDeadline(),
                                  .cancel = context.cancel.get_token()};
    const auto isRejected = [&](const rest::HttpResponse& response) {
        const auto judged = operations_->judge(expanded, response.status, response.body);
        return rest::isUnauthorized(response) || (judged && judged->tokenRejected);
    };
    MUSTER_ASSIGN_OR_RETURN(rest::HttpResponse response,
                            rest::sendAuthorized((*link)->client, *(*link)->authenticator, request,
                                                 limits, isRejected));
    if (auto judged = operations_->judge(expanded, response.status, response.body)) {
        return std::move(judged->error);
    }
    return readSuccess(relUrl, expanded, std::move(response));
}

}  // namespace muster::host
