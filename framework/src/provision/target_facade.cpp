#include "provision/target_facade.h"

#include "provision/correlation.h"
#include "provision/filter_values.h"
#include "provision/outcome.h"
#include "provision/request_check.h"

namespace muster::provision {

OperationResult TargetFacade::run(const OperationRequest& request,
                                  const std::shared_ptr<host::StepRecorder>& steps) {
    OperationResult result;
    const auto fail = [&](Error error) {
        error.outcome = Outcome::kNotApplied;
        result.error = std::move(error);
        return result;
    };
    Result<CheckedRequest> checked =
        checkRequest(request, runtime_->description(), {.lookups = runtime_->lookups()});
    if (!checked) {
        return fail(std::move(checked).error());
    }
    const Attribute* name = findAttribute(checked->attributes, attr::kName);
    const std::string object = request.object ? request.object->text() : *name->text();
    auto context = std::make_shared<host::CallContext>();
    context->correlation = result.correlation = newCorrelation();
    context->deadline = std::chrono::steady_clock::now() + runtime_->target().timeout;
    context->steps = steps;
    const auto lock = locks_->acquire({runtime_->target().name, checked->objectClass, object},
                                      context->deadline, request.cancel);
    const std::vector<AttributeParts> parts(checked->attributes.begin(), checked->attributes.end());
    Result<host::InstancePool::Lease> lease = runtime_->pool().acquire(context);
    if (!lease) {
        return fail(std::move(lease).error());
    }
    WriteFacts facts{
        .kind = request.kind,
        .target = runtime_->target().name,
        .object = object,
        .answer = (*lease)->create(context, checked->objectClass, parts, checked->options)};
    conclude(std::move(facts), result);
    return result;
}

Result<SearchResult> TargetFacade::search(
    const SearchRequest& request, const std::function<bool(const ConnectorObject&)>& handler) {
    MUSTER_ASSIGN_OR_RETURN(const ObjectClassInfo* info,
                            requireClass(runtime_->description(), request.objectClass));
    host::SearchArguments arguments{.pageSize = request.pageSize, .limit = request.limit};
    Resolved found;
    MUSTER_ASSIGN_OR_RETURN(arguments.filter,
                            resolvedFilter(request.filter, *info, {.lookups = runtime_->lookups()},
                                           Time::now(), found));
    auto context = std::make_shared<host::CallContext>();
    context->deadline = std::chrono::steady_clock::now() + runtime_->target().timeout;
    MUSTER_ASSIGN_OR_RETURN(host::InstancePool::Lease lease, runtime_->pool().acquire(context));
    SearchResult result;
    host::SearchAnswer answer =
        lease->search(context, info->name, arguments, [&](const ConnectorObject& object) {
            ++result.shown;
            return arguments.filter.matches(object) && handler(object);
        });
    if (answer.error) {
        return *std::move(answer.error);
    }
    return result;
}

}  // namespace muster::provision
