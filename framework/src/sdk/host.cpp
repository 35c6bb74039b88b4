#include <muster/core/abi_convert.h>
#include <muster/sdk/host.h>

namespace muster::sdk {
namespace {

ErrorCode codeOf(muster_status status) {
    const bool isKnown = status > MUSTER_OK && status <= MUSTER_E_INTERNAL;
    return isKnown ? static_cast<ErrorCode>(status) : ErrorCode::kInternal;
}

/** The error of a service that reports only a status. A service that refuses has done nothing. */
Error serviceError(muster_status status, std::string_view service) {
    return Error{.code = codeOf(status),
                 .message = "the host refused " + std::string(service),
                 .outcome = Outcome::kNotApplied};
}

Result<Response> copyResponse(const muster_call_response& raw) {
    Response response{.httpStatus = raw.http_status, .body = std::string(abi::text(raw.body))};
    response.uid = abi::text(raw.uid);
    response.name = abi::text(raw.name);
    response.nextPageToken = abi::text(raw.next_page_token);
    MUSTER_ASSIGN_OR_RETURN(response.records, abi::copyTexts(raw.records, "the answer's records"));
    response.isDryRun = (raw.flags & MUSTER_RESPONSE_DRY_RUN) != 0;
    response.isReplayed = (raw.flags & MUSTER_RESPONSE_REPLAYED) != 0;
    return response;
}

}  // namespace

Result<Response> Host::call(const TemplatedCall& call) const {
    abi::Marshal marshal;
    std::vector<muster_query_override> query;
    query.reserve(call.query.size());
    for (const QueryOverride& item : call.query) {
        query.push_back({sizeof(muster_query_override), abi::view(item.name),
                         item.value ? abi::view(*item.value) : muster_string_view{},
                         item.value ? 1 : 0});
    }
    const muster_value body = call.body ? marshal.value(Value(*call.body)) : muster_value{};
    const muster_call_request request = {sizeof(muster_call_request),
                                         abi::view(call.key),
                                         abi::view(call.step),
                                         marshal.attributes(call.placeholders),
                                         call.body ? &body : nullptr,
                                         query.data(),
                                         query.size(),
                                         sizeof(muster_query_override),
                                         abi::view(call.ifMatch)};
    muster_call_response raw{};
    raw.struct_size = sizeof raw;
    const muster_status status = host_->call(host_->context, &request, &raw);
    if (status != MUSTER_OK) {
        return raw.error != nullptr ? abi::copyError(*raw.error)
                                    : Error{.code = codeOf(status),
                                            .message = "the host did not say why the call of " +
                                                       call.key + " failed"};
    }
    return copyResponse(raw);
}

Result<StepDecision> Host::beginStep(std::string_view name, std::string_view action) const {
    const muster_step step = {sizeof(muster_step), abi::view(name), abi::view(action)};
    muster_step_decision decision{};
    decision.struct_size = sizeof decision;
    if (const muster_status status = host_->begin_step(host_->context, &step, &decision);
        status != MUSTER_OK) {
        return serviceError(status, "step \"" + std::string(name) + "\"");
    }
    return StepDecision{static_cast<StepDecision::Verdict>(decision.verdict),
                        std::string(abi::text(decision.result))};
}

Result<void> Host::throttle(std::string_view label) const {
    if (const muster_status status = host_->throttle(host_->context, abi::view(label));
        status != MUSTER_OK) {
        return serviceError(status, "leave under the rate limit \"" + std::string(label) + "\"");
    }
    return {};
}

std::chrono::milliseconds Host::remaining() const {
    return std::chrono::milliseconds(host_->remaining_ms(host_->context));
}

Result<Secret> Host::secret(std::string_view property) const {
    MUSTER_ASSIGN_OR_RETURN(std::optional<Secret> secret, optionalSecret(property));
    if (!secret) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the target gives no value for the confidential property \"" +
                                std::string(property) + "\"",
                     .outcome = Outcome::kNotApplied};
    }
    return *std::move(secret);
}

Result<std::optional<Secret>> Host::optionalSecret(std::string_view property) const {
    muster_value value{};
    if (const muster_status status = host_->secret(host_->context, abi::view(property), &value);
        status != MUSTER_OK) {
        return serviceError(status, "the confidential property \"" + std::string(property) + "\"");
    }
    return value.kind == MUSTER_VALUE_NULL ? std::nullopt
                                           : std::optional(Secret(abi::text(value.as.text)));
}

Result<void> Host::remember(std::string_view objectClass, std::string_view uid,
                            const std::vector<Attribute>& values) const {
    if (!MUSTER_HAS_FIELD(host_, muster_host, remember) || host_->remember == nullptr) {
        return {};
    }
    abi::Marshal marshal;
    const muster_status status = host_->remember(host_->context, abi::view(objectClass),
                                                 abi::view(uid), marshal.attributes(values));
    if (status != MUSTER_OK) {
        return Error{.code = static_cast<ErrorCode>(status),
                     .message = "the host did not keep what was to be remembered of \"" +
                                std::string(uid) + "\"",
                     .outcome = Outcome::kNotApplied};
    }
    return {};
}

Result<std::vector<Attribute>> Host::recall(std::string_view objectClass,
                                            std::string_view uid) const {
    if (!MUSTER_HAS_FIELD(host_, muster_host, recall) || host_->recall == nullptr) {
        return std::vector<Attribute>();
    }
    muster_attribute_list values{};
    const muster_status status =
        host_->recall(host_->context, abi::view(objectClass), abi::view(uid), &values);
    if (status != MUSTER_OK) {
        return Error{
            .code = static_cast<ErrorCode>(status),
            .message = "the host did not tell what it remembers of \"" + std::string(uid) + "\"",
            .outcome = Outcome::kNotApplied};
    }
    return abi::copyAttributes(values);
}

void Host::log(LogLevel level, std::string_view message,
               const std::vector<Attribute>& fields) const {
    abi::Marshal marshal;
    host_->log(host_->context, static_cast<std::uint32_t>(level), abi::view(message),
               marshal.attributes(fields));
}

}  // namespace muster::sdk
