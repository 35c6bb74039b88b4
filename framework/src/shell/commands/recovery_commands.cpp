#include <charconv>

#include <fmt/format.h>

#include "shell/commands/commands.h"
#include "shell/commands/object_arguments.h"
#include "shell/session.h"
#include "shell/show_result.h"

namespace muster::shell {
namespace {

std::optional<store::OperationId> numberOf(const std::string& text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    const bool isNumber = stop == end && fault == std::errc() && number > 0;
    return isNumber ? std::optional(store::OperationId{number}) : std::nullopt;
}

ExitCode noNumber(Session& session, const std::string& text) {
    return session.failUsage(
        {.code = ErrorCode::kConfiguration,
         .message = fmt::format("\"{}\" is no operation, expected its number", text),
         .hint = "\"operation list --state unsettled\" shows those that wait"});
}

/** `name=@source` words: each is a secret that is sent again. */
Result<std::vector<Attribute>> secretsOf(Session& session, const Invocation& call) {
    std::vector<Attribute> secrets;
    for (const Assignment& assignment : call.assignments) {
        std::string text = assignment.text;
        session.setHeldSecret(session.heldSecret() || !isReference(text) || text.starts_with("@@"));
        MUSTER_ASSIGN_OR_RETURN(
            Secret secret,
            session.values().secret(assignment.name, text, session.origin(), session.output()));
        secrets.emplace_back(assignment.name, Value(std::move(secret)));
    }
    return secrets;
}

/** Who sends what a dry run shows; the host, when the target is not there to be asked. */
PlanOf planOf(Session& session, const std::string& name) {
    const Result<TargetView> target = session.services().target(name);
    const bool isOwnIo =
        target && target->description != nullptr && !target->description->usesTemplatedCalls;
    return isOwnIo ? PlanOf::kConnector : PlanOf::kHost;
}

ExitCode goOn(Session& session, const Invocation& call, bool isRetry) {
    const auto id = numberOf(call.argument(0));
    if (!id) {
        return noNumber(session, call.argument(0));
    }
    if (call.has("take") && call.has("not-applied")) {
        return session.failUsage({.code = ErrorCode::kConfiguration,
                                  .message = "--take and --not-applied exclude each other"});
    }
    auto secrets = secretsOf(session, call);
    if (!secrets) {
        return session.failUsage(secrets.error());
    }
    const provision::ResumedOperation resumed =
        session.services().resume({.id = *id,
                                   .secrets = *std::move(secrets),
                                   .take = call.option("take").value_or(""),
                                   .isNotApplied = call.has("not-applied"),
                                   .isRetry = isRetry,
                                   .isAnyway = call.has("anyway"),
                                   .dryRun = call.has("dry-run"),
                                   .askedBy = session.askedBy(),
                                   .timeout = timeoutOf(call),
                                   .cancel = session.cancellation()});
    if (call.has("dry-run")) {
        showPlan(session.output(), resumed.request, resumed.result,
                 planOf(session, resumed.request.target));
        return resumed.result.error ? exitCodeOf(resumed.result) : ExitCode::kDone;
    }
    showResult(session.output(), resumed.request, resumed.result, session.origin());
    return exitCodeOf(resumed.result);
}

ExitCode done(Session& session, const std::string& sentence) {
    session.output().note(sentence);
    return ExitCode::kDone;
}

/** What it is about is so already, or is not there to be changed: nothing was begun. */
ExitCode refused(Session& session, const Error& error) {
    const ExitCode code = session.fail(error);
    return error.code == ErrorCode::kInvalidState ? ExitCode::kRefused : code;
}

ExitCode whyIsMissing(Session& session) {
    return session.failUsage({.code = ErrorCode::kConfiguration,
                              .message = "--why is missing: whoever looks later wants to know",
                              .hint = "add --why \"...\""});
}

}  // namespace

ExitCode resumeOperation(Session& session, const Invocation& call) {
    return goOn(session, call, false);
}

ExitCode retryOperation(Session& session, const Invocation& call) {
    return goOn(session, call, true);
}

ExitCode abandonOperation(Session& session, const Invocation& call) {
    const auto id = numberOf(call.argument(0));
    if (!id) {
        return noNumber(session, call.argument(0));
    }
    const auto why = call.option("why");
    if (!why) {
        return whyIsMissing(session);
    }
    if (auto given = session.services().abandon(*id, *why, session.askedBy()); !given) {
        return refused(session, given.error());
    }
    return done(session, fmt::format("operation {} is abandoned; nothing more is done about it",
                                     id->number));
}

ExitCode holdTarget(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    if (!session.target(call.argument(0), code)) {
        return code;
    }
    const auto why = call.option("why");
    if (!why) {
        return whyIsMissing(session);
    }
    if (auto held = session.services().hold(call.argument(0), *why, session.askedBy()); !held) {
        return refused(session, held.error());
    }
    return done(session, fmt::format("target \"{}\" is held: nothing is written to it until "
                                     "\"target release {}\"",
                                     call.argument(0), call.argument(0)));
}

ExitCode releaseTarget(Session& session, const Invocation& call) {
    if (auto released = session.services().release(call.argument(0)); !released) {
        ExitCode code = ExitCode::kDone;
        const bool isThere = session.target(call.argument(0), code).has_value();
        return isThere ? refused(session, released.error()) : code;
    }
    return done(session, fmt::format("target \"{}\" is released", call.argument(0)));
}

}  // namespace muster::shell
