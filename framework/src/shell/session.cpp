#include "shell/session.h"

#include <algorithm>

#include <fmt/format.h>

namespace muster::shell {

Result<void> Session::open() {
    if (services_ != nullptr) {
        return {};
    }
    if (openFailure_) {
        return *openFailure_;
    }
    auto opened = surroundings_.openHome();
    if (!opened) {
        openFailure_ = opened.error();
        return *openFailure_;
    }
    services_ = std::move(*opened);
    tellUnsettled();
    if (surroundings_.isLongLived) {
        services_->startRecovery();
    }
    return {};
}

void Session::tellUnsettled() {
    const Result<store::UnsettledCount> count = services().unsettledCount();
    if (!count || count->unsettled() == 0) {
        return;
    }
    std::string parts;
    const auto add = [&parts](std::int64_t number, std::string_view word) {
        if (number > 0) {
            parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", number, word);
        }
    };
    add(count->interrupted, "interrupted");
    add(count->unknown, "with unknown outcome");
    add(count->deferred, "deferred");
    add(count->conflict, "in conflict");
    add(count->needsSecret, "in need of a secret");
    output().warning(
        fmt::format("{} operation{} unsettled ({}); see \"operation list --state "
                    "unsettled\"",
                    count->unsettled(), count->unsettled() == 1 ? " is" : "s are", parts));
}

ExitCode Session::fail(const Error& error) {
    output().error(error);
    return exitCodeOf(error);
}

ExitCode Session::failUsage(const Error& error) {
    output().usageError(error);
    return ExitCode::kUsage;
}

std::optional<TargetView> Session::target(const std::string& name, ExitCode& code) {
    const auto all = services().targetNames();
    if (!all) {
        code = fail(all.error());
        return std::nullopt;
    }
    if (std::find(all->begin(), all->end(), name) == all->end()) {
        const std::vector<std::string_view> names(all->begin(), all->end());
        const std::string_view near = xml::nearest(name, names);
        code = failUsage(Error{
            .code = ErrorCode::kConfiguration,
            .message = names.empty() ? fmt::format("there is no target \"{}\"; {} has none yet",
                                                   name, services().homeFolder() + "/targets")
                                     : fmt::format("there is no target \"{}\"; known are {}", name,
                                                   xml::quotedList(names)),
            .hint = near.empty() ? "\"target list\" shows them with their problems"
                                 : fmt::format("did you mean \"{}\"?", near)});
        return std::nullopt;
    }
    auto view = services().target(name);
    if (!view) {
        code = fail(view.error());
        return std::nullopt;
    }
    return std::move(*view);
}

}  // namespace muster::shell
