#include "host/host_services.h"

#include <algorithm>

namespace muster::host {
namespace {

/** No exception may cross the plugin on its way back. */
template <typename Work>
muster_status guarded(const Work& work) noexcept {
    try {
        return work();
    } catch (...) {
        return MUSTER_E_INTERNAL;
    }
}

Error outsideCall() {
    return Error{.code = ErrorCode::kInternal,
                 .message = "the connector used a service of the host outside of a call",
                 .outcome = Outcome::kNotApplied};
}

Error over(const CallContext& context) {
    const bool isCancelled = context.cancel.stop_requested();
    return Error{.code = isCancelled ? ErrorCode::kCancelled : ErrorCode::kTimeout,
                 .message = isCancelled
                                ? "the operation was cancelled before this request was sent"
                                : "the operation's time was over before this request was sent",
                 .outcome = Outcome::kNotApplied};
}

Result<TemplatedRequest> copyRequest(const muster_call_request& raw) {
    TemplatedRequest request;
    MUSTER_ASSIGN_OR_RETURN(request.key,
                            abi::copyText(raw.operation_key, "a call's operation key"));
    MUSTER_ASSIGN_OR_RETURN(request.step, abi::copyText(raw.step, "a call's step"));
    MUSTER_ASSIGN_OR_RETURN(request.ifMatch, abi::copyText(raw.if_match, "a call's revision"));
    MUSTER_ASSIGN_OR_RETURN(request.placeholders, abi::copyAttributes(raw.placeholders));
    if (raw.body != nullptr) {
        MUSTER_ASSIGN_OR_RETURN(const Value body, abi::copyValue(*raw.body, "a call's body"));
        const ObjectValue* object = body.as<ObjectValue>();
        if (object == nullptr) {
            return Error{.code = ErrorCode::kInternal,
                         .message = "the connector gave a body that is no object value",
                         .outcome = Outcome::kNotApplied};
        }
        request.body = *object;
    }
    const bool isWalkable =
        raw.query_count == 0 ||
        (raw.query != nullptr && raw.query_stride >= sizeof(muster_query_override));
    if (!isWalkable) {
        return Error{
            .code = ErrorCode::kInternal,
            .message = "the connector gave a list of query parameters that cannot be walked",
            .outcome = Outcome::kNotApplied};
    }
    for (const auto& item : abi::Strided(raw.query, raw.query_count, raw.query_stride)) {
        rest::QueryOverride override;
        MUSTER_ASSIGN_OR_RETURN(override.name,
                                abi::copyText(item.name, "a query parameter's name"));
        if (item.present != 0) {
            MUSTER_ASSIGN_OR_RETURN(override.value,
                                    abi::copyText(item.value, "a query parameter's value"));
        }
        request.query.push_back(std::move(override));
    }
    return request;
}

}  // namespace

struct ServiceFunctions {
    static HostServices& self(void* context) { return *static_cast<HostServices*>(context); }
    static muster_status call(void* context, const muster_call_request* request,
                              muster_call_response* response) noexcept {
        return guarded([&] { return self(context).call(*request, *response); });
    }
    static muster_status beginStep(void* context, const muster_step* step,
                                   muster_step_decision* decision) noexcept {
        return guarded([&] { return self(context).beginStep(*step, *decision); });
    }
    static muster_status throttle(void* context, muster_string_view label) noexcept {
        return guarded([&] { return self(context).throttle(label); });
    }
    static std::int64_t remainingMs(void* context) noexcept { return self(context).remainingMs(); }
    static muster_status secret(void* context, muster_string_view property,
                                muster_value* value) noexcept {
        return guarded([&] { return self(context).secret(property, *value); });
    }
    static void log(void* context, std::uint32_t level, muster_string_view message,
                    muster_attribute_list fields) noexcept {
        guarded([&]() -> muster_status {
            self(context).log(level, message, fields);
            return MUSTER_OK;
        });
    }
    static muster_status remember(void* context, muster_string_view objectClass,
                                  muster_string_view uid, muster_attribute_list values) noexcept {
        return guarded([&] { return self(context).remember(objectClass, uid, values); });
    }
    static muster_status recall(void* context, muster_string_view objectClass,
                                muster_string_view uid, muster_attribute_list* values) noexcept {
        return guarded([&] { return self(context).recall(objectClass, uid, *values); });
    }
};

HostServices::HostServices(std::shared_ptr<TemplatedCaller> caller,
                           std::shared_ptr<const SecretReader> secrets, std::shared_ptr<Log> log,
                           std::shared_ptr<const TargetLimits> limits)
    : caller_(std::move(caller)),
      secrets_(std::move(secrets)),
      log_(std::move(log)),
      limits_(limits != nullptr ? std::move(limits) : noLimits()),
      table_{sizeof(muster_host),         this,
             &ServiceFunctions::call,     &ServiceFunctions::beginStep,
             &ServiceFunctions::throttle, &ServiceFunctions::remainingMs,
             &ServiceFunctions::secret,   &ServiceFunctions::log,
             &ServiceFunctions::remember, &ServiceFunctions::recall},
      marshal_(std::make_unique<abi::Marshal>()) {}

muster_status HostServices::answerWith(Error error, muster_call_response& response) {
    error_ = std::move(error);
    response.error = marshal_->error(error_);
    return static_cast<muster_status>(error_.code);
}

muster_status HostServices::call(const muster_call_request& raw, muster_call_response& response) {
    const std::size_t size = response.struct_size;
    if (size < sizeof response) {
        return MUSTER_E_INTERNAL;
    }
    response = muster_call_response{};
    response.struct_size = size;
    marshal_ = std::make_unique<abi::Marshal>();
    if (context_ == nullptr) {
        return answerWith(outsideCall(), response);
    }
    if (caller_ == nullptr) {
        return answerWith(
            Error{.code = ErrorCode::kNotSupported,
                  .message = "the connector asked for a templated call, but its description does "
                             "not say that it uses any",
                  .outcome = Outcome::kNotApplied},
            response);
    }
    Result<TemplatedRequest> request = copyRequest(raw);
    if (!request) {
        return answerWith(std::move(request).error(), response);
    }
    Result<CallAnswer> answer = caller_->call(*context_, *request);
    if (!answer) {
        response.http_status = answer.error().httpStatus;
        return answerWith(std::move(answer).error(), response);
    }
    answer_ = *std::move(answer);
    response.http_status = answer_.httpStatus;
    response.flags = 0;
    if (answer_.isDryRun) {
        response.flags |= MUSTER_RESPONSE_DRY_RUN;
    }
    if (answer_.isReplayed) {
        response.flags |= MUSTER_RESPONSE_REPLAYED;
    }
    response.body = abi::view(answer_.body);
    response.uid = abi::view(answer_.uid);
    response.name = abi::view(answer_.name);
    response.next_page_token = abi::view(answer_.nextPageToken);
    response.records = marshal_->texts(answer_.records);
    return MUSTER_OK;
}

muster_status HostServices::beginStep(const muster_step& step, muster_step_decision& decision) {
    const std::size_t size = decision.struct_size;
    if (context_ == nullptr || size < sizeof decision) {
        return MUSTER_E_INTERNAL;
    }
    decision = muster_step_decision{};
    decision.struct_size = size;
    Result<std::string> name = abi::copyText(step.name, "a step's name");
    Result<std::string> action = abi::copyText(step.action, "a step's action");
    if (!name || !action || name->empty()) {
        return MUSTER_E_PROTOCOL;
    }
    const std::optional<store::StepEnd> before =
        context_->steps == nullptr ? std::nullopt : context_->steps->applied(*name, "");
    if (before) {
        answer_.body = before->savedResult;
        decision.verdict = MUSTER_STEP_ALREADY_APPLIED;
        decision.result = abi::view(answer_.body);
        return MUSTER_OK;
    }
    if (context_->dryRun) {
        context_->planned.push_back({.step = *std::move(name), .action = *std::move(action)});
        decision.verdict = MUSTER_STEP_DRY_RUN;
        return MUSTER_OK;
    }
    if (context_->isOver()) {
        return static_cast<muster_status>(over(*context_).code);
    }
    if (context_->steps == nullptr || context_->ownSteps.contains(*name)) {
        return MUSTER_E_PROTOCOL;  // a read has no steps, and a step is begun once
    }
    const Result<store::StepOrdinal> ordinal =
        context_->steps->start({.name = *name, .method = {}, .url = *std::move(action)});
    if (!ordinal) {
        return refuse(ordinal.error());
    }
    context_->ownSteps.emplace(
        *std::move(name), CallContext::RunningStep{*ordinal, std::chrono::steady_clock::now()});
    decision.verdict = MUSTER_STEP_PROCEED;
    return MUSTER_OK;
}

muster_status HostServices::throttle(muster_string_view label) {
    if (context_ == nullptr) {
        return MUSTER_E_INTERNAL;
    }
    const Result<std::string> name = abi::copyText(label, "a limit's label");
    if (!name) {
        return MUSTER_E_PROTOCOL;
    }
    if (context_->isOver()) {
        return static_cast<muster_status>(over(*context_).code);
    }
    if (context_->dryRun || limits_->catalog->file().empty()) {
        return MUSTER_OK;  // nothing will be sent, or nothing is limited
    }
    const std::vector<std::string> labels = limits_->catalog->labels();
    if (std::find(labels.begin(), labels.end(), *name) == labels.end()) {
        return refuse(unknownLabel(*name));
    }
    permits_.erase(*name);  // the request before this one is over
    Result<rest::Permit> permit =
        limits_->limiter->acquire({.facts = {.label = *name},
                                   .urgency = context_->urgency,
                                   .deadline = context_->effectiveDeadline(),
                                   .cancel = context_->cancel.get_token(),
                                   .correlation = context_->correlation});
    if (!permit) {
        return refuse(std::move(permit).error());
    }
    permit->sent();
    permits_.emplace(*name, *std::move(permit));
    return MUSTER_OK;
}

Error HostServices::unknownLabel(const std::string& label) const {
    const std::vector<std::string> labels = limits_->catalog->labels();
    const std::vector<std::string_view> words(labels.begin(), labels.end());
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "the connector asked for leave under the limit \"" + label + "\", " +
                            (words.empty() ? "and " + limits_->catalog->file() + " names no label"
                                           : "expected " + xml::quotedList(words) + " of " +
                                                 limits_->catalog->file())};
}

muster_status HostServices::refuse(Error error) {
    const auto status = static_cast<muster_status>(error.code);
    refusal_ = std::move(error);
    return status;
}

std::int64_t HostServices::remainingMs() const {
    if (context_ == nullptr || context_->isOver()) {
        return 0;
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(context_->effectiveDeadline() -
                                                                 std::chrono::steady_clock::now())
        .count();
}

muster_status HostServices::secret(muster_string_view property, muster_value& value) {
    value = muster_value{};
    if (!secrets_->has(abi::text(property))) {
        return MUSTER_OK;
    }
    Result<Secret> read = secrets_->read(abi::text(property));
    if (!read) {
        return refuse(std::move(read).error());
    }
    secret_ = *std::move(read);
    value.kind = MUSTER_VALUE_SECRET;
    value.as.text = abi::view(secret_.expose());
    return MUSTER_OK;
}

namespace {

bool holdsSecret(const std::vector<Attribute>& attributes) {
    return std::any_of(attributes.begin(), attributes.end(), [](const Attribute& attribute) {
        return std::any_of(attribute.values().begin(), attribute.values().end(),
                           [](const Value& value) {
                               const auto* object = value.as<ObjectValue>();
                               return value.kind() == ValueKind::kSecret ||
                                      (object != nullptr && holdsSecret(object->attributes()));
                           });
    });
}

}  // namespace

muster_status HostServices::remember(muster_string_view objectClass, muster_string_view uid,
                                     const muster_attribute_list& values) {
    const Result<std::string> className = abi::copyText(objectClass, "an object class");
    const Result<std::string> object = abi::copyText(uid, "a Uid");
    const Result<std::vector<Attribute>> copies = abi::copyAttributes(values);
    if (!className || !object || !copies || object->empty() || holdsSecret(*copies)) {
        return MUSTER_E_PROTOCOL;
    }
    if (context_ == nullptr || context_->memory == nullptr) {
        return MUSTER_E_INTERNAL;
    }
    if (context_->dryRun) {
        return MUSTER_OK;
    }
    const Result<void> kept = context_->memory->remember(*className, *object, *copies);
    return kept ? MUSTER_OK : static_cast<muster_status>(kept.error().code);
}

muster_status HostServices::recall(muster_string_view objectClass, muster_string_view uid,
                                   muster_attribute_list& values) {
    values = {};
    const Result<std::string> className = abi::copyText(objectClass, "an object class");
    const Result<std::string> object = abi::copyText(uid, "a Uid");
    if (!className || !object || context_ == nullptr) {
        return MUSTER_E_INTERNAL;
    }
    if (context_->memory == nullptr) {
        return MUSTER_OK;
    }
    Result<std::vector<Attribute>> found = context_->memory->recall(*className, *object);
    if (!found) {
        return static_cast<muster_status>(found.error().code);
    }
    recalled_ = *std::move(found);
    marshal_ = std::make_unique<abi::Marshal>();
    values = marshal_->attributes(recalled_);
    return MUSTER_OK;
}

void HostServices::log(std::uint32_t level, muster_string_view message,
                       const muster_attribute_list& fields) {
    if (level < MUSTER_LOG_ERROR || level > MUSTER_LOG_TRACE) {
        level = MUSTER_LOG_WARNING;
    }
    const auto severity = static_cast<Log::Severity>(level);
    if (!log_->wants(severity)) {
        return;
    }
    std::string line =
        abi::copyText(message, "a log message").valueOr("(a message that is no text)");
    if (const auto values = abi::copyAttributes(fields)) {
        for (const Attribute& field : *values) {
            line += " " + field.name() + "=";
            line += field.single() == nullptr ? "" : field.single()->toDisplay();
        }
    }
    if (context_ != nullptr) {
        line += " corr=" + context_->correlation;
    }
    std::replace(line.begin(), line.end(), '\n', '?');
    log_->write(severity, line);
}

void HostServices::tell(const Error& error) noexcept {
    try {
        log_->write(Log::Severity::kError, error.describe());
    } catch (...) {  // NOLINT(bugprone-empty-catch): nobody is left to tell
    }
}

}  // namespace muster::host
