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
    tellInterrupted();
    return {};
}

void Session::tellInterrupted() {
    constexpr std::size_t kMost = 10;
    const std::vector<store::OperationRecord> all = services().interrupted();
    for (std::size_t i = 0; i < all.size() && i < kMost; ++i) {
        const store::OperationRecord& record = all[i];
        const auto unended =
            std::count_if(record.steps.begin(), record.steps.end(),
                          [](const store::StepRecord& step) { return !step.end.has_value(); });
        output().warning(fmt::format(
            "operation {} ({} \"{}\" at {}) was interrupted; outcome {}, {} step{} begun, {} "
            "without "
            "an end; see \"operation show {}\"",
            record.id.number, toString(record.kind), record.name.empty() ? record.uid : record.name,
            record.target, toString(record.outcome), record.steps.size(),
            record.steps.size() == 1 ? "" : "s", unended, record.id.number));
    }
    if (all.size() > kMost) {
        output().warning(
            fmt::format("{} more were interrupted; see \"operation list --state interrupted\"",
                        all.size() - kMost));
    }
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
