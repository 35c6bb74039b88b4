#include "provision/target_facade.h"

#include "provision/correlation.h"
#include "provision/guarded_write.h"
#include "provision/search_plan.h"

namespace muster::provision {

OperationResult TargetFacade::run(const OperationRequest& request,
                                  const std::shared_ptr<host::StepRecorder>& steps) {
    GuardedWrite write;
    OperationResult result;
    auto context = request.cancel.stop_possible()
                       ? std::make_shared<host::CallContext>()
                       : std::make_shared<host::CallContext>(std::nostopstate);
    if (auto prepared =
            write.prepare(GuardedWrite::borrowed(request), runtime_, std::move(context), nullptr);
        !prepared) {
        result.refused = true;
        result.error = std::move(prepared).error();
        result.error->outcome = Outcome::kNotApplied;
        return result;
    }
    result.correlation = write.context->correlation;
    result.notices = std::move(write.checked.notices);
    if (request.dryRun) {
        result.lookupsUsed = write.checked.lookupNames();
    } else if (!write.lock(*locks_, result)) {
        return result;
    }
    write.context->steps = steps;
    const std::stop_callback onCancel(request.cancel,
                                      [&] { write.context->cancel.request_stop(); });
    conclude(write.facts(write.call()), result);
    if (request.dryRun) {
        result.outcome = Outcome::kNotApplied;
        result.planned = std::move(write.context->planned);
    }
    return result;
}

Result<SearchResult> TargetFacade::search(
    const SearchRequest& request, const std::function<bool(const ConnectorObject&)>& handler) {
    return searchViews(request, [&](const ObjectView& object) { return handler(object.copy()); });
}

Result<SearchResult> TargetFacade::searchViews(
    const SearchRequest& request, const std::function<bool(const ObjectView&)>& handler) {
    MUSTER_ASSIGN_OR_RETURN(SearchPlan plan, planSearch(request, *runtime_, nullptr));
    const auto context = std::make_shared<host::CallContext>();
    context->correlation = newCorrelation();
    context->deadline =
        std::chrono::steady_clock::now() + request.timeout.value_or(runtime_->target().timeout);
    const std::stop_callback onCancel(request.cancel, [&] { context->cancel.request_stop(); });
    MUSTER_ASSIGN_OR_RETURN(host::InstancePool::Lease lease, runtime_->pool().acquire(context));
    SearchResult result;
    const auto onObject = [&](const ObjectView& object) {
        if (plan.isFiltered() && !plan.arguments.filter.matches(object.copy())) {
            return true;
        }
        ++result.shown;
        return handler(object) && (request.limit == 0 || result.shown < request.limit);
    };
    host::SearchAnswer answer =
        lease->searchViews(context, plan.info->name, plan.arguments, onObject);
    if (answer.error) {
        if (answer.error->code == ErrorCode::kProtocol) {
            lease.discard();
        }
        return *std::move(answer.error);
    }
    result.filterEvaluatedAtTarget = answer.filterEvaluated;
    result.notices = std::move(plan.notices);
    result.notices.insert(result.notices.end(), answer.notices.begin(), answer.notices.end());
    return result;
}

}  // namespace muster::provision
