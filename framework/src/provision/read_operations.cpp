#include "host/supervised_call.h"
#include "provision/correlation.h"
#include "provision/object_state.h"
#include "provision/provisioner.h"
#include "provision/schema_names.h"
#include "provision/scope_notices.h"
#include "provision/search_plan.h"

namespace muster::provision {
namespace {

store::AccountSeen seen(std::string_view target, const ConnectorObject& object) {
    return {.target = std::string(target),
            .objectClass = object.objectClass,
            .uid = object.uid,
            .name = object.name,
            .state = stateOf(object)};
}

/** Until when a read that is part of another may take; nothing for the target's own limit. */
std::optional<std::chrono::steady_clock::time_point> deadlineOf(
    std::optional<std::chrono::milliseconds> timeout) {
    return timeout ? std::optional(std::chrono::steady_clock::now() + *timeout) : std::nullopt;
}

}  // namespace

/** Reads the Uid that a reference means, by taking it for a Uid. */
ReadUid Provisioner::uidReader(const std::string& target, const LookLimits& limits) {
    return [this, target, limits](
               const std::string& objectClass,
               const std::string& reference) -> Result<std::optional<std::string>> {
        MUSTER_ASSIGN_OR_RETURN(const auto runtime, targets_.find(target));
        const ObjectClassInfo* referred = runtime->description().findClass(objectClass);
        const Result<Uid> uid = Uid::parse(reference);
        if (referred == nullptr || referred->get != Support::kSupported || !uid) {
            return std::optional<std::string>();
        }
        std::vector<Notice> ignored;
        MUSTER_ASSIGN_OR_RETURN(const auto found, get(target, referred->name, ObjectRef(*uid), {},
                                                      ignored, limits.cancel, limits.timeLeft()));
        return found ? std::optional(found->uid) : std::nullopt;
    };
}

/** One reading call, shared with the thread that makes it. `work` owns whatever it uses. */
struct Provisioner::Read {
    std::shared_ptr<host::TargetRuntime> runtime;
    std::shared_ptr<host::CallContext> context = std::make_shared<host::CallContext>();
    std::function<std::optional<Error>(host::Instance&, const std::shared_ptr<host::CallContext>&)>
        work;
};

Result<void> Provisioner::runRead(Read& read, std::optional<std::chrono::milliseconds> timeout,
                                  const std::stop_token& cancel) {
    if (read.runtime->isStuck()) {
        return Error{
            .code = ErrorCode::kInvalidState,
            .message = "target \"" + read.runtime->target().name +
                       "\" is held: too many calls of its connector never came back",
            .hint = "\"target release " + read.runtime->target().name + "\" lets it be used again"};
    }
    const auto shared = std::make_shared<Read>(read);
    shared->context->correlation = newCorrelation();
    shared->context->deadline =
        std::chrono::steady_clock::now() + timeout.value_or(shared->runtime->target().timeout);
    const std::stop_callback onCancel(cancel, [&] { shared->context->cancel.request_stop(); });
    const auto error = std::make_shared<std::optional<Error>>();
    const bool cameBack = host::runSupervised(
        [shared, error] {
            Result<host::InstancePool::Lease> lease =
                shared->runtime->pool().acquire(shared->context);
            if (!lease) {
                *error = std::move(lease).error();
                return;
            }
            *error = shared->work(**lease, shared->context);
            if (*error && (*error)->code == ErrorCode::kProtocol) {
                lease->discard();
            }
        },
        [&] {
            const auto now = std::chrono::steady_clock::now();
            return shared->context->isWaitingForReader
                       ? now + std::chrono::seconds(1)
                       : shared->context->effectiveDeadline() + options_.stuckGrace;
        });
    if (!cameBack) {
        shared->context->cancel.request_stop();
        giveUp(*shared->runtime);
        return Error{
            .code = ErrorCode::kTimeout,
            .message = "the connector did not come back after the deadline and was given up"};
    }
    if (std::optional<Error>& failed = *error; failed) {
        return *std::move(failed);
    }
    return {};
}

Result<std::optional<ConnectorObject>> Provisioner::get(
    std::string_view target, std::string_view objectClass, const ObjectRef& object,
    const std::vector<std::string>& attributes, std::vector<Notice>& notices,
    const std::stop_token& cancel, std::optional<std::chrono::milliseconds> timeout) {
    Read read;
    MUSTER_ASSIGN_OR_RETURN(read.runtime, targets_.find(target));
    MUSTER_ASSIGN_OR_RETURN(const ObjectClassInfo* info,
                            requireClass(read.runtime->description(), objectClass));
    if (info->get != Support::kSupported) {
        return unsupportedRead(*info, "get");
    }
    MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> names, resolvedNames(attributes, *info));
    const auto answer = std::make_shared<host::GetAnswer>();
    read.work = [answer, object, names, name = info->name](host::Instance& instance,
                                                           const auto& context) {
        *answer = instance.get(context, name, object, names);
        return answer->error;
    };
    MUSTER_RETURN_IF_ERROR(runRead(read, timeout, cancel));
    notices = std::move(answer->notices);
    std::optional<ConnectorObject>& found = answer->object;
    if (found) {
        journal_.rememberAccount(seen(target, *found));
    }
    return std::move(found);
}

Result<SearchResult> Provisioner::search(
    const SearchRequest& request, const std::function<bool(const ConnectorObject&)>& handler) {
    Read read;
    MUSTER_ASSIGN_OR_RETURN(read.runtime, targets_.find(request.target));
    const ReferenceNames references(
        journal_, request.target, &read.runtime->description(),
        uidReader(request.target, {request.cancel, deadlineOf(request.timeout)}));
    MUSTER_ASSIGN_OR_RETURN(const SearchPlan plan, planSearch(request, *read.runtime, &references));

    // The thread may outlive this call when it is stuck: what it reaches of the caller is cut off
    // then.
    struct Shown {
        std::mutex mutex;
        const std::function<bool(const ConnectorObject&)>* handler = nullptr;
        std::int64_t count = 0;
        host::SearchAnswer answer;
    };
    const auto shown = std::make_shared<Shown>();
    shown->handler = &handler;
    const auto onObject = [this, shown, filter = plan.arguments.filter, limit = request.limit,
                           target = request.target,
                           context = read.context](const ConnectorObject& object) {
        const std::lock_guard lock(shown->mutex);
        if (shown->handler == nullptr) {
            return false;
        }
        if (!filter.matches(object)) {
            return true;
        }
        journal_.rememberAccount(seen(target, object));
        ++shown->count;
        const auto begun = std::chrono::steady_clock::now();
        context->isWaitingForReader = true;
        const bool goesOn = (*shown->handler)(object);
        context->waited = context->waited.load() + (std::chrono::steady_clock::now() - begun);
        context->isWaitingForReader = false;
        return goesOn && (limit == 0 || shown->count < limit);
    };
    read.work = [shown, plan, onObject](host::Instance& instance, const auto& context) {
        shown->answer = instance.search(context, plan.info->name, plan.arguments, onObject);
        return shown->answer.error;
    };
    const Result<void> ended = runRead(read, request.timeout, request.cancel);
    const std::lock_guard lock(shown->mutex);
    shown->handler = nullptr;
    if (!ended) {
        return ended.error();
    }
    std::vector<Notice>& notices = shown->answer.notices;
    notices.insert(notices.begin(), plan.notices.begin(), plan.notices.end());
    return SearchResult{shown->count, shown->answer.filterEvaluated, std::move(notices)};
}

Result<std::optional<ConnectorObject>> Provisioner::findMarked(
    const std::string& target, const std::string& objectClass, const Attribute& mark,
    const std::vector<std::string>& attributes, const LookLimits& limits) {
    std::optional<ConnectorObject> found;
    SearchRequest request{.target = target,
                          .objectClass = objectClass,
                          .filter = {.op = FilterOp::kEquals,
                                     .attribute = mark.name(),
                                     .value = mark.values().front()},
                          .attributes = attributes,
                          .limit = 1,
                          .timeout = limits.timeLeft(),
                          .cancel = limits.cancel};
    MUSTER_RETURN_IF_ERROR(search(request, [&](const ConnectorObject& object) {
        found = object;
        return false;
    }));
    return found;
}

Result<void> Provisioner::test(std::string_view target, std::vector<Notice>& notices,
                               const std::stop_token& cancel) {
    Read read;
    MUSTER_ASSIGN_OR_RETURN(read.runtime, targets_.find(target));
    const auto answer = std::make_shared<host::WriteAnswer>();
    read.work = [answer](host::Instance& instance, const auto& context) {
        *answer = instance.test(context);
        return answer->error;
    };
    Result<void> ended = runRead(read, std::nullopt, cancel);
    if (ended) {  // else the answer may be another thread's still
        notices = std::move(answer->notices);
    }
    const auto granted = read.runtime->grantedScopes();
    if (granted && read.runtime->operations() != nullptr) {
        const std::vector<Notice> scopes =
            scopeNotices(*read.runtime->operations(), read.runtime->description(), *granted);
        notices.insert(notices.end(), scopes.begin(), scopes.end());
    }
    return ended;
}

Result<CheckResult> Provisioner::check(std::string_view target,
                                       std::optional<std::chrono::milliseconds> timeout,
                                       const std::stop_token& cancel) {
    Read read;
    MUSTER_ASSIGN_OR_RETURN(read.runtime, targets_.find(target));
    // The thread may outlive this call when it is stuck: what it fills is its own.
    const auto found = std::make_shared<CheckResult>();
    const auto answer = std::make_shared<host::CheckAnswer>();
    read.work = [found, answer](host::Instance& instance, const auto& context) {
        *answer = instance.check(context, [found](const muster::CheckFinding& finding) {
            found->isCut = found->findings.size() == kMostFindings;
            if (!found->isCut) {
                found->findings.push_back(finding);
            }
            return !found->isCut;
        });
        return answer->error;
    };
    MUSTER_RETURN_IF_ERROR(runRead(read, timeout, cancel));
    found->notices = std::move(answer->notices);
    return std::move(*found);
}

}  // namespace muster::provision
