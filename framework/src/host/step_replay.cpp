#include "host/step_replay.h"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace muster::host {
namespace {

std::string textOf(const boost::json::value& saved, std::string_view member) {
    const auto* object = saved.if_object();
    const auto* found = object == nullptr ? nullptr : object->if_contains(member);
    return found == nullptr || !found->is_string() ? "" : std::string(found->get_string());
}

}  // namespace

std::string savedResult(const CallAnswer& answer) {
    return boost::json::serialize(boost::json::value{
        {"status", answer.httpStatus}, {"uid", answer.uid}, {"name", answer.name}});
}

std::optional<CallAnswer> replayedAnswer(const CallContext& context, const std::string& step,
                                         const std::string& operationKey) {
    if (step.empty() || context.steps == nullptr) {
        return std::nullopt;
    }
    const std::optional<store::StepEnd> end = context.steps->applied(step, operationKey);
    if (!end) {
        return std::nullopt;
    }
    boost::json::error_code problem;
    const boost::json::value saved = boost::json::parse(end->savedResult, problem);
    CallAnswer answer{.httpStatus = end->httpStatus, .isReplayed = true};
    if (!problem) {
        answer.uid = textOf(saved, "uid");
        answer.name = textOf(saved, "name");
    }
    return answer;
}

Result<void> checkSecretsKnown(CallContext& context, const rest::ExpandedRequest& request) {
    const bool needsOne =
        std::any_of(request.secrets.begin(), request.secrets.end(), [&](const Secret& secret) {
            return std::find(context.withheld.begin(), context.withheld.end(), secret) !=
                   context.withheld.end();
        });
    if (!needsOne) {
        return {};
    }
    context.neededWithheld = true;
    if (context.dryRun) {
        return {};
    }
    return Error{.code = ErrorCode::kInvalidState,
                 .message = "a secret would have to be sent again, and muster does not keep it",
                 .outcome = Outcome::kNotApplied};
}

}  // namespace muster::host
