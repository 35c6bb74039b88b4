#include <map>
#include <memory>

#include <fmt/format.h>

#include "shell/commands/commands.h"
#include "shell/commands/object_arguments.h"
#include "shell/session.h"
#include "shell/show_values.h"
#include <muster/core/filter.h>

namespace muster::shell {
namespace {

/** A filter must be quoted when it holds `--`. */
Error filterError(const Error& error) {
    Error told = error;
    told.message = "filter: " + error.message;
    if (told.hint.empty()) {
        told.hint = "a filter reads like: email endsWith \"@example.com\" and type = 2";
    }
    return told;
}

/** Names as the journal knows them; each is asked for once. */
NameOfReference namesOf(Session& session, const std::string& target) {
    auto known = std::make_shared<std::map<std::pair<std::string, std::string>, std::string>>();
    return [&session, target, known](const std::string& objectClass, const std::string& uid) {
        const auto [found, isNew] = known->try_emplace({objectClass, uid});
        if (isNew) {
            const auto records = session.services().accounts(
                {.target = target, .objectClass = objectClass, .uid = uid, .limit = 1});
            if (records && !records->empty() && records->front().name != uid) {
                found->second = records->front().name;
            }
        }
        return found->second;
    };
}

}  // namespace

ExitCode getObject(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    const auto target = session.target(call.argument(0), code);
    if (!target) {
        return code;
    }
    auto object = parseObject(call.argument(1));
    if (!object) {
        return session.failUsage(object.error());
    }
    const std::string className = call.option("class").value_or("");
    std::vector<Notice> notices;
    const std::vector<std::string> attributes = splitList(call.option("attributes").value_or(""));
    auto found = session.services().get(call.argument(0), className, *object, attributes, notices,
                                        session.cancellation());
    for (const Notice& notice : notices) {
        session.output().notice(notice);
    }
    if (!found) {
        return session.fail(found.error());
    }
    if (!*found) {
        return session.fail(
            {.code = ErrorCode::kUnknownUid,
             .message =
                 fmt::format("target \"{}\" has no object with the {} \"{}\"", call.argument(0),
                             object->isName() ? "name" : "uid", object->text()),
             .hint = object->isName() ? "" : "a name is given as name:" + object->text()});
    }
    const ObjectView view(*target, className, session.output().language(),
                          namesOf(session, call.argument(0)));
    // A connector may show more than it is asked for (C-45).
    session.output().record(view.record(view.restricted(std::move(**found), attributes)));
    return ExitCode::kDone;
}

ExitCode searchObjects(Session& session, const Invocation& call) {
    ExitCode code = ExitCode::kDone;
    const auto target = session.target(call.argument(0), code);
    if (!target) {
        return code;
    }
    auto filter = parseFilter(call.text);
    if (!filter) {
        return session.failUsage(filterError(filter.error()));
    }
    const std::stop_token cancel = session.cancellation();
    const std::int64_t limit = call.count("limit").value_or(0);
    provision::SearchRequest request{
        .target = call.argument(0),
        .objectClass = call.option("class").value_or(""),
        .filter = std::move(*filter),
        .attributes = splitList(call.option("attributes").value_or("")),
        // One more than is shown tells whether there is more.
        .limit = limit > 0 ? limit + 1 : 0,
        .pageSize = call.count("page-size").value_or(0),
        .timeout = timeoutOf(call),
        .cancel = cancel};
    const ObjectView view(*target, request.objectClass, session.output().language(),
                          namesOf(session, call.argument(0)));
    const std::vector<std::string> shown =
        request.attributes.empty() ? view.usualAttributes() : request.attributes;
    Output::Rows rows(session.output(), view.columns(shown));
    bool isMore = false;
    auto result = session.services().search(request, [&](const ConnectorObject& object) {
        isMore = limit > 0 && static_cast<std::int64_t>(rows.count()) == limit;
        if (isMore) {
            return false;
        }
        rows.add(view.row(view.restricted(object, request.attributes), shown));
        return !cancel.stop_requested() && !session.output().isClosed();
    });
    rows.finish();
    if (!result) {
        if (rows.count() > 0) {
            session.output().note(
                fmt::format("the search ended after {} objects; there may be more", rows.count()));
        }
        return session.fail(result.error());
    }
    for (const Notice& notice : result->notices) {
        session.output().notice(notice);
    }
    if (cancel.stop_requested()) {
        session.output().note(fmt::format("cancelled after {} objects", rows.count()));
        return ExitCode::kInterrupted;
    }
    if (rows.count() == 0) {
        session.output().note("no object was found");
    } else if (isMore) {
        session.output().note(fmt::format("the first {}; there are more (--limit)", rows.count()));
    }
    return ExitCode::kDone;
}

}  // namespace muster::shell
