#include "testing/loopback_crossing.h"

namespace muster::testing {
namespace {

Result<RequestMessage> copyRequest(const muster_call_request& request) {
    RequestMessage copy;
    MUSTER_ASSIGN_OR_RETURN(copy.operationKey,
                            abi::copyText(request.operation_key, "an operation key"));
    MUSTER_ASSIGN_OR_RETURN(copy.step, abi::copyText(request.step, "a step's name"));
    MUSTER_ASSIGN_OR_RETURN(copy.placeholders, abi::copyAttributes(request.placeholders));
    MUSTER_ASSIGN_OR_RETURN(copy.ifMatch, abi::copyText(request.if_match, "a revision"));
    if (request.body != nullptr) {
        MUSTER_ASSIGN_OR_RETURN(copy.body, abi::copyValue(*request.body, "a body"));
    }
    const abi::Strided<muster_query_override> overrides(request.query, request.query_count,
                                                        request.query_stride);
    for (const muster_query_override& item : overrides) {
        QueryOverrideMessage made{.present = item.present};
        MUSTER_ASSIGN_OR_RETURN(made.name, abi::copyText(item.name, "a query parameter's name"));
        MUSTER_ASSIGN_OR_RETURN(made.value, abi::copyText(item.value, "a query parameter"));
        copy.query.push_back(std::move(made));
    }
    return copy;
}

Result<ResponseMessage> copyResponse(const muster_call_response& response) {
    ResponseMessage copy{.httpStatus = response.http_status, .flags = response.flags};
    copy.body = abi::text(response.body);  // may be any octets
    MUSTER_ASSIGN_OR_RETURN(copy.uid, abi::copyText(response.uid, "an answer's Uid"));
    MUSTER_ASSIGN_OR_RETURN(copy.name, abi::copyText(response.name, "an answer's name"));
    MUSTER_ASSIGN_OR_RETURN(copy.nextPageToken,
                            abi::copyText(response.next_page_token, "a page token"));
    MUSTER_ASSIGN_OR_RETURN(copy.records, abi::copyTexts(response.records, "an answer's records"));
    if (response.error != nullptr) {
        copy.error = abi::copyError(*response.error);
    }
    return copy;
}

muster_call_response marshalResponse(const ResponseMessage& message, abi::Marshal& marshal) {
    return {sizeof(muster_call_response),
            message.httpStatus,
            message.flags,
            abi::view(message.body),
            abi::view(message.uid),
            abi::view(message.name),
            abi::view(message.nextPageToken),
            marshal.texts(message.records),
            message.error ? marshal.error(*message.error) : nullptr};
}

/** Makes the outer call with a decoded request. */
muster_status callOuter(const muster_host& outer, const RequestMessage& message,
                        muster_call_response& answer) {
    abi::Marshal marshal;
    std::vector<muster_query_override> query;
    query.reserve(message.query.size());
    for (const QueryOverrideMessage& item : message.query) {
        query.push_back({sizeof(muster_query_override), abi::view(item.name), abi::view(item.value),
                         item.present});
    }
    const muster_value body = message.body ? marshal.value(*message.body) : muster_value{};
    const muster_call_request request = {sizeof(muster_call_request),
                                         abi::view(message.operationKey),
                                         abi::view(message.step),
                                         marshal.attributes(message.placeholders),
                                         message.body ? &body : nullptr,
                                         query.data(),
                                         query.size(),
                                         sizeof(muster_query_override),
                                         abi::view(message.ifMatch)};
    answer.struct_size = sizeof answer;
    return outer.call(outer.context, &request, &answer);
}

}  // namespace

CrossingHost::CrossingHost(const muster_host& outer) : outer_(outer) {}

muster_status CrossingHost::call(const muster_call_request& request,
                                 muster_call_response& response) {
    Returned& kept = renew();
    const Result<RequestMessage> sent = crossed(copyRequest(request));
    if (!sent) {
        kept.response.error = sent.error();
        response = marshalResponse(kept.response, kept.marshal);
        return static_cast<muster_status>(sent.error().code);
    }
    muster_call_response answer{};
    const muster_status status = callOuter(outer_, *sent, answer);
    Result<ResponseMessage> back = crossed(copyResponse(answer));
    if (back) {
        kept.response = *std::move(back);
    } else {
        kept.response.error = back.error();
    }
    response = marshalResponse(kept.response, kept.marshal);
    return back ? status : static_cast<muster_status>(back.error().code);
}

muster_status CrossingHost::beginStep(const muster_step& step, muster_step_decision& decision) {
    Returned& kept = renew();
    const auto name = crossed(abi::copyText(step.name, "a step's name"));
    const auto action = crossed(abi::copyText(step.action, "a step's action"));
    if (!name || !action) {
        return MUSTER_E_INTERNAL;
    }
    const muster_step sent = {sizeof sent, abi::view(*name), abi::view(*action)};
    muster_step_decision answer{};
    answer.struct_size = sizeof answer;
    const muster_status status = outer_.begin_step(outer_.context, &sent, &answer);
    const auto back =
        crossed(StepDecisionMessage{answer.verdict, std::string(abi::text(answer.result))});
    if (!back) {
        return MUSTER_E_INTERNAL;
    }
    kept.text = back->result;
    decision.verdict = back->verdict;
    decision.result = abi::view(kept.text);
    return status;
}

muster_status CrossingHost::throttle(muster_string_view label) {
    renew();
    const auto sent = crossed(abi::copyText(label, "a limit's label"));
    return sent ? outer_.throttle(outer_.context, abi::view(*sent)) : MUSTER_E_INTERNAL;
}

std::int64_t CrossingHost::remainingMs() {
    renew();
    return outer_.remaining_ms(outer_.context);
}

muster_status CrossingHost::secret(muster_string_view property, muster_value& value) {
    Returned& kept = renew();
    const auto sent = crossed(abi::copyText(property, "a property's name"));
    if (!sent) {
        return MUSTER_E_INTERNAL;
    }
    muster_value answer{};
    const muster_status status = outer_.secret(outer_.context, abi::view(*sent), &answer);
    if (status != MUSTER_OK) {
        return status;
    }
    Result<Value> back = crossed(abi::copyValue(answer, "a secret"));
    if (!back) {
        return MUSTER_E_INTERNAL;
    }
    kept.value = *std::move(back);
    value = kept.marshal.value(*kept.value);
    return MUSTER_OK;
}

void CrossingHost::log(std::uint32_t level, muster_string_view message,
                       muster_attribute_list fields) {
    renew();
    const auto text = crossed(abi::copyText(message, "a log message"));
    const auto copies = crossed(abi::copyAttributes(fields));
    if (text && copies) {
        abi::Marshal marshal;
        outer_.log(outer_.context, level, abi::view(*text), marshal.attributes(*copies));
    }
}

muster_status CrossingHost::remember(muster_string_view objectClass, muster_string_view uid,
                                     muster_attribute_list values) {
    renew();
    const auto className = crossed(abi::copyText(objectClass, "an object class"));
    const auto object = crossed(abi::copyText(uid, "a Uid"));
    const auto copies = crossed(abi::copyAttributes(values));
    if (!className || !object || !copies) {
        return MUSTER_E_INTERNAL;
    }
    if (outer_.remember == nullptr) {
        return MUSTER_OK;
    }
    abi::Marshal marshal;
    return outer_.remember(outer_.context, abi::view(*className), abi::view(*object),
                           marshal.attributes(*copies));
}

muster_status CrossingHost::recall(muster_string_view objectClass, muster_string_view uid,
                                   muster_attribute_list& values) {
    Returned& kept = renew();
    values = {};
    const auto className = crossed(abi::copyText(objectClass, "an object class"));
    const auto object = crossed(abi::copyText(uid, "a Uid"));
    if (!className || !object) {
        return MUSTER_E_INTERNAL;
    }
    if (outer_.recall == nullptr) {
        return MUSTER_OK;
    }
    muster_attribute_list answer{};
    const muster_status status =
        outer_.recall(outer_.context, abi::view(*className), abi::view(*object), &answer);
    auto back = crossed(abi::copyAttributes(answer));
    if (!back) {
        return MUSTER_E_INTERNAL;
    }
    kept.attributes = *std::move(back);
    values = kept.marshal.attributes(kept.attributes);
    return status;
}

}  // namespace muster::testing
