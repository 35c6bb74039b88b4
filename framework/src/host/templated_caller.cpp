#include "host/templated_caller.h"

#include "host/connection_settings.h"
#include "host/repeated_send.h"
#include "host/step_replay.h"
#include "rest/auth/authorized_call.h"
#include "rest/template/extraction.h"
#include "rest/template/value_source.h"
#include <muster/core/ids.h>

namespace muster::host {
namespace {

using rest::ExpandedRequest;

/** The text of a placeholder's only value, or empty. */
std::string textOf(const Attribute& attribute) {
    return attribute.single() == nullptr ? std::string() : attribute.single()->toDisplay();
}

/** A number of paging that is given as a text would be passed over, and the first page be read for
 * ever. */
Result<void> checkPaging(const TemplatedRequest& request) {
    for (const Attribute& placeholder : request.placeholders) {
        const bool isNumber =
            placeholder.name() == "PAGE_SIZE" || placeholder.name() == "PAGE_OFFSET";
        if (isNumber && placeholder.single() != nullptr &&
            placeholder.single()->as<std::int64_t>() == nullptr) {
            return Error{.code = ErrorCode::kInternal,
                         .message = "the connector gave " + placeholder.name() + " as the " +
                                    std::string(toString(placeholder.single()->kind())) + " \"" +
                                    placeholder.single()->toDisplay() + "\" with " + request.key +
                                    ", expected an integer value",
                         .outcome = Outcome::kNotApplied};
        }
    }
    return {};
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

/** The step of one of several requests that a template with `per-value` makes of a call. */
std::string stepOf(const std::string& step, const Value* each, std::size_t position) {
    return step + ":" + (each == nullptr ? std::to_string(position + 1) : each->toDisplay());
}

/** What limits count the request as. Borrows its arguments; a secret is no key. */
rest::RequestFacts factsOf(const rest::RelUrlTemplate& relUrl, const rest::TemplateCall& call,
                           const Value* each) {
    return {.label = relUrl.limit,
            .operationKey = relUrl.key.toString(),
            .valueOf = [&relUrl, &call, each](std::string_view name) {
                const auto found = rest::ValueSource(relUrl, call, each).find(name);
                return found && *found && !(*found)->isSecret() ? (*found)->value.toDisplay()
                                                                : std::string();
            }};
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
    explicit Link(const rest::HttpClientSettings& settings) : client(settings) {}
};

TemplatedCaller::TemplatedCaller(const Target& target,
                                 std::shared_ptr<const rest::OperationCatalog> operations,
                                 std::shared_ptr<const SecretReader> secrets,
                                 std::filesystem::path home, std::shared_ptr<Log> log,
                                 std::shared_ptr<const TargetLimits> limits)
    : target_(target),
      operations_(std::move(operations)),
      secrets_(std::move(secrets)),
      home_(std::move(home)),
      log_(std::move(log)),
      limits_(limits != nullptr ? std::move(limits) : noLimits()) {
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
        auto authenticator = rest::makeAuthenticator(credentials, made->client);
        if (!authenticator) {
            return inTargetWords(target_, std::move(authenticator).error());
        }
        made->authenticator = *std::move(authenticator);
        link_ = std::move(made);
    }
    return link_;
}

std::optional<std::vector<std::string>> TemplatedCaller::grantedScopes() {
    std::shared_ptr<Link> link;
    {
        const std::lock_guard lock(mutex_);
        link = link_;
    }
    return link == nullptr ? std::nullopt : link->authenticator->scopes();
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
    MUSTER_RETURN_IF_ERROR(checkPaging(request));
    const rest::TemplateCall call = templateCall(request, configuration_);
    if (relUrl->perValue.empty()) {
        MUSTER_ASSIGN_OR_RETURN(const ExpandedRequest expanded, rest::expand(*relUrl, call));
        return perform(context, *relUrl, expanded, request.step, factsOf(*relUrl, call, nullptr));
    }
    MUSTER_ASSIGN_OR_RETURN(const std::vector<ExpandedRequest> all,
                            rest::expandEach(*relUrl, call));
    const Attribute* values = findAttribute(call.attributes, relUrl->perValue);
    CallAnswer last;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Value* each =
            values == nullptr || i >= values->values().size() ? nullptr : &values->values()[i];
        const bool hasOwnStep = all.size() == 1 || request.step.empty();
        MUSTER_ASSIGN_OR_RETURN(last,
                                perform(context, *relUrl, all[i],
                                        hasOwnStep ? request.step : stepOf(request.step, each, i),
                                        factsOf(*relUrl, call, each)));
    }
    return last;
}

Result<CallAnswer> TemplatedCaller::perform(CallContext& context,
                                            const rest::RelUrlTemplate& relUrl,
                                            const ExpandedRequest& expanded,
                                            const std::string& step, rest::RequestFacts facts) {
    if (std::optional<CallAnswer> replayed = replayedAnswer(context, step, expanded.operationKey)) {
        return *std::move(replayed);
    }
    MUSTER_RETURN_IF_ERROR(checkSecretsKnown(context, expanded));
    const std::string url = origin_ + basePath_ + expanded.redactedTarget();
    if (context.dryRun) {
        context.planned.push_back({.step = step,
                                   .operationKey = expanded.operationKey,
                                   .method = expanded.method,
                                   .url = url,
                                   .body = expanded.body ? expanded.body->redacted() : ""});
        return CallAnswer{.isDryRun = true};
    }
    RepeatedSend send({.context = context,
                       .limits = *limits_,
                       .log = log_.get(),
                       .expanded = expanded,
                       .step = step,
                       .url = url,
                       .facts = std::move(facts),
                       .exchange = [&](rest::Permit& permit, int attempt) {
                           return exchange(context, relUrl, expanded, permit, attempt);
                       }});
    return send.run();
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
                                             const ExpandedRequest& expanded, rest::Permit& permit,
                                             int attempt) {
    Result<std::shared_ptr<Link>> link = this->link();
    if (!link) {
        Error error = std::move(link).error();
        error.outcome = Outcome::kNotApplied;
        error.retryable = false;
        return error;
    }
    rest::HttpRequest request = httpRequest(context, relUrl, expanded);
    request.attempt = attempt;
    const rest::CallLimits limits{.deadline = context.effectiveDeadline(),
                                  .cancel = context.cancel.get_token()};
    const auto isRejected = [&](const rest::HttpResponse& response) {
        const auto judged = operations_->judge(expanded, response.status, response.body);
        return rest::isUnauthorized(response) || (judged && judged->tokenRejected);
    };
    const auto onSend = [&](int number) { number == 1 ? permit.sent() : permit.sentAgain(); };
    MUSTER_ASSIGN_OR_RETURN(rest::HttpResponse response,
                            rest::sendAuthorized((*link)->client, *(*link)->authenticator, request,
                                                 limits, isRejected, onSend));
    clock_.note(response.headers.find("Date"));
    auto judged = operations_->judge(expanded, response.status, response.body);
    const rest::AnswerLimits said = limitsOf(response, judged ? &*judged : nullptr);
    permit.observe(said);
    if (judged) {
        judged->error.retryAfter = said.retryAfter;
        const bool isRefused = judged->error.effectiveOutcome() == Outcome::kNotApplied;
        if (response.wasSentBefore && isRefused && !relUrl.isReadOnly()) {
            judged->error.outcome = Outcome::kUnknown;  // the one before may have done it
        }
        return std::move(judged->error);
    }
    return readSuccess(relUrl, expanded, std::move(response));
}

/** What the answer says about limits, in its headers and by the error table. */
rest::AnswerLimits TemplatedCaller::limitsOf(const rest::HttpResponse& response,
                                             const rest::Classified* judged) const {
    constexpr int kTooMany = 429;  // RFC 6585 section 4
    rest::AnswerLimits said = rest::readAnswerLimits(
        limits_->catalog->headers(),
        [&](std::string_view name) { return response.headers.find(name); },
        limits_->limiter->clock().wall());
    const std::string limit =
        judged == nullptr || judged->rule == nullptr ? std::string() : judged->rule->limit;
    said.isRefused = response.status == kTooMany || !limit.empty();
    if (const auto part = rest::limitPartFromString(limit)) {
        said.part = *part;
        said.isTyped = true;
    } else {
        said.limitName = limit;
    }
    return said;
}

}  // namespace muster::host
